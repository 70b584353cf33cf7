package org.waymark.check.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waymark.check.history.RecordedHistory.commit;
import static org.waymark.check.history.RecordedHistory.reread;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * For each property a history that has it and histories that do not: every violation the oracle
 * knows is seen found once, by its own id.
 */
class HistoryCheckerTest {
  private final RecordedHistory history = new RecordedHistory();

  /** a and b committed and acknowledged in one life. */
  private RecordedHistory twoCommits() {
    return history
        .recovered()
        .invoked("a", 0, 1)
        .invoked("b", 0, 2)
        .committed("a", 1)
        .committed("b", 2);
  }

  private void held() {
    assertThat(history.checker().violations()).isEmpty();
  }

  private void violated(String... properties) {
    assertThat(history.checker().violations())
        .extracting(Violation::property)
        .containsExactly(properties);
  }

  @Test
  void aHistoryWithEverythingInItHolds() {
    twoCommits()
        .observed(reread("a", 1, 0, "a", 1L))
        .invoked("c", 1, 1, 2)
        .answered("c", "fcw_conflict", 2)
        .invoked("d", 2, 3)
        .invoked("e", 2, 4)
        .intruded(false)
        .killed()
        .recoveredAs(commit("a", 1), commit("b", 2), reread("d", 3, 2, "d", 3L))
        .invoked("d", 2, 3)
        .committed("d", 3)
        .invoked("e", 2, 4)
        .answered("e", "snapshot_too_old")
        .killed()
        .recovered("a", "b", "d");
    held();
    HistoryChecker checker = history.checker();
    assertThat(List.of(Sight.values()))
        .extracting(checker::seen)
        // acknowledged, conflict, retry, confirmed, unanswered in, unanswered out, reread, recovery
        .startsWith(2L, 1L, 2L, 1L, 1L, 1L, 2L, 3L);
    assertThat(checker.highestSettled()).isEqualTo(3);
  }

  @Test
  void whatHasNoAnswerIsUnansweredUntilTheLifeEnds() {
    history.recovered().invoked("a", 0, 1).invoked("b", 0, 2).answered("b", "outcome_unknown");
    assertThat(history.checker().unanswered())
        .extracting(HistoryEvent.Invoked::token)
        .containsExactlyInAnyOrder("token-a", "token-b");
    history.killed();
    assertThat(history.checker().unanswered()).isEmpty();
  }

  @Test
  void p1AnAcknowledgedCommitIsLost() {
    twoCommits().killed().recovered("a");
    violated("P1");
  }

  @Test
  void p1AnAcknowledgedCommitComesBackAtAnotherTime() {
    twoCommits().killed().recoveredAs(commit("a", 1), commit("b", 2, 2001));
    violated("P1");
  }

  @Test
  void p1AnObservedCommitIsLost() {
    history.recovered().invoked("a", 0, 1).observed(commit("a", 1)).killed().recovered();
    violated("P1");
  }

  @Test
  void p1ACommitIsObservedOtherwiseThanAcknowledged() {
    twoCommits().observed(commit("b", 2, 1999));
    violated("P1");
  }

  @Test
  void p2ACommitNobodySubmitted() {
    history.recovered().killed().recovered("x");
    violated("P7", "P2");
  }

  @Test
  void p2ATransactionIsRecoveredTwice() {
    twoCommits().killed().recovered("a", "b", "a");
    violated("P4", "P2");
  }

  @Test
  void p2AnotherPayloadIsReadBack() {
    twoCommits().observed(reread("a", 1, 0, "b", 1L));
    violated("P2");
  }

  @Test
  void p2OtherEvidenceIsReadBack() {
    twoCommits().observed(reread("a", 1, 0, "a", 1L, 2L)).observed(reread("b", 2, 1, "b", 2L));
    violated("P2", "P2");
  }

  @Test
  void p2AnotherCapsuleStandsInTheMarker() {
    history.recovered().invoked("a", 0, 1).killed();
    history.recoveredAs(new Commit(1, 1000, RecordedHistory.token("a"), "capsule-b", null));
    violated("P2");
  }

  @Test
  void p3AGapInTheRecoveredSequences() {
    history.recovered().invoked("a", 0, 1).killed().recoveredAs(commit("a", 2));
    violated("P3");
  }

  @Test
  void p3ASequenceNamesTwoTransactions() {
    history.recovered().invoked("a", 0, 1).invoked("b", 0, 2).committed("a", 1).committed("b", 1);
    violated("P3");
  }

  @Test
  void p4BothCommitAndBothWroteThePage() {
    history
        .recovered()
        .invoked("a", 0, 1)
        .invoked("b", 0, 1)
        .committed("a", 1)
        .committed("b", 2)
        .killed()
        .recovered("a", "b");
    violated("P4");
  }

  @Test
  void p5ARecoveredCommitGoesAway() {
    history.recovered().invoked("a", 0, 1).killed().recovered("a");
    history.invoked("b", 1, 2).killed().recovered();
    violated("P5");
  }

  @Test
  void p5AnAbsentTransactionComesBack() {
    history.recovered().invoked("a", 0, 1).killed().recovered();
    history.invoked("b", 0, 2).killed().recovered("a");
    violated("P5");
  }

  @Test
  void p6TimeStandsStillBetweenAnswers() {
    history.recovered().invoked("a", 0, 1).invoked("b", 0, 2);
    history.committed('b', 2, 5000).committed('a', 1, 5000);
    violated("P6");
  }

  @Test
  void p6TimeRunsBackAfterARestart() {
    twoCommits().killed().recovered("a", "b").invoked("c", 2, 3).committed('c', 3, 1500);
    violated("P6");
  }

  @Test
  void p7RecoveringAgainFindsMore() {
    history.recovered().invoked("a", 0, 1).killed().recovered().killed().recovered("a");
    violated("P7", "P5");
  }

  @Test
  void p8TheLogRefusesToOpen() {
    twoCommits().killed().refused("markers-1: damaged at offset 4096");
    violated("P8");
  }

  @Test
  void p11ASecondProcessGetsIn() {
    history.recovered().intruded(true);
    violated("P11");
  }

  @Test
  void p12ARetryCommitsAgain() {
    twoCommits().invoked("a", 0, 1).committed("a", 3);
    violated("P12");
  }

  @Test
  void p12ARetryOfACommitIsRefused() {
    twoCommits().invoked("a", 0, 1).answered("a", "fcw_conflict", 1);
    violated("P12", "P12");
  }

  @Test
  void p12ARefusedTransactionCommits() {
    history.recovered().invoked("a", 0, 1).answered("a", "not_committed").killed().recovered("a");
    violated("P12");
  }

  @Test
  void p12AConflictWithNobody() {
    history.recovered().invoked("a", 0, 1).answered("a", "fcw_conflict", 1);
    violated("P12");
  }

  @Test
  void p12AnAnswerComesTwice() {
    twoCommits().committed("b", 2);
    violated("P12");
  }

  @Test
  void p13TheLaterSubmittedComesFirst() {
    history.recovered().invoked("a", 0, 1).committed("a", 2).invoked("b", 0, 2).committed("b", 1);
    violated("P13");
  }

  @Test
  void p13ARetryThatHadNotCommittedIsSubmittedAnew() {
    history.recovered().invoked("a", 0, 1).killed().recovered();
    history.invoked("b", 0, 2).committed("b", 2).invoked("a", 0, 1).committed("a", 1);
    violated("P13");
  }

  @Test
  void aRefusalBesideAnOpenAttemptDecidesNothing() {
    history.recovered().invoked(1, "a", 0, 1).invoked('a', "a", 0, 1);
    history.answered("a", "shutting_down").killed().recovered("a");
    held();
  }

  /** The report is what a person has to work with, so its text is held to the letter. */
  @Test
  void theReportTellsWhatWasExpectedAndWhere() {
    twoCommits().killed().recoveredAs(commit("a", 1), commit("b", 2, 2001));
    assertThat(history.checker().violations())
        .singleElement()
        .hasToString(
            """
            P1 violated: a commit is not recovered as it was
              acknowledged: token-b as 2 at 2000 with capsule capsule-b (life 1, hand.ndjson:5)
              recovered: token-b as 2 at 2001 with capsule capsule-b (life 2, hand.ndjson:1)\
            """);
  }
}
