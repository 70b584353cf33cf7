package org.waymark.check.lincheck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Jobs and outcomes as lines of JSON, between a run and its child JVM. */
final class LincheckJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LincheckJson() {}

  static String line(LincheckJob job) {
    return json(job).toString();
  }

  static String line(LincheckOutcome outcome) {
    ObjectNode json = json(outcome.job());
    json.put("ranScenarios", outcome.scenarios());
    json.put("ranInvocations", outcome.invocations());
    json.put("results", outcome.results());
    json.put("tookNanos", outcome.took().toNanos());
    json.put("cutShort", outcome.cutShort());
    json.put("failure", outcome.failure());
    return json.toString();
  }

  private static ObjectNode json(LincheckJob job) {
    return JSON.createObjectNode()
        .put("target", job.target())
        .put("mode", job.mode().name())
        .put("seed", job.seed())
        .put("scenarios", job.scenarios())
        .put("invocations", job.invocations());
  }

  static List<LincheckJob> jobs(Path file) throws IOException {
    List<LincheckJob> jobs = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      jobs.add(job(JSON.readTree(line)));
    }
    return jobs;
  }

  private static LincheckJob job(JsonNode json) {
    return new LincheckJob(
        json.required("target").asText(),
        Mode.valueOf(json.required("mode").asText()),
        json.required("seed").asLong(),
        json.required("scenarios").asInt(),
        json.required("invocations").asInt());
  }

  static LincheckOutcome outcome(String line) throws JsonProcessingException {
    JsonNode json = JSON.readTree(line);
    JsonNode failure = json.required("failure");
    return new LincheckOutcome(
        job(json),
        json.required("ranScenarios").asLong(),
        json.required("ranInvocations").asLong(),
        json.required("results").asLong(),
        Duration.ofNanos(json.required("tookNanos").asLong()),
        json.required("cutShort").asBoolean(),
        failure.isNull() ? null : failure.asText());
  }
}
