package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Excerpts of what TLC 2.18 really prints with {@code -tool}, and what is read out of them. */
class TlcOutputTest {

  static TlcOutput read(String text) {
    TlcOutput output = new TlcOutput();
    text.lines().forEach(output::add);
    return output;
  }

  @Test
  void readsACompletedRun() {
    TlcOutput output =
        read(
            """
            @!@!@STARTMSG 2193:0 @!@!@
            Model checking completed. No error has been found.
            @!@!@ENDMSG 2193 @!@!@
            @!@!@STARTMSG 2199:0 @!@!@
            81182 states generated, 34041 distinct states found, 0 states left on queue.
            @!@!@ENDMSG 2199 @!@!@
            @!@!@STARTMSG 2194:0 @!@!@
            The depth of the complete state graph search is 37.
            @!@!@ENDMSG 2194 @!@!@
            """);

    assertThat(output.succeeded()).isTrue();
    assertThat(output.violated()).isFalse();
    assertThat(output.states()).isEqualTo(34041);
    assertThat(output.depth()).isEqualTo(37);
    assertThat(output.timesTaken()).isEmpty();
  }

  @Test
  void readsTheNameOfAViolatedInvariant() {
    TlcOutput output =
        read(
            """
            @!@!@STARTMSG 2110:1 @!@!@
            Invariant TipNeverAheadOfDurable is violated.
            @!@!@ENDMSG 2110 @!@!@
            @!@!@STARTMSG 2121:1 @!@!@
            The behavior up to this point is:
            @!@!@ENDMSG 2121 @!@!@
            """);

    assertThat(output.violated()).isTrue();
    assertThat(output.property()).isEqualTo("TipNeverAheadOfDurable");
    assertThat(output.error()).isNull();
    assertThat(output.text()).contains("The behavior up to this point is:");
  }

  @Test
  void readsTheNameOfAViolatedActionProperty() {
    TlcOutput output =
        read(
            """
            @!@!@STARTMSG 2112:1 @!@!@
            Action property HistoryOnlyGrows is violated.
            @!@!@ENDMSG 2112 @!@!@
            """);

    assertThat(output.violated()).isTrue();
    assertThat(output.property()).isEqualTo("HistoryOnlyGrows");
  }

  @Test
  void knowsThatARefinementIsNotNamed() {
    TlcOutput output =
        read(
            """
            @!@!@STARTMSG 2112:1 @!@!@
            Action property line 76, col 17 to line 76, col 29 of module CommitLog is violated.
            @!@!@ENDMSG 2112 @!@!@
            """);

    assertThat(output.violated()).isTrue();
    assertThat(output.property()).isNull();
  }

  @Test
  void knowsThatLivenessIsNotNamed() {
    TlcOutput output =
        read(
            """
            @!@!@STARTMSG 2116:1 @!@!@
            Temporal properties were violated.

            @!@!@ENDMSG 2116 @!@!@
            @!@!@STARTMSG 2264:1 @!@!@
            The following behavior constitutes a counter-example:

            @!@!@ENDMSG 2264 @!@!@
            """);

    assertThat(output.violated()).isTrue();
    assertThat(output.property()).isNull();
    assertThat(output.error()).isNull();
  }

  @Test
  void keepsTheLastOfSeveralCoverageReports() {
    TlcOutput output =
        read(
            """
            @!@!@STARTMSG 2772:0 @!@!@
            <Prune line 109, col 1 to line 109, col 5 of module WriteCoordinator (1 7 2 9)>: 0:0
            @!@!@ENDMSG 2772 @!@!@
            @!@!@STARTMSG 2772:0 @!@!@
            <Prune line 109, col 1 to line 109, col 5 of module WriteCoordinator (1 7 2 9)>: 3:8152
            @!@!@ENDMSG 2772 @!@!@
            """);

    assertThat(output.timesTaken()).containsEntry("Prune", 8152L).hasSize(1);
  }

  @Test
  void keepsTheFirstErrorThatIsNoViolation() {
    TlcOutput output =
        read(
            """
            @!@!@STARTMSG 2171:1 @!@!@
            Parsing or semantic analysis failed.
            @!@!@ENDMSG 2171 @!@!@
            """);

    assertThat(output.succeeded()).isFalse();
    assertThat(output.violated()).isFalse();
    assertThat(output.error()).isEqualTo("Parsing or semantic analysis failed.");
  }
}
