package org.waymark.check.vectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * One file of vectors while it is being written: contexts, and vectors one to a line.
 *
 * <p>Not thread-safe.
 */
final class VectorFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String kind;
  private final String about;
  private final ObjectNode contexts = object();
  private final List<ObjectNode> vectors = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  VectorFile(String kind, String about) {
    this.kind = kind;
    this.about = about;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Returns the fields with one of them changed. */
  static ObjectNode with(ObjectNode fields, String name, String value) {
    return fields.deepCopy().put(name, value);
  }

  /** Returns the fields with one of them changed. */
  static ObjectNode with(ObjectNode fields, String name, long value) {
    return fields.deepCopy().put(name, value);
  }

  /** Names a context that vectors refer to. */
  void context(String name, ObjectNode context) {
    contexts.set(name, context);
  }

  /** Adds a vector without a verdict; the caller completes it. */
  ObjectNode add(String name, String shows) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("two vectors named " + name);
    }
    ObjectNode vector = object().put("name", name).put("shows", shows);
    vectors.add(vector);
    return vector;
  }

  /** Adds a record that is valid in its context and holds these fields. */
  ObjectNode good(String name, String shows, String context, byte[] bytes, ObjectNode fields) {
    ObjectNode vector = add(name, shows).put("context", context).put("hex", hex(bytes));
    vector.put("valid", true).set("fields", fields);
    return vector;
  }

  /** Adds bytes that are no valid record in their context. */
  ObjectNode bad(String name, String shows, String context, byte[] bytes, String flaw) {
    return add(name, shows)
        .put("context", context)
        .put("hex", hex(bytes))
        .put("valid", false)
        .put("flaw", flaw);
  }

  /**
   * Adds one vector for every place at which the writing of {@code record} over {@code old} may
   * have stopped.
   */
  void torn(String series, String over, String context, byte[] record, byte[] old, Flaws flaws) {
    for (int written = 0; written < record.length; written++) {
      byte[] torn = old.clone();
      System.arraycopy(record, 0, torn, 0, written);
      if (Arrays.equals(torn, record)) {
        throw new IllegalStateException("the tear at " + written + " shows nothing; vary a field");
      }
      String name = String.format("%s-%03d", series, written);
      bad(name, written + " bytes written over " + over, context, torn, flaws.at(written));
    }
  }

  /** Adds one vector for every byte of {@code record}, with one of its bits flipped. */
  void flipped(String context, byte[] record, Flaws flaws) {
    for (int at = 0; at < record.length; at++) {
      byte[] flipped = record.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      String shows = "bit " + at % 8 + " of byte " + at + " flipped";
      bad(String.format("flipped-%03d", at), shows, context, flipped, flaws.at(at));
    }
  }

  /** Returns the file's text. */
  String text() {
    StringBuilder text = new StringBuilder("{\n");
    text.append("\"format\": 1,\n\"kind\": ").append(line(JSON.valueToTree(kind)));
    text.append(",\n\"about\": ").append(line(JSON.valueToTree(about)));
    text.append(",\n\"contexts\": {");
    String separator = "\n";
    for (var context : contexts.properties()) {
      text.append(separator).append(line(JSON.valueToTree(context.getKey()))).append(": ");
      text.append(line(context.getValue()));
      separator = ",\n";
    }
    text.append("\n},\n\"vectors\": [");
    separator = "\n";
    for (ObjectNode vector : vectors) {
      text.append(separator).append(line(vector));
      separator = ",\n";
    }
    return text.append("\n]\n}\n").toString();
  }

  private static String line(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }
}
