package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waymark.check.spec.Verdict.Kind;

/** What a person sees while models run. */
class SpecDisplayTest {

  private static final String ERASE = "\r\u001b[K";
  private static final SpecModel LARGE = Models.quick("'states': 100000, 'depth': 5");
  private static final SpecModel OTHER =
      Models.of("{'cfg': 'other', 'module': 'M', 'profile': 'quick', 'violates': 'P'}");

  private final StringWriter out = new StringWriter();

  private SpecDisplay display(boolean terminal) {
    return new SpecDisplay(new PrintWriter(out), terminal, 2);
  }

  private static SpecResult held() {
    return new SpecResult(
        LARGE,
        List.of("P"),
        new Verdict(Kind.HELD, "held in 100000 distinct states"),
        100_000,
        5,
        Duration.ofMillis(61_040),
        Map.of(),
        "",
        "");
  }

  /** What the terminal's line shows in the end, each erasure having emptied it. */
  private String line() {
    String text = out.toString();
    return text.substring(text.lastIndexOf(ERASE) + ERASE.length());
  }

  @Test
  void aTerminalShowsOneLineThatIsWrittenOver() {
    try (SpecDisplay display = display(true)) {
      display.started(LARGE);
      assertThat(line()).startsWith("(1 of 2) m: 0 generated, 0 of 100,000 distinct states (0 %)");
      display.progress(LARGE, new TlcProgress(2000, 1000, 300, 4, 2, 0));
      assertThat(line())
          .startsWith(
              "(1 of 2) m: 2,000 generated, 1,000 of 100,000 distinct states (1 %), queue 300")
          .hasSizeLessThan(120);
      display.ended(held());
      assertThat(line())
          .isEqualTo("(1 of 2) m: held in 100000 distinct states, 61.0 s" + System.lineSeparator());
    }
    assertThat(line()).as("nothing is left half written").isEmpty();
  }

  @Test
  void severalAtOnceAreNamed() {
    try (SpecDisplay display = display(true)) {
      display.started(LARGE);
      display.started(OTHER);
      display.progress(OTHER, new TlcProgress(2000, 1000, 300, 4, 1, 0));
      assertThat(line()).isEqualTo("(1 of 2) m, other");
    }
  }

  @Test
  void aFileGetsPlainLinesAndFewOfThem() {
    try (SpecDisplay display = display(false)) {
      display.started(LARGE);
      display.progress(LARGE, new TlcProgress(2000, 1000, 300, 4, 2, 0));
      display.progress(LARGE, new TlcProgress(3000, 1500, 300, 4, 2, 0));
      display.ended(held());
      display.progress(LARGE, new TlcProgress(3000, 1500, 300, 4, 2, 0));
    }
    assertThat(out.toString())
        .isEqualTo("(1 of 2) m: held in 100000 distinct states, 61.0 s" + System.lineSeparator());
  }
}
