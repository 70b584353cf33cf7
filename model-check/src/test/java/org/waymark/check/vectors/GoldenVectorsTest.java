package org.waymark.check.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The committed vectors are the ones the plain format makes, and the shipped code agrees with them.
 */
class GoldenVectorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path COMMITTED = Path.of("..", "spec", "vectors");

  @Test
  void committedFilesAreTheGeneratedOnes() throws IOException {
    Map<String, String> generated = VectorGenerator.files();
    try (Stream<Path> files = Files.list(COMMITTED)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> n.endsWith(".json")))
          .containsExactlyInAnyOrderElementsOf(generated.keySet());
    }
    for (Map.Entry<String, String> file : generated.entrySet()) {
      String committed = Files.readString(COMMITTED.resolve(file.getKey()));
      assertThat(committed.equals(file.getValue()))
          .as("spec/vectors/%s is what VectorGenerator writes", file.getKey())
          .isTrue();
    }
  }

  @Test
  void mainWritesTheSameFiles(@TempDir Path directory) throws IOException {
    VectorGenerator.main(new String[] {directory.toString()});

    for (Map.Entry<String, String> file : VectorGenerator.files().entrySet()) {
      assertThat(directory.resolve(file.getKey())).hasContent(file.getValue());
    }
  }

  @Test
  void mainWantsOneDirectory() {
    assertThatThrownBy(() -> VectorGenerator.main(new String[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("usage");
  }

  @Test
  void shippedCodeAgreesWithEveryVector() throws IOException {
    VectorCheck.Outcome outcome = VectorCheck.run();

    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.held()).isTrue();
    assertThat(outcome.files()).isEqualTo(VectorGenerator.files().size());
    assertThat(outcome.vectors()).isEqualTo(2_245);
    assertThat(outcome.valid()).isEqualTo(390);
  }

  @Test
  void everyVectorThatLiesIsReported() throws IOException {
    for (String name : VectorCheck.FILES) {
      ObjectNode file = (ObjectNode) JSON.readTree(VectorGenerator.files().get(name));
      int lies = 0;
      for (JsonNode vector : file.required("vectors")) {
        if (vector.has("flaw")) {
          ((ObjectNode) vector).put("flaw", vector.required("flaw").textValue() + "?");
        } else if (vector.required("valid").booleanValue()) {
          ((ObjectNode) vector.required("fields")).put("another", 1);
        } else {
          ((ObjectNode) vector).put("valid", true);
        }
        lies++;
      }
      assertThat(VectorCheck.run(Map.of(name, file)).failures()).as(name).hasSize(lies);
    }
  }

  @Test
  void aFileWithoutVectorsIsAFailure() throws IOException {
    JsonNode empty = JSON.readTree("{\"kind\": \"marker\", \"contexts\": {}, \"vectors\": []}");

    VectorCheck.Outcome outcome = VectorCheck.run(Map.of("marker.json", empty));

    assertThat(outcome.failures()).isEqualTo(List.of("marker.json: no vectors"));
    assertThat(outcome.held()).isFalse();
  }
}
