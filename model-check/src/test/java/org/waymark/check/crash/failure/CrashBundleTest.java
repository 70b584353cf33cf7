package org.waymark.check.crash.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.check.crash.Crash;
import org.waymark.check.crash.CrashCase;
import org.waymark.check.crash.Workload;
import org.waymark.check.replay.Bundle.Outcome;
import org.waymark.check.replay.Bundle.Recheck;

/** A recorded failure is run and judged again, and a file that is none is told so. */
class CrashBundleTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CrashCase failing = Samples.lostMarker();
  private final CrashBundle bundle = CrashBundle.of(failing, failing.run());

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    String text = JSON.writeValueAsString(bundle.json());
    assertThat(CrashBundle.read(JSON.readTree(text))).isEqualTo(bundle);
  }

  @Test
  void aFailureThatIsStillThereIsFoundInTheHistoryAndInANewRun() {
    Recheck recheck = bundle.check();
    assertThat(recheck.outcome()).isEqualTo(Outcome.STILL_FAILS);
    assertThat(recheck.findings()).hasSize(2);
    assertThat(recheck.findings().get(0)).startsWith("the recorded history: P1 violated");
    assertThat(recheck.findings().get(1)).startsWith("run again: P1 violated");
  }

  @Test
  void onAnHonestDiskItHoldsThoughTheRecordedHistoryDoesNot() {
    Recheck recheck = on(honest(failing.workload()), failing.crashes()).check();
    assertThat(recheck.outcome()).isEqualTo(Outcome.HOLDS_NOW);
    assertThat(recheck.findings()).singleElement().asString().startsWith("the recorded history:");
  }

  @Test
  void aCrashPointThatIsNotThereMakesItStale() {
    Crash beyond = new Crash(999, Crash.Kind.POWER_LOSS, "drop", List.of());
    Recheck recheck = on(failing.workload(), List.of(beyond)).check();
    assertThat(recheck.outcome()).isEqualTo(Outcome.STALE);
    assertThat(recheck.findings().get(1)).contains("crash point 999 is not reached");
  }

  @Test
  void aChoiceThatIsNotThereMakesItStaleEvenWithinAnOpening() {
    Crash early = new Crash(1, Crash.Kind.POWER_LOSS, "sector512", List.of(0, 0, 0, 0, 0));
    Recheck recheck = on(failing.workload(), List.of(early)).check();
    assertThat(recheck.outcome()).isEqualTo(Outcome.STALE);
    assertThat(recheck.findings().get(1)).contains("choices there, not 5");
  }

  @Test
  void aProfileThatIsNotThereMakesItStale() {
    Crash unknown = new Crash(1, Crash.Kind.POWER_LOSS, "soft", List.of());
    Recheck recheck = on(failing.workload(), List.of(unknown)).check();
    assertThat(recheck.outcome()).isEqualTo(Outcome.STALE);
    assertThat(recheck.findings().get(1)).contains("there is no 'soft'");
  }

  /** What the file lacks is not the log's failure. */
  @ParameterizedTest
  @CsvSource({"/case/crashes/0, kind", "/case/workload/steps/0, act"})
  void aFileThatLacksSomethingIsRefused(String at, String field) {
    ObjectNode json = bundle.json();
    ((ObjectNode) json.at(at)).putNull(field);
    assertThatThrownBy(() -> CrashBundle.read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field);
  }

  private CrashBundle on(Workload workload, List<Crash> crashes) {
    return new CrashBundle(
        new CrashCase(workload, crashes), bundle.property(), bundle.sentence(), bundle.history());
  }

  static Workload honest(Workload workload) {
    return new Workload(
        workload.name(),
        workload.markersPerSegment(),
        workload.capsuleSegmentBytes(),
        workload.groupCommitMax(),
        workload.transactions(),
        workload.steps(),
        workload.after(),
        List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "version, 2, version 2 of the format",
    "case, 7, no object where one belongs",
    "history, [{}], a line without an event",
    "case, null, no object where one belongs"
  })
  void aFileThatIsNoBundleIsRefused(String field, String value, String words) throws IOException {
    ObjectNode json = bundle.json();
    json.set(field, JSON.readTree(value));
    assertThatThrownBy(() -> CrashBundle.read(json).check())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("\n")
        .hasMessageContaining(words);
  }

  @Test
  void aWorkloadThatWouldUseUpTheMachineIsRefused() {
    ObjectNode json = bundle.json();
    ((ObjectNode) json.at("/case/workload/transactions/0")).put("bytes", Integer.MAX_VALUE);
    assertThatThrownBy(() -> CrashBundle.read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("larger than any that is explored");
  }
}
