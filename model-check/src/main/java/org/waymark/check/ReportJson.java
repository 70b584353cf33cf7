package org.waymark.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Layer reports as JSON: what {@code --json} prints and what a build records. */
final class ReportJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportJson() {}

  static ObjectNode write(LayerReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("layer", report.layer());
    json.put("checks", report.checks());
    json.put("profile", report.profile().toString());
    json.put("seed", report.seed());
    json.put("verdict", report.result().verdict().name());
    json.put("checked", report.result().checked());
    ArrayNode counts = json.putArray("counts");
    for (Count count : report.result().counts()) {
      counts
          .addObject()
          .put("what", count.what())
          .put("seen", count.seen())
          .put("floor", count.floor());
    }
    ArrayNode details = json.putArray("details");
    report.result().details().forEach(details::add);
    ArrayNode named = json.putArray("named");
    for (Check check : report.result().checks()) {
      named
          .addObject()
          .put("name", check.name())
          .put("held", check.held())
          .put("explanation", check.explanation());
    }
    json.set("tables", JSON.valueToTree(report.result().tables()));
    json.put("tookMillis", report.took().toMillis());
    json.put("budgetMillis", report.budget().toMillis());
    json.put("finished", report.finished().toString());
    json.put("fromBuild", report.fromBuild());
    json.put("replay", report.replay());
    return json;
  }

  /** Reads what {@link #write} wrote; anything else is an {@link IllegalArgumentException}. */
  static LayerReport read(JsonNode json) {
    List<Count> counts = new ArrayList<>();
    for (JsonNode count : json.required("counts")) {
      counts.add(
          new Count(
              count.required("what").asText(),
              count.required("seen").asLong(),
              count.required("floor").asLong()));
    }
    List<Check> named = new ArrayList<>();
    for (JsonNode check : json.required("named")) {
      named.add(
          new Check(
              check.required("name").asText(),
              check.required("held").asBoolean(),
              check.required("explanation").asText()));
    }
    List<Table> tables = new ArrayList<>();
    for (JsonNode table : json.required("tables")) {
      tables.add(
          new Table(
              table.required("title").asText(),
              texts(table.required("headings")),
              rows(table.required("rows"))));
    }
    return new LayerReport(
        json.required("layer").asText(),
        json.required("checks").asText(),
        Profile.valueOf(json.required("profile").asText().toUpperCase(Locale.ROOT)),
        json.required("seed").asLong(),
        new LayerResult(
                Verdict.valueOf(json.required("verdict").asText()),
                json.required("checked").asText(),
                counts,
                texts(json.required("details")))
            .with(named, tables),
        Duration.ofMillis(json.required("tookMillis").asLong()),
        Duration.ofMillis(json.required("budgetMillis").asLong()),
        Instant.parse(json.required("finished").asText()),
        json.required("fromBuild").asBoolean());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<List<String>> rows(JsonNode array) {
    List<List<String>> rows = new ArrayList<>();
    array.forEach(row -> rows.add(texts(row)));
    return rows;
  }
}
