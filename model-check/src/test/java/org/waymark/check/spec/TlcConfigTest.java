package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read out of a configuration, in every form that TLC accepts. */
class TlcConfigTest {

  @Test
  void aConfigurationTellsItsChecks() {
    TlcConfig config =
        TlcConfig.parse(
            """
            \\* INVARIANT Commented
            (* INVARIANT Commented
               too *)
            CONSTANTS
              Bugs = {}
            SPECIFICATION Spec
            PROPERTY HistoryOnlyGrows
            INVARIANTS
              TypeOK
              Dense \\* not this
            CHECK_DEADLOCK FALSE
            """);

    assertThat(config.invariants()).containsExactly("TypeOK", "Dense");
    assertThat(config.properties()).containsExactly("HistoryOnlyGrows");
    assertThat(config.checks()).containsExactly("TypeOK", "Dense", "HistoryOnlyGrows");
  }

  @Test
  void aBoundIsANumberOrTheSizeOfASet() {
    TlcConfig config =
        TlcConfig.parse(
            """
            CONSTANT Txn = {t1, t2, t2}
            CONSTANTS
              GroupMax = 2 MaxCrashes=0
              WriteSets = {{p1, p2}, {}, {p2}}
              None = {}
              Tokens = {"a,b", "c}"}
              NoTxn = NoTxn
              Name = "x"
              Strict = TRUE
              Seq <- BoundedSeq
              Bugs = {"skip_fsync2", "late_joiner"}
              Environment = {"retry"}
            INVARIANT TypeOK
            """);

    assertThat(config.bounds())
        .isEqualTo(
            Map.of(
                "Txn", 2, "GroupMax", 2, "MaxCrashes", 0, "WriteSets", 3, "None", 0, "Tokens", 2));
    assertThat(config.switches()).containsExactly("late_joiner", "retry", "skip_fsync2");
    assertThat(config.checks()).containsExactly("TypeOK");
  }

  @Test
  void aDifferenceNamesEachConstantWithBothNumbers() {
    TlcConfig config = TlcConfig.parse("CONSTANTS A = 1 B = {x, y} C = 3 SPECIFICATION Spec");

    assertThat(config.difference(Map.of("A", 1, "B", 2, "C", 3))).isEmpty();
    assertThat(config.difference(Map.of("A", 2, "B", 2, "D", 4)))
        .isEqualTo("A 2 and 1, C none and 3, D 4 and none");
  }

  @Test
  void whatFollowsAnAliasOrAPostconditionIsNoProperty() {
    TlcConfig config = TlcConfig.parse("INVARIANT TypeOK ALIAS Told POSTCONDITION Seen");

    assertThat(config.checks()).containsExactly("TypeOK");
  }
}
