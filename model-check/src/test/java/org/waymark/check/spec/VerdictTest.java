package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.check.Profile;
import org.waymark.check.spec.Verdict.Kind;

/** Each way in which a run may end, and what is said of it. */
class VerdictTest {

  private static final List<String> CHECKS = List.of("TypeOK", "Dense");
  private static final SpecModel HOLDS = Models.quick("'states': 34041, 'depth': 38");
  private static final SpecModel COVERS =
      Models.quick("'states': 34041, 'depth': 38, 'everyActionTaken': true");
  private static final SpecModel BUG = violates("Dense");

  private static SpecModel violates(String property) {
    return Models.quick("'violates': '" + property + "'");
  }

  private static Verdict judge(SpecModel model, int code, TlcOutput output, List<String> checks) {
    return Verdict.judge(model, run(code, output, TlcProgress.NONE), checks);
  }

  private static TlcRun run(int code, TlcOutput output, TlcProgress progress) {
    return new TlcRun(code, output, progress, Duration.ofSeconds(2));
  }

  private static TlcOutput completed(String extra) {
    return TlcOutputTest.read(
        extra
            + """
            @!@!@STARTMSG 2193:0 @!@!@
            @!@!@ENDMSG 2193 @!@!@
            1 states generated, 34041 distinct states found, 0 states left on queue.
            The depth of the complete state graph search is 38.
            """);
  }

  private static TlcOutput violated(String what) {
    return TlcOutputTest.read("@!@!@STARTMSG 2110:1 @!@!@\n" + what + " is violated.\n");
  }

  @Test
  void holdsInTheRecordedNumberOfStates() {
    assertThat(judge(HOLDS, 0, completed(""), CHECKS))
        .isEqualTo(new Verdict(Kind.HELD, "held in 34041 distinct states"))
        .matches(Verdict::good);
  }

  @Test
  void driftShowsBothNumbers() {
    SpecModel recorded = Models.quick("'states': 34040, 'depth': 38");

    assertThat(judge(recorded, 0, completed(""), CHECKS))
        .isEqualTo(new Verdict(Kind.DRIFTED, "expected 34040 distinct states, found 34041"))
        .matches(verdict -> !verdict.good());
  }

  @Test
  void anotherDepthIsDrift() {
    for (int recorded : new int[] {37, 39}) {
      SpecModel model = Models.quick("'states': 34041, 'depth': " + recorded);

      assertThat(judge(model, 0, completed(""), CHECKS))
          .isEqualTo(new Verdict(Kind.DRIFTED, "expected a depth of " + recorded + ", found 38"));
    }
  }

  @Test
  void severalWorkersMayReportMore() {
    assertThat(judge(Models.quick(several(37)), 0, completed(""), CHECKS).kind())
        .isEqualTo(Kind.HELD);
    assertThat(judge(Models.quick(several(39)), 0, completed(""), CHECKS))
        .isEqualTo(new Verdict(Kind.DRIFTED, "expected a depth of at least 39, found 38"));
  }

  private static String several(int depth) {
    return "'liveness': true, 'states': 34041, 'depth': " + depth;
  }

  @Test
  void theNamedPropertyIsViolated() {
    assertThat(judge(BUG, 12, violated("Invariant Dense"), CHECKS))
        .isEqualTo(new Verdict(Kind.VIOLATED_AS_EXPECTED, "Dense is violated, as it should be"))
        .matches(Verdict::good);
  }

  @Test
  void aBugCaughtByAnotherPropertyIsNotCaught() {
    assertThat(judge(BUG, 12, violated("Invariant TypeOK"), CHECKS))
        .isEqualTo(new Verdict(Kind.OTHER_PROPERTY, "TypeOK is violated; expected Dense to be"))
        .matches(verdict -> !verdict.good());
  }

  @Test
  void aModelThatShouldHoldDoesNot() {
    assertThat(judge(HOLDS, 12, violated("Invariant Dense"), CHECKS))
        .isEqualTo(new Verdict(Kind.OTHER_PROPERTY, "Dense is violated; expected none to be"));
  }

  @Test
  void aBugThatNothingCatchesTookTheTeeth() {
    assertThat(judge(BUG, 0, completed(""), CHECKS))
        .isEqualTo(new Verdict(Kind.LOST_TEETH, "Dense should be violated, but held"))
        .matches(verdict -> !verdict.good());
  }

  @Test
  void anUnnamedViolationCountsOnlyWhereOnePropertyIsChecked() {
    TlcOutput unnamed = violated("Action property line 76, col 17 of module CommitLog");

    assertThat(judge(violates("Refinement"), 13, unnamed, List.of("Refinement")).kind())
        .isEqualTo(Kind.VIOLATED_AS_EXPECTED);
    assertThat(judge(BUG, 13, unnamed, CHECKS))
        .isEqualTo(
            new Verdict(
                Kind.OTHER_PROPERTY, "one of [TypeOK, Dense] is violated; expected Dense to be"));
  }

  @Test
  void anErrorIsNoEvidence() {
    TlcOutput failed =
        TlcOutputTest.read("@!@!@STARTMSG 2171:1 @!@!@\nParsing or semantic analysis failed.\n");

    assertThat(judge(BUG, 150, failed, CHECKS))
        .isEqualTo(
            new Verdict(
                Kind.NOT_ENDED_CLEANLY,
                "TLC ended with code 150: Parsing or semantic analysis failed."))
        .matches(verdict -> !verdict.good());
  }

  @Test
  void exitCodeAndMessagesMustAgree() {
    assertThat(judge(HOLDS, 0, TlcOutputTest.read(""), CHECKS).kind())
        .isEqualTo(Kind.NOT_ENDED_CLEANLY);
    assertThat(judge(BUG, 1, violated("Invariant Dense"), CHECKS).kind())
        .isEqualTo(Kind.NOT_ENDED_CLEANLY);
    assertThat(judge(HOLDS, TlcRun.TIMED_OUT, completed(""), CHECKS).kind())
        .isEqualTo(Kind.NOT_ENDED_CLEANLY);
  }

  @Test
  void everyActionMustHaveBeenTaken() {
    assertThat(judge(COVERS, 0, completed(taken("2:3")), CHECKS).kind()).isEqualTo(Kind.HELD);
    assertThat(judge(COVERS, 0, completed(taken("0:0")), CHECKS))
        .isEqualTo(new Verdict(Kind.ACTION_NEVER_TAKEN, "never taken: [Prune]"));
    assertThat(judge(COVERS, 0, completed(""), CHECKS))
        .isEqualTo(new Verdict(Kind.ACTION_NEVER_TAKEN, "TLC reported no coverage"));
  }

  private static String taken(String count) {
    return "@!@!@STARTMSG 2772:0 @!@!@\n<Prune line 1>: " + count + "\n@!@!@ENDMSG 2772 @!@!@\n";
  }

  @Test
  void aSimulationHoldsIfAsManyBehavioursWereSeen() {
    SpecModel model = Models.quick("'simulate': {'traces': 500, 'depth': 40}");
    TlcOutput ended = TlcOutputTest.read("@!@!@STARTMSG 2186:0 @!@!@\n");
    TlcProgress all = new TlcProgress(10468, 0, 0, 0, 1, 500);
    TlcProgress fewer = new TlcProgress(10460, 0, 0, 0, 1, 499);

    assertThat(Verdict.judge(model, run(0, ended, all), CHECKS))
        .isEqualTo(new Verdict(Kind.HELD, "held in 500 random behaviours with 10468 states"));
    assertThat(Verdict.judge(model, run(0, ended, fewer), CHECKS))
        .isEqualTo(new Verdict(Kind.TOO_FEW, "expected 500 random behaviours, saw 499"))
        .matches(verdict -> !verdict.good());
    assertThat(Verdict.judge(model, run(0, TlcOutputTest.read(""), all), CHECKS).kind())
        .isEqualTo(Kind.NOT_ENDED_CLEANLY);
    assertThat(Verdict.judge(model, run(12, violated("Invariant Dense"), fewer), CHECKS))
        .isEqualTo(new Verdict(Kind.OTHER_PROPERTY, "Dense is violated; expected none to be"));
  }

  @Test
  void aBugThatNoRandomBehaviourShowsTookTheTeeth() {
    SpecModel bug = Models.quick("'violates': 'Dense', 'simulate': {'traces': 500, 'depth': 40}");
    TlcOutput ended = TlcOutputTest.read("@!@!@STARTMSG 2186:0 @!@!@\n");
    TlcProgress all = new TlcProgress(10468, 0, 0, 0, 1, 500);

    assertThat(Verdict.judge(bug, run(0, ended, all), CHECKS).kind()).isEqualTo(Kind.LOST_TEETH);
    assertThat(Verdict.judge(bug, run(12, violated("Invariant Dense"), all), CHECKS).kind())
        .isEqualTo(Kind.VIOLATED_AS_EXPECTED);
  }

  @Test
  void aSampleHoldsInAnyNumberOfStates() {
    assertThat(judge(Models.quick("'samples': true"), 0, completed(""), CHECKS))
        .isEqualTo(
            new Verdict(Kind.HELD, "held in 34041 distinct states, from sampled initial ones"));
  }

  @Test
  void somebodysOwnConfigurationReportsWhatCame() {
    SpecModel open = SpecModel.open("mine", "M");

    assertThat(judge(open, 0, completed(""), CHECKS))
        .isEqualTo(new Verdict(Kind.HELD, "held in 34041 distinct states, depth 38"));
    assertThat(judge(open, 12, violated("Invariant Dense"), CHECKS).good()).isFalse();
  }

  @Test
  void aDeadlockIsAViolation() {
    TlcOutput stuck = TlcOutputTest.read("@!@!@STARTMSG 2114:1 @!@!@\nDeadlock reached.\n");

    assertThat(judge(HOLDS, 11, stuck, List.of("Dense")))
        .isEqualTo(new Verdict(Kind.OTHER_PROPERTY, "NoDeadlock is violated; expected none to be"));
  }

  @Test
  void aServerEndsWithCodeZeroWhateverItsWorkersFound() {
    TlcOutput unnamed = TlcOutputTest.read("@!@!@STARTMSG 2121:1 @!@!@\n@!@!@ENDMSG 2121 @!@!@\n");
    SpecModel other = Models.quick("'states': 34042, 'depth': 99");

    assertThat(distributed(HOLDS, completed(""))).matches(Verdict::good);
    assertThat(distributed(HOLDS, unnamed).kind()).isEqualTo(Kind.OTHER_PROPERTY);
    assertThat(distributed(other, completed("")).explanation())
        .isEqualTo("expected 34042 distinct states, found 34041");
    assertThat(distributed(BUG, completed("")).kind()).isEqualTo(Kind.LOST_TEETH);
    assertThat(distributed(HOLDS, TlcOutputTest.read("")).kind()).isEqualTo(Kind.NOT_ENDED_CLEANLY);
  }

  private static Verdict distributed(SpecModel model, TlcOutput output) {
    return Verdict.judgeDistributed(model, run(0, output, TlcProgress.NONE), CHECKS);
  }

  @Test
  void aProfileIncludesTheCheaperOnes() {
    assertThat(Profile.FULL.includes(Profile.QUICK)).isTrue();
    assertThat(Profile.FULL.includes(Profile.FULL)).isTrue();
    assertThat(Profile.FULL.includes(Profile.NIGHTLY)).isFalse();
  }
}
