package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.waymark.check.Profile;
import org.waymark.check.spec.Verdict.Kind;

/** Each way in which a run may end, and what is said of it. */
class VerdictTest {

  private static final List<String> CHECKS = List.of("TypeOK", "Dense");
  private static final SpecModel HOLDS =
      new SpecModel("m", "M", null, 34041, 37, false, Profile.QUICK);
  private static final SpecModel COVERS =
      new SpecModel("m", "M", null, 34041, 37, true, Profile.QUICK);
  private static final SpecModel BUG = violates("Dense");

  private static SpecModel violates(@Nullable String property) {
    return new SpecModel("m", "M", property, 0, 0, false, Profile.QUICK);
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
    assertThat(Verdict.judge(HOLDS, 0, completed(""), CHECKS))
        .isEqualTo(new Verdict(Kind.HELD, "held in 34041 distinct states"))
        .matches(Verdict::good);
  }

  @Test
  void driftShowsBothNumbers() {
    SpecModel recorded = new SpecModel("m", "M", null, 34040, 37, false, Profile.QUICK);

    assertThat(Verdict.judge(recorded, 0, completed(""), CHECKS))
        .isEqualTo(new Verdict(Kind.DRIFTED, "expected 34040 distinct states, found 34041"))
        .matches(verdict -> !verdict.good());
  }

  @Test
  void aShallowerGraphIsDrift() {
    SpecModel recorded = new SpecModel("m", "M", null, 34041, 39, false, Profile.QUICK);

    assertThat(Verdict.judge(recorded, 0, completed(""), CHECKS))
        .isEqualTo(new Verdict(Kind.DRIFTED, "expected a depth of at least 39, found 38"));
  }

  @Test
  void theNamedPropertyIsViolated() {
    assertThat(Verdict.judge(BUG, 12, violated("Invariant Dense"), CHECKS))
        .isEqualTo(new Verdict(Kind.VIOLATED_AS_EXPECTED, "Dense is violated, as it should be"))
        .matches(Verdict::good);
  }

  @Test
  void aBugCaughtByAnotherPropertyIsNotCaught() {
    assertThat(Verdict.judge(BUG, 12, violated("Invariant TypeOK"), CHECKS))
        .isEqualTo(new Verdict(Kind.OTHER_PROPERTY, "TypeOK is violated; expected Dense to be"))
        .matches(verdict -> !verdict.good());
  }

  @Test
  void aModelThatShouldHoldDoesNot() {
    assertThat(Verdict.judge(HOLDS, 12, violated("Invariant Dense"), CHECKS))
        .isEqualTo(new Verdict(Kind.OTHER_PROPERTY, "Dense is violated; expected none to be"));
  }

  @Test
  void aBugThatNothingCatchesTookTheTeeth() {
    assertThat(Verdict.judge(BUG, 0, completed(""), CHECKS))
        .isEqualTo(new Verdict(Kind.LOST_TEETH, "Dense should be violated, but held"))
        .matches(verdict -> !verdict.good());
  }

  @Test
  void anUnnamedViolationCountsOnlyWhereOnePropertyIsChecked() {
    TlcOutput unnamed = violated("Action property line 76, col 17 of module CommitLog");

    assertThat(Verdict.judge(violates("Refinement"), 13, unnamed, List.of("Refinement")).kind())
        .isEqualTo(Kind.VIOLATED_AS_EXPECTED);
    assertThat(Verdict.judge(BUG, 13, unnamed, CHECKS))
        .isEqualTo(
            new Verdict(
                Kind.OTHER_PROPERTY, "one of [TypeOK, Dense] is violated; expected Dense to be"));
  }

  @Test
  void anErrorIsNoEvidence() {
    TlcOutput failed =
        TlcOutputTest.read("@!@!@STARTMSG 2171:1 @!@!@\nParsing or semantic analysis failed.\n");

    assertThat(Verdict.judge(BUG, 150, failed, CHECKS))
        .isEqualTo(
            new Verdict(
                Kind.NOT_ENDED_CLEANLY,
                "TLC ended with code 150: Parsing or semantic analysis failed."))
        .matches(verdict -> !verdict.good());
  }

  @Test
  void exitCodeAndMessagesMustAgree() {
    assertThat(Verdict.judge(HOLDS, 0, TlcOutputTest.read(""), CHECKS).kind())
        .isEqualTo(Kind.NOT_ENDED_CLEANLY);
    assertThat(Verdict.judge(BUG, 1, violated("Invariant Dense"), CHECKS).kind())
        .isEqualTo(Kind.NOT_ENDED_CLEANLY);
    assertThat(Verdict.judge(HOLDS, TlcRun.TIMED_OUT, completed(""), CHECKS).kind())
        .isEqualTo(Kind.NOT_ENDED_CLEANLY);
  }

  @Test
  void everyActionMustHaveBeenTaken() {
    assertThat(Verdict.judge(COVERS, 0, completed("<Prune line 1>: 2:3\n"), CHECKS).kind())
        .isEqualTo(Kind.HELD);
    assertThat(Verdict.judge(COVERS, 0, completed("<Prune line 1>: 0:0\n"), CHECKS))
        .isEqualTo(new Verdict(Kind.ACTION_NEVER_TAKEN, "never taken: [Prune]"));
    assertThat(Verdict.judge(COVERS, 0, completed(""), CHECKS))
        .isEqualTo(new Verdict(Kind.ACTION_NEVER_TAKEN, "TLC reported no coverage"));
  }

  @Test
  void anExpectationMustBeWhole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpecModel("m", "M", null, 0, 0, false, Profile.QUICK));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpecModel("m", "M", "Dense", 5, 0, false, Profile.QUICK));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpecModel("m", "M", "Dense", 0, 0, true, Profile.QUICK));
  }

  @Test
  void aConfigurationTellsItsChecks() {
    assertThat(
            TlcConfig.checks(
                """
                \\* INVARIANT Commented
                CONSTANTS
                  Bugs = {}
                SPECIFICATION Spec
                INVARIANTS
                  TypeOK
                  Dense \\* not this
                PROPERTY HistoryOnlyGrows
                CHECK_DEADLOCK FALSE
                """))
        .containsExactly("TypeOK", "Dense", "HistoryOnlyGrows");
  }

  @Test
  void aProfileIncludesTheCheaperOnes() {
    assertThat(Profile.FULL.includes(Profile.QUICK)).isTrue();
    assertThat(Profile.FULL.includes(Profile.FULL)).isTrue();
    assertThat(Profile.FULL.includes(Profile.NIGHTLY)).isFalse();
  }
}
