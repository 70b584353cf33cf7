package org.waymark.stress.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A job that has ended, as a line of {@code results.ndjson} keeps it. Immutable.
 *
 * @param job what was to be done
 * @param environment where
 * @param took how long it took
 * @param outcome what came of it; empty where the machine stood in the way
 * @param trouble what stood in the way, if something did
 */
record Result(
    Job job, Environment environment, Duration took, Outcome outcome, Optional<String> trouble) {

  private static final Outcome NOTHING = new Outcome(new TreeMap<>(), List.of(), List.of());

  /** Makes the result of a job that could not be done. */
  static Result troubled(Job job, Environment environment, Duration took, String trouble) {
    return new Result(job, environment, took, NOTHING, Optional.of(trouble));
  }

  /** Returns whether something was found, be it what a calibration hides. */
  boolean hasFound() {
    return !outcome.findings().isEmpty();
  }

  /** Returns whether it came to nothing, on a machine that was too slow or too busy. */
  boolean isIdle() {
    return trouble.isEmpty()
        && !hasFound()
        && outcome.counts().values().stream().allMatch(count -> count == 0);
  }

  /** Returns it without its environment, which stands in a line before. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("job", json(job));
    json.put("tookMillis", took.toMillis());
    trouble.ifPresent(words -> json.put("trouble", words));
    ObjectNode counts = json.putObject("counts");
    outcome.counts().forEach(counts::put);
    ArrayNode seen = json.putArray("seen");
    outcome.seen().forEach(row -> seen.add(json(row)));
    ArrayNode findings = json.putArray("findings");
    for (Finding finding : outcome.findings()) {
      ObjectNode node = findings.addObject().put("property", finding.property());
      finding.story().forEach(node.putArray("story")::add);
    }
    return json;
  }

  static ObjectNode json(Seen row) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("target", row.target()).put("outcome", row.outcome());
    json.put("expectation", row.expectation()).put("meaning", row.meaning());
    return json.put("times", row.times());
  }

  static ObjectNode json(Job job) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("number", job.number()).put("tool", job.tool()).put("target", job.target());
    return json.put("seed", job.seed()).put("millis", job.time().toMillis());
  }

  /**
   * Reads what {@link #json(Job)} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Job readJob(JsonNode json) {
    return new Job(
        json.required("number").asLong(),
        json.required("tool").asText(),
        json.required("target").asText(),
        json.required("seed").asLong(),
        Duration.ofMillis(json.required("millis").asLong()));
  }

  /**
   * Reads what {@link #json()} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Result read(JsonNode json, Environment environment) {
    SortedMap<String, Long> counts = new TreeMap<>();
    json.required("counts")
        .properties()
        .forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
    List<Seen> seen = new ArrayList<>();
    for (JsonNode row : json.required("seen")) {
      seen.add(
          new Seen(
              row.required("target").asText(),
              row.required("outcome").asText(),
              row.required("expectation").asText(),
              row.required("meaning").asText(),
              row.required("times").asLong()));
    }
    List<Finding> findings = new ArrayList<>();
    for (JsonNode finding : json.required("findings")) {
      findings.add(
          new Finding(finding.required("property").asText(), lines(finding.required("story"))));
    }
    return new Result(
        readJob(json.required("job")),
        environment,
        Duration.ofMillis(json.required("tookMillis").asLong()),
        new Outcome(counts, seen, findings),
        Optional.ofNullable(json.get("trouble")).map(JsonNode::asText));
  }

  /** Returns the texts of an array. */
  static List<String> lines(JsonNode array) {
    List<String> lines = new ArrayList<>();
    array.forEach(line -> lines.add(line.asText()));
    return lines;
  }
}
