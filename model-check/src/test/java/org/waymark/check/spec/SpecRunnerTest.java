package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.waymark.check.Profile;
import org.waymark.check.spec.Verdict.Kind;

/** Real runs of TLC that must not come out good, on the smallest module. */
class SpecRunnerTest {

  private static SpecModel commitLog(String module, @Nullable String violates, long states) {
    int depth = violates == null ? 7 : 0;
    return new SpecModel("CommitLog", module, violates, states, depth, false, Profile.QUICK);
  }

  @Test
  void aChangedStateCountIsDrift() throws Exception {
    SpecResult result = SpecRunner.run(commitLog("CommitLog", null, 611));

    assertThat(result.verdict())
        .isEqualTo(new Verdict(Kind.DRIFTED, "expected 611 distinct states, found 610"));
    assertThat(result.replay()).endsWith("-config models/CommitLog.cfg CommitLog");
  }

  @Test
  void aPropertyThatHoldsHasLostItsTeeth() throws Exception {
    assertThat(SpecRunner.run(commitLog("CommitLog", "OutStaysOut", 0)).verdict().kind())
        .isEqualTo(Kind.LOST_TEETH);
  }

  @Test
  void aModuleThatIsMissingIsNoEvidence() throws Exception {
    assertThat(SpecRunner.run(commitLog("NoSuchModule", "OutStaysOut", 0)).verdict().kind())
        .isEqualTo(Kind.NOT_ENDED_CLEANLY);
  }

  @Test
  void anInterruptLeavesNoChild() throws IOException {
    // The files outlive the run here: without them a forgotten child would die by itself.
    try (SpecFiles files = SpecFiles.extract()) {
      Thread.currentThread().interrupt();

      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(() -> TlcRun.of(commitLog("CommitLog", null, 610), files.directory()));
      assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
    }
  }
}
