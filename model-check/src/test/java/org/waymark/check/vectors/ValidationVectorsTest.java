package org.waymark.check.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.waymark.check.serial.Answer;

/** Goal: the conversations meet every answer, and a coordinator that answers otherwise is told. */
class ValidationVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode file() throws IOException {
    return JSON.readTree(ValidationVectors.text());
  }

  private static List<String> failures(JsonNode file) throws IOException {
    return VectorCheck.run(Map.of("validation.json", file)).failures();
  }

  @Test
  void everyAnswerIsMetOften() throws IOException {
    Map<String, Integer> answers = new TreeMap<>();
    int submissions = 0;
    for (JsonNode vector : file().required("vectors")) {
      JsonNode fields = vector.required("fields");
      String kind = vector.required("step").textValue();
      if (kind.equals("submit")) {
        submissions++;
        kind = fields.required("answer").textValue() + ' ' + fields.path("structure").asText();
        answers.merge("with one that only read", fields.path("withOnlyRead").asInt(), Integer::sum);
      }
      answers.merge(kind.strip(), 1, Integer::sum);
    }
    assertThat(submissions).isGreaterThan(200);
    assertThat(answers)
        .containsOnlyKeys(
            "admitted",
            "fcw_conflict",
            "not_committed",
            "prune",
            "publish",
            "reopen",
            "serializable_at",
            "snapshot_in_the_future",
            "snapshot_too_old",
            "ssi_conflict committed_pivot",
            "ssi_conflict pivot",
            "with one that only read")
        .allSatisfy((answer, times) -> assertThat(times).as(answer).isGreaterThan(1));
  }

  /** With room for all, nobody is refused for the limit; so it is not the runner that says so. */
  @Test
  void aCoordinatorWithAnotherLimitIsTold() throws IOException {
    JsonNode file = file();
    for (JsonNode context : file.required("contexts")) {
      ((ObjectNode) context).put("limit", 1_000);
    }
    assertThat(failures(file)).anyMatch(failure -> failure.contains("\"cause\":\"limit\""));
  }

  @Test
  void aCoordinatorWithAnotherWindowIsTold() throws IOException {
    JsonNode file = file();
    for (JsonNode context : file.required("contexts")) {
      ((ObjectNode) context).put("retryWindow", 1_000);
    }
    assertThat(failures(file)).anyMatch(failure -> failure.contains("snapshot_too_old"));
  }

  @Test
  void anUnknownStepIsNone() throws IOException {
    JsonNode context = JSON.readTree("{\"limit\": 4, \"retryWindow\": 4}");
    try (ShippedFront front = new ShippedFront(context)) {
      assertThatThrownBy(() -> front.take(JSON.readTree("{\"step\": \"halt\"}")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("halt");
    }
  }

  @Test
  void theFloorRisesToWhereTheTipHasBeen() {
    PlainFront front = new PlainFront(10, 10);
    assertThat(front.submit(0, 0, 0b1)).isEqualTo(Answer.admitted(1));
    assertThat(front.submit(0, 0, 0b10)).isEqualTo(Answer.admitted(2));
    front.publish();
    assertThat(front.floors()).isEqualTo(List.of(0, 2));
    assertThatThrownBy(() -> front.prune(1)).isInstanceOf(IllegalArgumentException.class);
    front.prune(2);
    assertThat(front.submit(1, 0b1, 0)).isEqualTo(Answer.tooOld(2));
    assertThat(front.floors()).isEqualTo(List.of(2));
  }
}
