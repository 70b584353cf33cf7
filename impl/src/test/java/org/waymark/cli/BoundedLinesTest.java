package org.waymark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of bounded length; what is longer is counted, not kept. */
class BoundedLinesTest {

  @Test
  void linesAreNumberedAndTheLastNeedsNoLineFeed() throws IOException {
    assertThat(read("a\n\nccc\nd", 10)).containsExactly("1:a", "2:", "3:ccc", "4:d");
    assertThat(read("a\n", 10)).containsExactly("1:a");
    assertThat(read("", 10)).isEmpty();
  }

  @Test
  void aLineOfTheGreatestLengthIsKeptAndALongerOneIsNot() throws IOException {
    assertThat(read("abc\nabcd\nx", 3)).containsExactly("1:abc", "2:too long", "3:x");
    assertThat(read("abcd", 3)).containsExactly("1:too long");
  }

  @Test
  void aLineMayStraddleManyReads() throws IOException {
    String big = "z".repeat(300_000);
    assertThat(read(big + "\nend", 300_000)).containsExactly("1:" + big, "2:end");
    assertThat(read(big + "\nend", 299_999)).containsExactly("1:too long", "2:end");
  }

  private static List<String> read(String text, int maxBytes) throws IOException {
    BoundedLines lines = new BoundedLines(new ByteArrayInputStream(text.getBytes(UTF_8)), maxBytes);
    List<String> read = new ArrayList<>();
    for (BoundedLines.Line line = lines.next(); line != null; line = lines.next()) {
      byte[] bytes = line.bytes();
      read.add(line.number() + ":" + (bytes == null ? "too long" : new String(bytes, UTF_8)));
    }
    return read;
  }
}
