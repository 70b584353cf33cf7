package org.waymark.check.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waymark.check.history.Judged.pair;
import static org.waymark.check.history.Judged.violates;
import static org.waymark.check.history.RecordedHistory.commit;

import org.junit.jupiter.api.Test;

/**
 * What failing forces, a damaged medium, a lock removed by force and bounds can show: for each rule
 * the smallest history that violates it, beside one close to it that holds.
 */
class HistoryFaultsTest {

  /** a committed and acknowledged, b submitted. */
  private static RecordedHistory begun(RecordedHistory history) {
    return history.recovered().invoked("a", 0, 1).committed("a", 1).invoked("b", 1, 2);
  }

  @Test
  void p8AFailureExcusesTheRefusalOfItsOwnLifeAlone() {
    pair(
        "P8",
        h -> begun(h).failed(1).killed().refused("no"),
        h -> begun(h).killed().failed(0).refused("the force of markers-1-1 failed"));
  }

  @Test
  void p9DamageIsRefusedOrHarmless() {
    violates(h -> begun(h).killed().damaged().refused("markers-1-1: damaged"));
    violates(h -> begun(h).killed().damaged().recovered("a"));
    violates(h -> begun(h).killed().damaged().recovered("a", "b"));
  }

  @Test
  void p9DamageTakesACommitInSilence() {
    pair(
        "P9",
        h -> begun(h).killed().damaged().recovered(),
        h -> begun(h).killed().damaged(1L).recovered());
  }

  @Test
  void p9DamageChangesACommitInSilence() {
    pair(
        "P9",
        h -> begun(h).killed().damaged(1L).recoveredAs(commit("a", 1, 1001)),
        h -> begun(h).killed().damaged(1L).recovered("a"));
  }

  @Test
  void p9TheExemptionIsUsedUpByARecovery() {
    RecordedHistory history = new RecordedHistory();
    begun(history).committed("b", 2).killed().damaged(2L).recovered("a");
    assertThat(history.checker().seen(Sight.EXEMPT_LOSS)).isEqualTo(1);
    history.invoked("c", 1, 3).committed("c", 2).killed().recovered("a");
    assertThat(history.checker().violations())
        .extracting(Violation::property)
        .containsExactly("P9");
  }

  @Test
  void p9EachDamageHasItsExemption() {
    pair(
        "P9",
        h -> begun(h).committed("b", 2).killed().damaged(2L).damaged().recovered(),
        h -> begun(h).committed("b", 2).killed().damaged(2L).damaged(1L).recovered());
  }

  @Test
  void p9WhatTheExemptionTookMayBeSubmittedAgain() {
    violates(
        h ->
            begun(h)
                .killed()
                .damaged(1L)
                .recovered()
                .invoked("a", 0, 1)
                .committed("a", 1)
                .killed()
                .recovered("a"));
  }

  @Test
  void p10ACommitIsAnsweredAfterAFailedForce() {
    pair(
        "P10",
        h -> begun(h).failed(1).committed("b", 2),
        h -> begun(h).failed(2).committed("b", 2));
    pair(
        "P10",
        h -> begun(h).failed(1).committed("b", 2),
        h -> begun(h).failed(1).killed().recovered("a").invoked("b", 1, 2).committed("b", 2));
  }

  @Test
  void p10ALaterFailureExcusesNothing() {
    pair(
        "P10",
        h -> begun(h).failed(1).failed(2).committed("b", 2),
        h -> begun(h).failed(2).failed(2).committed("b", 2));
  }

  @Test
  void p10AUsurpedWritersFailureIsItsOwn() {
    pair(
        "P10",
        h -> takenOver(h).failed(1).invoked("c", 1, 3).committed("c", 2),
        h -> takenOver(h).in(1).failed(1).in(2).invoked("c", 1, 3).committed("c", 2));
  }

  /** Who is recorded first does not tell who was denied first, once a failure denies many. */
  @Test
  void p12AConflictMayBeWithSomebodyWhomAFailureHasDenied() {
    pair(
        "P12",
        h ->
            begun(h)
                .invoked("c", 1, 2)
                .answered("b", "not_committed")
                .answered("c", "fcw_conflict", 2),
        h ->
            begun(h)
                .failed(1)
                .invoked("c", 1, 2)
                .answered("b", "not_committed")
                .answered("c", "fcw_conflict", 2));
  }

  @Test
  void p10ACommitIsSeenAfterAFailedForce() {
    pair(
        "P10",
        h -> begun(h).failed(1).observed(commit("b", 2)),
        h -> begun(h).failed(1).observed(commit("a", 1)));
  }

  @Test
  void p10AFailureWhileRecoveringCountsForTheLife() {
    pair(
        "P10",
        h -> h.failed(0).recovered().invoked("a", 0, 1).committed("a", 1),
        h -> h.failed(0).killed().recovered().invoked("a", 0, 1).committed("a", 1));
  }

  @Test
  void p10TheMarkersOfAFailedForceMayBeRecovered() {
    violates(
        h ->
            begun(h)
                .failed(1)
                .answered("b", "outcome_unknown")
                .ended("halted")
                .recovered("a", "b"));
  }

  /** b was submitted to life 1, whose lock is gone, and life 2 recovers without it. */
  private static RecordedHistory takenOver(RecordedHistory history) {
    return begun(history).usurped().in(2).recovered("a");
  }

  @Test
  void p11AUsurpedWriterAnswersWhatIsNotInTheNewHistory() {
    pair(
        "P11",
        h -> takenOver(h).in(1).committed("b", 2),
        h -> takenOver(h).in(1).answered("b", "outcome_unknown"));
    pair(
        "P11",
        h -> takenOver(h).in(1).committed("b", 2),
        h -> begun(h).usurped().in(2).recovered("a", "b").in(1).committed("b", 2));
  }

  @Test
  void p11AUsurpedWriterAnswersJustBeforeTheNewHistoryBegins() {
    pair(
        "P11",
        h -> begun(h).usurped().committed("b", 2).in(2).recovered("a"),
        h -> begun(h).usurped().committed("b", 2).in(2).recovered("a", "b"));
  }

  @Test
  void p11AUsurpedWriterEntersTheNewHistory() {
    pair(
        "P11",
        h -> takenOver(h).invoked("c", 1, 3).killed().recovered("a", "b"),
        h -> takenOver(h).invoked("c", 1, 3).killed().recovered("a", "c"));
    pair(
        "P11",
        h -> takenOver(h).in(1).invoked("d", 1, 3).in(2).killed().recovered("a", "d"),
        h -> takenOver(h).in(2).invoked("d", 1, 3).in(2).killed().recovered("a", "d"));
  }

  @Test
  void p11AUsurpedWriterAnswersWithTheNumberOfAnother() {
    pair(
        "P11",
        h -> takenOver(h).invoked("c", 1, 3).committed("c", 2).in(1).committed("b", 2),
        h -> takenOver(h).invoked("b", 1, 2).committed("b", 2).in(1).committed("b", 2));
  }

  @Test
  void theEndOfAUsurpedWriterLeavesTheNewOneAlone() {
    pair(
        "P10",
        h -> takenOver(h).invoked("c", 1, 3).failed(1).in(1).killed().in(2).committed("c", 2),
        h -> takenOver(h).invoked("c", 1, 3).in(1).killed().in(2).committed("c", 2));
  }

  @Test
  void afterTheEndOfAUsurpedWriterNobodyIsBlamedOnIt() {
    violates(
        h ->
            takenOver(h)
                .in(1)
                .killed()
                .in(2)
                .invoked("c", 1, 3)
                .killed()
                .recovered("a")
                .invoked("d", 1, 4)
                .killed()
                .recovered("a", "c"),
        "P5");
  }

  @Test
  void p14NothingCommitsThoughNothingFails() {
    pair(
        "P14",
        h -> begun(h).killed().quiet().recovered("a").killed(),
        h ->
            begun(h).killed().quiet().recovered("a").invoked("b", 1, 2).committed("b", 2).killed());
    pair(
        "P14",
        h -> begun(h).quiet().invoked("a", 0, 1).committed("a", 1).killed(),
        h -> begun(h).killed().damaged().quiet().refused("damaged").killed());
  }

  @Test
  void p14AReaderMayKnowOfTheNewCommitBeforeItsClient() {
    pair(
        "P14",
        h -> h.recovered().quiet().invoked("a", 0, 1).killed(),
        h ->
            h.recovered()
                .quiet()
                .invoked("a", 0, 1)
                .observed(commit("a", 1))
                .committed("a", 1)
                .killed());
  }

  @Test
  void p14OpeningDoesNotEnd() {
    pair("P14", h -> h.effort(101), h -> h.effort(100));
  }

  @Test
  void p15TheDirectoryGrows() {
    pair("P15", h -> h.footprint(11, 0), h -> h.footprint(10, 1000));
    pair("P15", h -> h.footprint(0, 1001), h -> h.footprint(10, 1000));
  }
}
