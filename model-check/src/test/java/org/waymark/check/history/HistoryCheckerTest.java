package org.waymark.check.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waymark.check.history.Judged.pair;
import static org.waymark.check.history.Judged.violates;
import static org.waymark.check.history.RecordedHistory.commit;
import static org.waymark.check.history.RecordedHistory.reread;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What crashes and clients can show of a log: for each rule the smallest history that violates it,
 * by its own id, beside one that differs in what the rule is about and holds.
 */
class HistoryCheckerTest {

  /** a and b committed and acknowledged in one life. */
  private static RecordedHistory two(RecordedHistory history) {
    return history
        .recovered()
        .invoked("a", 0, 1)
        .invoked("b", 0, 2)
        .committed("a", 1)
        .committed("b", 2);
  }

  /** a submitted, and no answer. */
  private static RecordedHistory one(RecordedHistory history) {
    return history.recovered().invoked("a", 0, 1);
  }

  @Test
  void aHistoryWithEverythingInItHolds() {
    RecordedHistory history = new RecordedHistory();
    two(history)
        .observed(reread("a", 1, 0, "a", 1L))
        .invoked("c", 1, 1, 2)
        .answered("c", "fcw_conflict", 2)
        .invoked("d", 2, 3)
        .invoked("e", 2, 4)
        .reading("f", 2, 3L)
        .serializable("f", 2)
        .invoked("g", 2, List.of(3L), 5)
        .answered("g", "ssi_conflict")
        .intruded(false)
        .killed()
        .recoveredAs(commit("a", 1), commit("b", 2), reread("d", 3, 2, "d", 3L))
        .invoked("d", 2, 3)
        .committed("d", 3)
        .invoked("e", 2, 4)
        .answered("e", "snapshot_too_old")
        .killed()
        .recovered("a", "b", "d");
    HistoryChecker checker = history.checker();
    assertThat(checker.violations()).isEmpty();
    assertThat(List.of(Sight.values()))
        .extracting(checker::seen)
        // acknowledged, first committer won, no serial order, read-only, retry, confirmed, in, out,
        // reread, recovery, exempt loss
        .containsExactly(2L, 1L, 1L, 1L, 2L, 1L, 1L, 1L, 2L, 3L, 0L);
    assertThat(checker.highestSettled()).isEqualTo(3);
  }

  @Test
  void whatHasNoFinalAnswerIsUndecidedUntilARecovery() {
    RecordedHistory history = one(new RecordedHistory());
    history.invoked("b", 0, 2).answered("b", "outcome_unknown").killed();
    assertThat(history.checker().undecided())
        .extracting(HistoryEvent.Invoked::token)
        .containsExactlyInAnyOrder("token-a", "token-b");
    history.recovered("a");
    assertThat(history.checker().undecided()).isEmpty();
  }

  @Test
  void aForkReadsOnByItself() {
    RecordedHistory history = two(new RecordedHistory());
    HistoryChecker fork = history.checker().fork();
    history.killed().recovered("a");
    assertThat(history.checker().violations()).hasSize(1);
    assertThat(fork.violations()).isEmpty();
    assertThat(fork.seen(Sight.RECOVERY)).isEqualTo(1);
    assertThat(history.checker().fork().violations()).hasSize(1);
  }

  @Test
  void p1AnAcknowledgedCommitIsLost() {
    pair("P1", h -> two(h).killed().recovered("a"), h -> two(h).killed().recovered("a", "b"));
  }

  @Test
  void p1AnAcknowledgedCommitComesBackAtAnotherTime() {
    pair(
        "P1",
        h -> two(h).killed().recoveredAs(commit("a", 1), commit("b", 2, 2001)),
        h -> two(h).killed().recoveredAs(commit("a", 1), commit("b", 2, 2000)));
  }

  @Test
  void p1AnotherTransactionHasItsPlace() {
    pair(
        "P1",
        h -> two(h).invoked("c", 2, 3).killed().recovered("a", "c"),
        h -> two(h).invoked("c", 2, 3).killed().recovered("a", "b", "c"));
  }

  @Test
  void p1AnObservedCommitIsLost() {
    pair(
        "P1",
        h -> one(h).observed(commit("a", 1)).killed().recovered(),
        h -> one(h).observed(commit("a", 1)).killed().recovered("a"));
  }

  @Test
  void p1ACommitIsObservedOtherwiseThanAcknowledged() {
    pair("P1", h -> two(h).observed(commit("b", 2, 1999)), h -> two(h).observed(commit("b", 2)));
  }

  @Test
  void p2ACommitNobodySubmitted() {
    pair(
        "P2",
        h -> one(h).killed().recovered("a", "x"),
        h -> one(h).invoked("x", 0, 2).killed().recovered("a", "x"));
  }

  @Test
  void p2ATransactionIsRecoveredTwice() {
    pair(
        "P2",
        h -> two(h).killed().recovered("a", "b", "a"),
        h -> two(h).killed().recovered("a", "b"));
  }

  @Test
  void p2AnotherPayloadIsReadBack() {
    pair(
        "P2",
        h -> two(h).observed(reread("a", 1, 0, "b", 1L)),
        h -> two(h).observed(reread("a", 1, 0, "a", 1L)));
  }

  @Test
  void p2OtherEvidenceIsReadBack() {
    violates(h -> two(h).observed(reread("a", 1, 0, "a", 1L, 2L)), "P2");
    violates(h -> two(h).observed(reread("b", 2, 1, "b", 2L)), "P2");
    violates(h -> two(h).observed(reread("b", 2, 0, "b", 2L)));
  }

  @Test
  void p2AnotherReadSetIsReadBack() {
    Commit whole = reread("a", 1, 0, "a", 3L);
    violates(h -> readTwo(h).observed(withReads(whole, List.of(1L))), "P2");
    violates(h -> readTwo(h).observed(withReads(whole, List.of())), "P2");
    violates(h -> readTwo(h).observed(withReads(whole, List.of(1L, 2L))));
    violates(h -> readTwo(h).observed(whole));
  }

  @Test
  void aReadSetThatNobodyRecordedMayBeAny() {
    Commit whole = reread("a", 1, 0, "a", 1L);
    violates(h -> two(h).observed(withReads(whole, List.of(5L))));
  }

  private static RecordedHistory readTwo(RecordedHistory h) {
    return h.recovered().invoked("a", 0, List.of(1L, 2L), 3).committed("a", 1);
  }

  private static Commit withReads(Commit commit, List<Long> reads) {
    Commit.Content content = Objects.requireNonNull(commit.reread());
    return new Commit(
        commit.sequence(),
        commit.time(),
        commit.token(),
        commit.capsule(),
        new Commit.Content(content.beginSeq(), content.pages(), content.digest(), reads));
  }

  @Test
  void p2AnotherCapsuleStandsInTheMarker() {
    Commit swapped = new Commit(1, 1000, RecordedHistory.token("a"), "capsule-b", null);
    pair("P2", h -> one(h).killed().recoveredAs(swapped), h -> one(h).killed().recovered("a"));
  }

  @Test
  void p3AGapInTheRecoveredSequences() {
    pair(
        "P3",
        h -> one(h).killed().recoveredAs(commit("a", 2)),
        h -> one(h).killed().recoveredAs(commit("a", 1)));
  }

  @Test
  void p3ASequenceNamesTwoTransactions() {
    pair(
        "P3",
        h -> one(h).invoked("b", 0, 2).committed("a", 1).committed("b", 1),
        h -> one(h).invoked("b", 0, 2).killed().recovered("b"));
  }

  @Test
  void p3AProvisionalNumberMayNameAnotherInALaterLife() {
    violates(h -> one(h).killed().recovered().invoked("b", 0, 2).committed("b", 1));
  }

  @Test
  void p4BothCommitAndBothWroteThePage() {
    pair(
        "P4",
        h -> one(h).committed("a", 1).invoked("b", 0, 1).committed("b", 2),
        h -> one(h).committed("a", 1).invoked("b", 1, 1).committed("b", 2));
  }

  @Test
  void p4TheRecoveryShowsItWhateverTheOrderOfTheAnswers() {
    violates(
        h ->
            one(h)
                .invoked("b", 0, 1)
                .committed("b", 2)
                .committed("a", 1)
                .killed()
                .recovered("a", "b"),
        "P4");
  }

  @Test
  void p5ARecoveredCommitGoesAway() {
    pair(
        "P5",
        h -> one(h).killed().recovered("a").invoked("b", 1, 2).killed().recovered(),
        h -> one(h).killed().recovered("a").invoked("b", 1, 2).killed().recovered("a"));
  }

  @Test
  void p5AnAbsentTransactionComesBack() {
    pair(
        "P5",
        h -> one(h).killed().recovered().invoked("b", 0, 2).killed().recovered("a"),
        h -> one(h).killed().recovered().invoked("a", 0, 1).killed().recovered("a"));
  }

  @Test
  void p6TimeStandsStill() {
    pair(
        "P6",
        h -> one(h).invoked("b", 0, 2).committed('a', 1, 5000).committed('b', 2, 5000),
        h -> one(h).invoked("b", 0, 2).committed('a', 1, 5000).committed('b', 2, 5001));
  }

  @Test
  void p6TheRecoveryShowsItWhateverTheOrderOfTheAnswers() {
    violates(
        h ->
            one(h)
                .invoked("b", 0, 2)
                .committed('b', 2, 5000)
                .committed('a', 1, 5000)
                .killed()
                .recoveredAs(commit("a", 1, 5000), commit("b", 2, 5000)),
        "P6");
  }

  @Test
  void p6TimeRunsBackAfterARestart() {
    pair(
        "P6",
        h -> two(h).killed().recovered("a", "b").invoked("c", 2, 3).committed('c', 3, 1500),
        h -> two(h).killed().recovered("a", "b").invoked("c", 2, 3).committed('c', 3, 2001));
  }

  @Test
  void p7RecoveringAgainFindsMore() {
    violates(h -> one(h).killed().recovered().killed().recovered("a"), "P7", "P5");
    violates(h -> one(h).killed().recovered("a").killed().killed().recovered("a"));
  }

  @Test
  void p8TheLogRefusesToOpen() {
    pair("P8", h -> two(h).killed().refused("damaged"), h -> two(h).killed().recovered("a", "b"));
  }

  @Test
  void p11ASecondProcessGetsIn() {
    pair("P11", h -> h.recovered().intruded(true), h -> h.recovered().intruded(false));
  }

  @Test
  void p12ARetryCommitsAgain() {
    pair(
        "P12",
        h -> two(h).invoked("a", 0, 1).committed("a", 3),
        h -> two(h).invoked("a", 0, 1).committed("a", 1));
  }

  @Test
  void p12ARetryOfACommitIsDenied() {
    pair(
        "P12",
        h -> two(h).invoked("a", 0, 1).answered("a", "shutting_down"),
        h -> two(h).invoked("a", 0, 1).answered("a", "outcome_unknown"));
  }

  @Test
  void p12ARefusedTransactionCommits() {
    pair(
        "P12",
        h -> one(h).answered("a", "not_committed").killed().recovered("a"),
        h -> one(h).answered("a", "outcome_unknown").killed().recovered("a"));
    violates(
        h ->
            one(h)
                .answered("a", "not_committed")
                .killed()
                .recovered()
                .invoked("a", 0, 1)
                .committed("a", 1)
                .killed()
                .recovered("a"));
  }

  @Test
  void p12AConflictWithNobody() {
    pair(
        "P12",
        h -> one(h).answered("a", "fcw_conflict", 1),
        h -> one(h).invoked("b", 0, 1).answered("b", "fcw_conflict", 1));
  }

  @Test
  void p12AConflictWithWhatTheSnapshotHadSeen() {
    pair(
        "P12",
        h -> two(h).invoked("c", 1, 1).answered("c", "fcw_conflict", 1),
        h -> two(h).invoked("c", 0, 1).answered("c", "fcw_conflict", 1));
  }

  @Test
  void p12AConflictWithoutAPageOfItsOwnOrAnotherTransaction() {
    pair(
        "P12",
        h -> one(h).invoked("b", 0, 2).answered("b", "fcw_conflict", 1),
        h -> one(h).invoked("b", 0, 1, 2).answered("b", "fcw_conflict", 1));
    violates(h -> one(h).invoked("b", 0, 1).answered("b", "fcw_conflict"), "P12");
    violates(h -> one(h).invoked(1, "a", 0, 1).answered("a", "fcw_conflict", 1), "P12");
  }

  @Test
  void p12AConflictIsJudgedByTheLastWriterWhoeverWasAnsweredLast() {
    violates(
        h ->
            one(h)
                .committed("a", 1)
                .invoked("b", 1, 1)
                .committed("b", 2)
                .invoked("a", 0, 1)
                .committed("a", 1)
                .invoked("c", 1, 1)
                .answered("c", "fcw_conflict", 1));
  }

  @Test
  void p12AnAnswerComesAfterTheEnd() {
    pair(
        "P12",
        h -> one(h).killed().in(1).committed("a", 1),
        h -> one(h).committed("a", 1).killed());
  }

  @Test
  void p12AnAnswerComesTwice() {
    pair("P12", h -> two(h).committed("b", 2), h -> two(h).invoked("b", 0, 2).committed("b", 2));
  }

  @Test
  void p12AClosedLogLeavesSomebodyWaiting() {
    pair("P12", h -> one(h).ended("closed"), h -> one(h).ended("power loss"));
    pair(
        "P12",
        h -> one(h).ended("halted"),
        h -> one(h).answered("a", "outcome_unknown").ended("halted"));
  }

  @Test
  void p13TheLaterSubmittedComesFirst() {
    pair(
        "P13",
        h -> one(h).committed("a", 2).invoked("b", 0, 2).committed("b", 1),
        h -> one(h).invoked("b", 0, 2).committed("a", 2).committed("b", 1));
  }

  @Test
  void p13ASnapshotIsOfWhatCameBefore() {
    pair(
        "P13",
        h -> h.invoked("a", 1, 1).committed("a", 1),
        h -> h.invoked("a", 0, 1).committed("a", 1));
  }

  @Test
  void p12TwoCallsHaveOneNumber() {
    pair(
        "P12",
        h -> h.invoked(1, "a", 0, 1).invoked(1, "b", 0, 2),
        h -> h.invoked(1, "a", 0, 1).killed().invoked(1, "b", 0, 2));
  }

  @Test
  void p13ARetryThatHadNotCommittedIsSubmittedAnew() {
    pair(
        "P13",
        h ->
            one(h)
                .killed()
                .recovered()
                .invoked("b", 0, 2)
                .committed("b", 2)
                .invoked("a", 0, 1)
                .committed("a", 1),
        h ->
            one(h)
                .killed()
                .recovered()
                .invoked("b", 0, 2)
                .committed("b", 1)
                .invoked("a", 0, 1)
                .committed("a", 2));
  }

  @Test
  void aRefusalBesideAnOpenAttemptDecidesNothing() {
    violates(
        h ->
            h.recovered()
                .invoked(1, "a", 0, 1)
                .invoked('a', "a", 0, 1)
                .answered("a", "shutting_down")
                .killed()
                .recovered("a"));
  }

  /** The report is what a person has to work with, so its text is held to the letter. */
  @Test
  void theReportTellsWhatWasExpectedAndWhere() {
    RecordedHistory history = two(new RecordedHistory());
    history.killed().recoveredAs(commit("a", 1), commit("b", 2, 2001));
    assertThat(history.checker().violations())
        .singleElement()
        .hasToString(
            """
            P1 violated: told otherwise than before
              acknowledged: token-b as 2 at 2000 with capsule capsule-b (life 1, hand.ndjson:5)
              recovered: token-b as 2 at 2001 with capsule capsule-b (life 2, hand.ndjson:1)\
            """);
  }
}
