package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waymark.check.spec.SpecResult.Taken;

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
    assertThat(output.actions()).isEmpty();
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
  void readsHowFarASearchWentThatStoppedEarly() {
    TlcOutput output =
        read(
            """
            Progress(9) at 2026-11-22 18:28:46: 1,534 states generated (0 s/min), 637 distinct \
            states found (0 ds/min), 121 states left on queue.
            @!@!@STARTMSG 2199:0 @!@!@
            1540 states generated, 640 distinct states found, 121 states left on queue.
            @!@!@ENDMSG 2199 @!@!@
            @!@!@STARTMSG 2194:0 @!@!@
            The depth of the complete state graph search is 9.
            @!@!@ENDMSG 2194 @!@!@
            """);

    assertThat(output.states()).isEqualTo(640);
    assertThat(output.depth()).isEqualTo(9);
    assertThat(output.succeeded()).isFalse();
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
            @!@!@STARTMSG 2201:0 @!@!@
            The coverage statistics at 2026-11-22 18:16:51
            @!@!@ENDMSG 2201 @!@!@
            @!@!@STARTMSG 2772:0 @!@!@
            <Prune line 109, col 1 to line 109, col 5 of module WriteCoordinator (1 7 2 9)>: 1:2
            @!@!@ENDMSG 2772 @!@!@
            @!@!@STARTMSG 2201:0 @!@!@
            The coverage statistics at 2026-11-22 18:17:51
            @!@!@ENDMSG 2201 @!@!@
            @!@!@STARTMSG 2772:0 @!@!@
            <Prune line 109, col 1 to line 109, col 5 of module WriteCoordinator (1 7 2 9)>: 3:8152
            @!@!@ENDMSG 2772 @!@!@
            """);

    assertThat(output.actions()).containsExactly(Map.entry("Prune", new Taken(3, 8152)));
  }

  @Test
  void addsUpAnActionThatStandsInSeveralPlaces() {
    TlcOutput output =
        read(
            """
            @!@!@STARTMSG 2772:0 @!@!@
            <Prune line 109, col 1 to line 109, col 5 of module WriteCoordinator (1 7 2 9)>: 1:2
            @!@!@ENDMSG 2772 @!@!@
            @!@!@STARTMSG 2772:0 @!@!@
            <Prune line 119, col 1 to line 119, col 5 of module WriteCoordinator (1 7 2 9)>: 30:40
            @!@!@ENDMSG 2772 @!@!@
            @!@!@STARTMSG 2773:0 @!@!@
            <Init line 80, col 1 to line 80, col 4 of module WriteCoordinator>: 1:1
            @!@!@ENDMSG 2773 @!@!@
            """);

    assertThat(output.actions()).containsExactly(Map.entry("Prune", new Taken(31, 42)));
  }

  @Test
  void knowsTheCounterexampleOfAServerThatDoesNotSayWhatIsViolated() {
    TlcOutput output =
        read(
            """
            @!@!@STARTMSG 2121:1 @!@!@
            The behavior up to this point is:
            @!@!@ENDMSG 2121 @!@!@
            """);

    assertThat(output.violated()).isTrue();
    assertThat(output.property()).isNull();
  }

  @Test
  void knowsTheEndOfASimulation() {
    TlcOutput output =
        read(
            """
            @!@!@STARTMSG 2209:0 @!@!@
            Progress(-1) at 2026-11-22 18:16:53: 6424 states generated, -1 distinct states found, \
            -1 states left on queue.
            @!@!@ENDMSG 2209 @!@!@
            @!@!@STARTMSG 2186:0 @!@!@
            Finished in 972ms at (2026-11-22 18:16:53)
            @!@!@ENDMSG 2186 @!@!@
            """);

    assertThat(output.finished()).isTrue();
    assertThat(output.succeeded()).isFalse();
    assertThat(output.violated()).isFalse();
  }

  @Test
  void readsTheLinesThatTellHowFarTlcIs() {
    TlcProgress progress = new TlcProgress(17610, 10165, 2180, 18, 2, 0);

    assertThat(TlcProgress.parse(progress.line())).contains(progress);
    assertThat(TlcProgress.parse("@!@!@WAYMARK 1 2 3")).isEmpty();
    assertThat(TlcProgress.parse("@!@!@STARTMSG 2200:0 @!@!@")).isEmpty();
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
