package org.waymark.stress.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.Trees;
import org.waymark.check.replay.Bundle.Outcome;
import org.waymark.check.replay.Bundle.Recheck;

/** A finding tells its story, and its file runs the job again. */
class FindingTest {
  private static final Finding FINDING =
      new Finding("linearizable", List.of("| commit(1) | tip(): 0 |", "", "no order explains <0>"));

  @TempDir private Path temp;

  private static FindingBundle bundle(String tool, String target) {
    Job job = new Job(17, tool, target, -42, Duration.ofSeconds(4));
    return new FindingBundle(job, FINDING, Fakes.HERE);
  }

  /** Where a job that failed again has left its files. */
  private static Path kept(Recheck recheck) {
    String says = "what it left is in ";
    String last = recheck.findings().get(recheck.findings().size() - 1);
    assertThat(last).startsWith(says);
    return Path.of(last.substring(says.length()));
  }

  @Test
  void itsStoryEndsWithTheCommandThatRunsItAgain() {
    Path file = FindingBundle.file(Path.of("friday"), bundle("lincheck", "CommitLog").job(), 0);
    assertThat(bundle("lincheck", "CommitLog").text(100, FindingBundle.replay(file)))
        .isEqualTo(
            """
            linearizable was violated: lincheck on CommitLog
            job 17, seed -42, 4.0 s; Java 17.0.1, amd64, 2 cores, commit c0ffee

            | commit(1) | tip(): 0 |

            no order explains <0>

            waymark replay friday/findings/17-lincheck-CommitLog.json --check
            """);
  }

  @Test
  void itsPageIsEscaped() {
    assertThat(bundle("lincheck", "CommitLog").html("waymark replay it"))
        .startsWith("<!DOCTYPE html>")
        .contains("<h1>linearizable was violated: lincheck on CommitLog</h1>")
        .contains("no order explains &lt;0&gt;")
        .contains("<pre>waymark replay it</pre>");
  }

  @Test
  void furtherFindingsOfAJobHaveFilesOfTheirOwn() {
    Job job = new Job(17, "jcstress", "Tip/Marker[1]", 1, Duration.ofSeconds(4));
    assertThat(FindingBundle.file(temp, job, 0).getFileName())
        .hasToString("17-jcstress-Tip_Marker_1_.json");
    assertThat(FindingBundle.file(temp, job, 1).getFileName())
        .hasToString("17-jcstress-Tip_Marker_1_-2.json");
  }

  @Test
  void readsWhatItWrites() {
    FindingBundle bundle = bundle("crash", "mixture");
    assertThat(new FindingBundleKind().name()).isEqualTo(bundle.json().get("kind").asText());
    assertThat(new FindingBundleKind().open(bundle.json())).isEqualTo(bundle);
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    ObjectNode later = bundle("crash", "mixture").json().put("version", 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FindingBundle.read(later))
        .withMessage("version 2 of the format; this program reads version 1");
    ObjectNode endless = bundle("crash", "mixture").json();
    ((ObjectNode) endless.get("job")).put("millis", Duration.ofDays(2).toMillis());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FindingBundle.read(endless))
        .withMessage("a job of more than an hour is no campaign's");
    ObjectNode halved = bundle("crash", "mixture").json();
    halved.remove("story");
    assertThatIllegalArgumentException().isThrownBy(() -> FindingBundle.read(halved));
  }

  @Test
  void checkingRunsTheJobAgain() throws Exception {
    Recheck racy = bundle("test", "racy").check();
    assertThat(racy.outcome()).isEqualTo(Outcome.STILL_FAILS);
    assertThat(racy.findings().get(0)).endsWith(" and violated order: first it was so,");
    Trees.delete(kept(racy));
    Recheck calm = bundle("test", "calm").check();
    assertThat(calm.outcome()).isEqualTo(Outcome.HOLDS_NOW);
    assertThat(calm.findings().get(0)).contains("found nothing; where threads race");
  }

  @Test
  void whatAFailureLeftIsKept() throws Exception {
    Path kept = kept(bundle("test", "racy").check());
    assertThat(kept.resolve(TestTool.TRACE)).hasContent("first, second");
    Trees.delete(kept);
    assertThat(bundle("test", "calm").check().findings()).hasSize(1);
  }

  @Test
  void whatIsGoneIsStale() throws IOException, InterruptedException {
    assertThat(bundle("test", "gone").check().outcome()).isEqualTo(Outcome.STALE);
    assertThat(bundle("gone", "calm").check().findings())
        .containsExactly("there is no gone target 'calm' any more");
  }
}
