package org.waymark.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts and pages as a reader sees them, kept as files. */
public final class Golden {

  private Golden() {}

  /**
   * Holds a text against a file in a folder; what differs is left under {@code target/golden}, to
   * be looked at, and copied if it is right.
   */
  public static void compare(Path folder, String name, String actual) throws IOException {
    Path golden = folder.resolve(name);
    String expected = Files.exists(golden) ? Files.readString(golden) : "";
    if (!actual.equals(expected)) {
      Path made = Path.of("target", "golden", name);
      Files.createDirectories(made.getParent());
      Files.writeString(made, actual);
    }
    assertThat(actual).as("what a reader sees, against golden/" + name).isEqualTo(expected);
  }
}
