package org.waymark.check.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Makes of failures what people can read and run again. Found by {@link ServiceLoader}: telling,
 * drawing and saving failures builds on the exploration, and not the other way round.
 */
public interface FailureReporter {

  /**
   * Reports the first failure of each property; the others tell the same again.
   *
   * @param directory where files about them go; it is made if need be
   * @return a story for each; its last line is the command that runs it again
   * @throws IOException if a file cannot be written
   */
  List<String> report(List<Failure> failures, Path directory) throws IOException;

  /** Returns the one on the class path. */
  static FailureReporter find() {
    return ServiceLoader.load(FailureReporter.class)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody here reports failures"));
  }
}
