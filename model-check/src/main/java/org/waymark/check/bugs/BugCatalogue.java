package org.waymark.check.bugs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All seeded bugs, read from the JSON files beside this class. Immutable.
 *
 * @param bugs in the order of the files
 */
public record BugCatalogue(List<SeededBug> bugs) {

  /** The files with bugs of the implementation, by the part that has them. */
  private static final List<String> IMPLEMENTATION =
      List.of(
          "barriers.json",
          "failures.json",
          "creation.json",
          "recovery.json",
          "evidence.json",
          "records.json",
          "admission.json",
          "serializability.json",
          "threads.json",
          "elsewhere.json");

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if two bugs have one name
   */
  public BugCatalogue {
    bugs = List.copyOf(bugs);
    Set<String> names = new HashSet<>();
    for (SeededBug bug : bugs) {
      if (!names.add(bug.name())) {
        throw new IllegalArgumentException("two bugs are named " + bug.name());
      }
    }
  }

  /** Reads the bugs of the simulated disk: what makes it kinder than real ones. */
  public static BugCatalogue ofSimulator() throws IOException {
    return read(List.of("simulator.json"));
  }

  /** Reads the bugs of the implementation. */
  public static BugCatalogue ofImplementation() throws IOException {
    return read(IMPLEMENTATION);
  }

  private static BugCatalogue read(List<String> files) throws IOException {
    List<SeededBug> all = new ArrayList<>();
    for (String file : files) {
      try (InputStream json = BugCatalogue.class.getResourceAsStream(file)) {
        if (json == null) {
          throw new IOException("the resource " + file + " is missing");
        }
        all.addAll(MAPPER.readValue(json, new TypeReference<List<SeededBug>>() {}));
      }
    }
    return new BugCatalogue(all);
  }

  /** Finds a bug by its name. */
  public Optional<SeededBug> named(String name) {
    return bugs.stream().filter(bug -> bug.name().equals(name)).findFirst();
  }

  /** Returns the bugs that crashes, lives or damage must kill. */
  public List<SeededBug> toKill() {
    return bugs.stream().filter(SeededBug::mustBeKilled).toList();
  }

  /** Returns the bugs that Lincheck must see. */
  public List<SeededBug> races() {
    return bugs.stream().filter(bug -> bug.target() != null).toList();
  }
}
