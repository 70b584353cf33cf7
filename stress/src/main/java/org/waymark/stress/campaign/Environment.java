package org.waymark.stress.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.waymark.check.Checkout;

/**
 * Where jobs ran, which what they saw depends on. Immutable.
 *
 * @param jdk the virtual machine's version
 * @param arch the processor's architecture, such as {@code amd64}
 * @param cores how many processors there were
 * @param commit which sources; {@code unknown} outside a checkout
 */
record Environment(String jdk, String arch, int cores, String commit) {

  /** Returns where this program runs. */
  static Environment here() {
    return new Environment(
        Runtime.version().toString(),
        System.getProperty("os.arch", "unknown"),
        Runtime.getRuntime().availableProcessors(),
        Checkout.find().flatMap(Checkout::commit).orElse("unknown"));
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return json.put("jdk", jdk).put("arch", arch).put("cores", cores).put("commit", commit);
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Environment read(JsonNode json) {
    return new Environment(
        json.required("jdk").asText(),
        json.required("arch").asText(),
        json.required("cores").asInt(),
        json.required("commit").asText());
  }

  @Override
  public String toString() {
    String where = "Java " + jdk + ", " + arch + ", " + cores + (cores == 1 ? " core" : " cores");
    return where + ", commit " + commit;
  }
}
