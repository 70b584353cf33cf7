package org.waymark.stress.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person sees while a campaign runs. */
class CampaignProgressTest {
  private final List<String> shown = new ArrayList<>();
  private final CampaignProgress progress =
      new CampaignProgress(
          Duration.ofMinutes(10),
          (done, total, doing) -> shown.add(done + " of " + total + ", " + doing));

  private static Job job(long number) {
    return new Job(number, "lincheck", "CommitLog", 1, Duration.ofSeconds(10));
  }

  private void ended(long number, Outcome outcome) {
    progress.ended(
        new Result(job(number), Fakes.HERE, Duration.ofSeconds(10), outcome, Optional.empty()));
  }

  @Test
  void tellsWhatIsDoneAndFoundAndLeftAndWhatRunsNow() {
    progress.running(job(-1), "", Duration.ZERO);
    ended(-1, Fakes.found("known"));
    ended(-2, Fakes.CALM);
    for (int i = 0; i < 8; i++) {
      ended(i, Fakes.CALM);
    }
    progress.running(job(8), "40 scenarios", Duration.ofMinutes(2));
    ended(8, Fakes.found("order"));
    progress.running(job(9), "", Duration.ofSeconds(630));

    assertThat(shown)
        .containsExactly(
            "0 of 600, seconds; no findings, 0 jobs, 0 of 0 known mistakes caught, 10:00 left; now"
                + " lincheck on CommitLog",
            "120 of 600, seconds; no findings, 8 jobs (240 an hour), 1 of 2 known mistakes caught,"
                + " 8:00 left; now lincheck on CommitLog: 40 scenarios",
            "600 of 600, seconds; 1 FINDING, 9 jobs (51 an hour), 1 of 2 known mistakes caught,"
                + " 0.0 s left; now lincheck on CommitLog");
  }
}
