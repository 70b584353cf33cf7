package org.waymark.check.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the shipped encoders and decoders, and a shipped coordinator, against the golden vectors.
 *
 * <p>For every vector the shipped decoder must reach the stated verdict, flaw by flaw; of every
 * valid one it must read the stated fields, and the shipped encoder must make the same bytes of
 * them again. Of every conversation the shipped coordinator must take each step as stated. Not
 * checked here: what a reader does with segments as a whole, which is recovery.
 */
public final class VectorCheck {

  /** The vector files, which lie in {@code spec/vectors} and travel as resources. */
  public static final List<String> FILES = List.copyOf(VectorGenerator.files().keySet());

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What came of it.
   *
   * @param files how many files were read
   * @param vectors how many vectors were judged
   * @param valid how many of them are valid records, or steps of conversations
   * @param failures one line for each vector that was judged otherwise than stated
   */
  public record Outcome(int files, int vectors, int valid, List<String> failures) {

    /** Keeps a copy of the failures. */
    public Outcome {
      failures = List.copyOf(failures);
    }

    /** Returns whether there were vectors and all were judged as stated. */
    public boolean held() {
      return vectors > 0 && failures.isEmpty();
    }
  }

  private final List<String> failures = new ArrayList<>();
  private int vectors;
  private int valid;

  private VectorCheck() {}

  /**
   * Judges all packaged vectors.
   *
   * @throws IOException if a file is missing or is not JSON
   */
  public static Outcome run() throws IOException {
    Map<String, JsonNode> files = new TreeMap<>();
    for (String name : FILES) {
      try (InputStream in = VectorCheck.class.getResourceAsStream("/spec/vectors/" + name)) {
        if (in == null) {
          throw new IOException("no vectors packaged as spec/vectors/" + name);
        }
        files.put(name, JSON.readTree(in));
      }
    }
    return run(files);
  }

  /** Judges these files, by name. */
  static Outcome run(Map<String, JsonNode> files) throws IOException {
    VectorCheck layer = new VectorCheck();
    for (Map.Entry<String, JsonNode> file : files.entrySet()) {
      try (ShippedReader reader = new ShippedReader()) {
        layer.judge(reader, file.getKey(), file.getValue());
      }
    }
    return new Outcome(files.size(), layer.vectors, layer.valid, layer.failures);
  }

  private void judge(ShippedReader reader, String file, JsonNode content) throws IOException {
    String kind = content.required("kind").textValue();
    JsonNode all = content.required("vectors");
    if (all.isEmpty()) {
      failures.add(file + ": no vectors");
    }
    for (JsonNode vector : all) {
      vectors++;
      valid += vector.required("valid").booleanValue() ? 1 : 0;
      String name = vector.path("context").asText();
      JsonNode context =
          name.isEmpty() ? MissingNode.getInstance() : content.required("contexts").required(name);
      String complaint = complaint(vector, reader.judge(kind, context, vector));
      if (complaint != null) {
        failures.add(file + ": " + vector.required("name").textValue() + ": " + complaint);
      }
    }
  }

  private static @Nullable String complaint(JsonNode vector, Verdict verdict) {
    if (!vector.required("valid").booleanValue()) {
      String expected = vector.path("flaw").asText("FOREIGN");
      return expected.equals(verdict.flaw())
          ? null
          : "expected "
              + expected
              + ", found "
              + Objects.requireNonNullElse(verdict.flaw(), "valid");
    }
    if (verdict.flaw() != null) {
      return "expected valid, found " + verdict.flaw();
    }
    if (!vector.required("fields").equals(verdict.fields())) {
      return "expected " + vector.required("fields") + ", read " + verdict.fields();
    }
    if (vector.has("hex") && !vector.required("hex").textValue().equals(verdict.hex())) {
      return "encoded again as " + verdict.hex();
    }
    return null;
  }
}
