package org.waymark.stress.jcstress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.waymark.check.Trees;

/**
 * What was seen on one kind of machine: test by test, how often each outcome. Kept as a file of
 * JSON that is named after its column.
 *
 * @param java the JDK's feature number
 * @param architecture the processor's architecture, as the JDK names it
 * @param processors how many the machine had
 * @param tests the counts: by a test's name, by outcome
 */
public record OutcomeTable(
    int java,
    String architecture,
    int processors,
    SortedMap<String, SortedMap<String, Long>> tests) {

  /** Where the tables are, in a checkout. */
  static final Path DIRECTORY =
      Path.of("stress", "src", "main", "resources", "org", "waymark", "stress", "jcstress");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Makes the table of this machine. */
  static OutcomeTable ofThisMachine(List<JcstressOutcome> outcomes) {
    SortedMap<String, SortedMap<String, Long>> tests = new TreeMap<>();
    for (JcstressOutcome outcome : outcomes) {
      SortedMap<String, Long> counts = new TreeMap<>();
      outcome.seen().forEach(seen -> counts.put(seen.outcome(), seen.times()));
      tests.put(outcome.test().name(), counts);
    }
    return new OutcomeTable(
        Runtime.version().feature(),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        tests);
  }

  /** Reads every table of a checkout, the oldest JDK first. */
  static List<OutcomeTable> all(Path root) throws IOException {
    List<OutcomeTable> tables = new ArrayList<>();
    for (Path file : Trees.files(root.resolve(DIRECTORY))) {
      tables.add(read(file));
    }
    return tables;
  }

  private static OutcomeTable read(Path file) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    SortedMap<String, SortedMap<String, Long>> tests = new TreeMap<>();
    for (Map.Entry<String, JsonNode> test : json.path("tests").properties()) {
      SortedMap<String, Long> counts = new TreeMap<>();
      test.getValue()
          .properties()
          .forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
      tests.put(test.getKey(), counts);
    }
    return new OutcomeTable(
        json.path("java").asInt(),
        json.path("architecture").asText(),
        json.path("processors").asInt(),
        tests);
  }

  /** Writes it into a checkout, in place of the last one of the same column. */
  void write(Path root) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("java", java).put("architecture", architecture).put("processors", processors);
    json.set("tests", JSON.valueToTree(tests));
    Path file = root.resolve(DIRECTORY).resolve("outcomes-" + java + "-" + architecture + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
  }

  /** Returns its heading in a table of several. */
  String column() {
    return "JDK " + java + ", " + architecture;
  }

  /** Returns how often an outcome of a test was seen. */
  long times(JcstressTest test, String outcome) {
    SortedMap<String, Long> counts = tests.get(test.name());
    return counts == null ? 0 : counts.getOrDefault(outcome, 0L);
  }
}
