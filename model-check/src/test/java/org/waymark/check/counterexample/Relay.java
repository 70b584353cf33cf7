package org.waymark.check.counterexample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.waymark.check.counterexample.CounterexampleReports.Subject;

/**
 * The specification that these tests tell stories of, with what TLC printed when it found each of
 * them, and when it walked them again.
 */
final class Relay {

  private Relay() {}

  /** The directory with the modules. */
  static Path spec() {
    try {
      return Path.of(Objects.requireNonNull(Relay.class.getResource("/relay")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Subject subject(String story) {
    String property =
        switch (story) {
          case "liveness" -> "AllTold";
          case "refinement" -> "Refinement";
          default -> null;
        };
    return new Subject("Relay_" + story, "Relay", property, true);
  }

  /** What TLC printed when it found the counterexample. */
  static String told(String story) {
    return read("told/" + story + ".txt");
  }

  /** The counterexample with actions as TLC names them. */
  static Counterexample named(String story) {
    try {
      return CounterexampleReports.read(subject(story), spec(), told(story));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The counterexample with lanes, parameters and faults, from what TLC printed when it walked. */
  static Counterexample explained(String story) {
    Counterexample named = named(story);
    try {
      Walk walk = Walk.read(read("walked/" + story + ".txt"), named.steps().size());
      return CounterexampleReports.explained(named, walk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(String name) {
    try {
      return Files.readString(spec().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
