package org.waymark.check.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waymark.check.history.Judged.pair;
import static org.waymark.check.history.Judged.violates;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What commits and readers can show of a serializable log, within a life and across a crash: the
 * anomalies that snapshots allow, each beside a history close to it that has a serial order.
 */
class HistorySerializabilityTest {
  private static final List<Long> BOTH = List.of(1L, 2L);

  /** a and b read both pages, and each writes one: either order would have shown one the other. */
  private static RecordedHistory skewed(RecordedHistory history) {
    return history.recovered().invoked("a", 0, BOTH, 1).invoked("b", 0, BOTH, 2);
  }

  @Test
  void p4WriteSkew() {
    pair(
        "P4",
        h -> skewed(h).committed("a", 1).committed("b", 2).killed(),
        h ->
            h.recovered()
                .invoked("a", 0, BOTH, 1)
                .committed("a", 1)
                .invoked("b", 1, BOTH, 2)
                .committed("b", 2)
                .killed());
    violates(
        h -> skewed(h).committed("a", 1).answered("b", "ssi_conflict").killed().recovered("a"));
  }

  @Test
  void p4TheRecoveryBringsTheOtherHalf() {
    pair(
        "P4",
        h -> skewed(h).committed("a", 1).killed().recovered("a", "b"),
        h -> skewed(h).committed("a", 1).killed().recovered("a"));
    violates(h -> skewed(h).committed("b", 2).killed().recovered("a", "b"), "P4");
  }

  @Test
  void p4TheSameCycleIsToldOnce() {
    violates(
        h ->
            skewed(h)
                .invoked("c", 0, 3)
                .committed("a", 1)
                .committed("b", 2)
                .killed()
                .recovered("a", "b", "c")
                .killed()
                .recovered("a", "b", "c"),
        "P4");
  }

  @Test
  void p4EachLifeIsJudged() {
    violates(
        h ->
            skewed(h)
                .committed("a", 1)
                .committed("b", 2)
                .killed()
                .recovered("a", "b")
                .invoked("c", 2, BOTH, 1)
                .invoked("d", 2, BOTH, 2)
                .committed("c", 3)
                .committed("d", 4)
                .killed(),
        "P4",
        "P4");
  }

  /** Without read sets nobody knows: the log may have been one with snapshot isolation. */
  @Test
  void whatNobodyRecordedIsNotJudged() {
    violates(
        h ->
            h.recovered()
                .invoked("a", 0, 1)
                .invoked("b", 0, 2)
                .committed("a", 1)
                .committed("b", 2)
                .killed());
  }

  /** d draws on both pages, p pays into the second; r sees the payment, and not yet the draft. */
  private static RecordedHistory drawn(RecordedHistory history) {
    return history
        .recovered()
        .invoked("d", 0, BOTH, 1)
        .invoked("p", 0, List.of(2L), 2)
        .committed("p", 1)
        .reading("r", 1, 1L, 2L);
  }

  @Test
  void p4TheReadOnlyAnomaly() {
    pair(
        "P4",
        h -> drawn(h).serializable("r", 1).committed("d", 2).killed().recovered("p", "d"),
        h -> drawn(h).answered("r", "ssi_conflict").committed("d", 2).killed().recovered("p", "d"));
    violates(
        h -> drawn(h).committed("d", 2).serializable("r", 1).killed().recovered("p", "d"), "P4");
    // Nobody was told what it read.
    violates(h -> drawn(h).committed("d", 2).killed().recovered("p", "d"));
  }

  @Test
  void p4ATransactionBeganBeforeTheOpening() {
    pair(
        "P4",
        h -> settled(h).invoked("b", 0, 2).committed("b", 2),
        h -> settled(h).invoked("b", 1, 2).committed("b", 2));
    violates(h -> settled(h).invoked("b", 0, 2).killed().recovered("a", "b"), "P4");
    violates(h -> settled(h).invoked("b", 0, 2).answered("b", "snapshot_too_old"));
    violates(h -> settled(h).invoked("a", 0, 1).committed("a", 1));
  }

  @Test
  void p4AReaderBeganBeforeTheOpening() {
    pair(
        "P4",
        h -> settled(h).reading("r", 0, 2L).serializable("r", 0),
        h -> settled(h).reading("r", 1, 2L).serializable("r", 1));
  }

  /** a is committed, and the log was opened again. */
  private static RecordedHistory settled(RecordedHistory history) {
    return history.recovered().invoked("a", 0, 1).committed("a", 1).killed().recovered("a");
  }

  @Test
  void aSupersededWritersReadersAreOfTheHistoryBefore() {
    pair(
        "P4",
        h -> takenOver(h).in(2).reading("r", 0, 1L).serializable("r", 0),
        h -> takenOver(h).in(1).reading("r", 0, 1L).serializable("r", 0));
  }

  /** That it is there at all is what is wrong, not when it began. */
  @Test
  void aSupersededWritersCommitIsToldOnce() {
    violates(
        h ->
            h.recovered()
                .invoked("a", 0, 1)
                .committed("a", 1)
                .invoked("b", 0, 2)
                .usurped()
                .in(2)
                .recovered("a")
                .in(1)
                .committed("b", 2),
        "P11");
  }

  private static RecordedHistory takenOver(RecordedHistory history) {
    return history.recovered().invoked("a", 0, 1).committed("a", 1).usurped().in(2).recovered("a");
  }

  /** What damage took within the exemption is no part of the order of those who come after. */
  @Test
  void p4DamageTakesSomeOfThoseWhoAreBeforeTheOpening() {
    pair(
        "P4",
        h ->
            damaged(h)
                .invoked("c", 1, BOTH, 1)
                .invoked("d", 1, BOTH, 2)
                .committed("d", 3)
                .killed()
                .recovered("a", "c", "d"),
        h ->
            damaged(h)
                .invoked("c", 1, BOTH, 1)
                .invoked("d", 1, BOTH, 2)
                .killed()
                .recovered("a", "c"));
    violates(h -> damaged(h).invoked("c", 0, 3).committed("c", 2), "P4");
  }

  /** b has read what a overwrote, r what b did; b is gone, and so is what r has seen. */
  private static RecordedHistory damaged(RecordedHistory history) {
    return history
        .recovered()
        .invoked("a", 0, List.of(1L), 1)
        .committed("a", 1)
        .invoked("b", 1, BOTH, 2)
        .committed("b", 2)
        .reading("r", 2, 1L, 2L)
        .serializable("r", 2)
        .killed()
        .damaged(2L)
        .recovered("a");
  }

  @Test
  void p12AReaderIsSerializedElsewhere() {
    pair(
        "P12",
        h -> h.recovered().reading("r", 0, 1L).serializable("r", 1),
        h -> h.recovered().reading("r", 0, 1L).serializable("r", 0));
    violates(h -> h.recovered().invoked("a", 0, 1).serializable("a", 0), "P12");
  }

  @Test
  void p12AReaderCommits() {
    pair(
        "P12",
        h -> h.recovered().reading("r", 0, 1L).committed("r", 1),
        h -> h.recovered().reading("r", 0, 1L).answered("r", "shutting_down"));
  }

  @Test
  void aReaderIsNeverUndecided() {
    RecordedHistory history = new RecordedHistory();
    history.recovered().reading("r", 0, 1L);
    assertThat(history.checker().undecided()).isEmpty();
    history.killed().recovered();
    assertThat(history.checker().seen(Sight.UNANSWERED_OUT)).isZero();
    assertThat(history.checker().violations()).isEmpty();
  }

  /** The report is what a person has to work with, so its text is held to the letter. */
  @Test
  void theReportTellsTheCycle() {
    RecordedHistory history = drawn(new RecordedHistory());
    history.serializable("r", 1).committed("d", 2).killed();
    assertThat(history.checker().violations())
        .singleElement()
        .extracting(Violation::toString)
        .asString()
        .startsWith(
            """
            P4 violated: no serial order explains what they read
              token-d as 2 is before token-p as 1, which overwrote page 2 that it had read
              token-p as 1 is before token-r at 1, which read its page 2
              token-r at 1 is before token-d as 2, which overwrote page 1 that it had read
              submitted: Invoked[call=112, token=token-p, beginSeq=0, pages=[2],\
            """)
        .endsWith(" (life 1, hand.ndjson:2)\n  life 1, hand.ndjson:8");
  }
}
