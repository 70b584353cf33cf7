package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.waymark.disk.MemoryDisk;

/** What a client gives as evidence is recorded with its commit, and decides nothing. */
class EvidenceTest {
  private static final LogOptions OPTIONS =
      LogOptions.defaults().withGroupCommitMax(4).withRandom(new Random(1));

  private static EvidenceRef[] references(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new EvidenceRef(i, -i))
        .toArray(EvidenceRef[]::new);
  }

  private static WriteCoordinator coordinator(LogOptions options) throws IOException {
    LogDirectory directory = LogDirectory.recover(new MemoryDisk(), options);
    return new WriteCoordinator(OperatingMode.NATIVE, 0, 4, directory);
  }

  private static Submission submission(WriteCoordinator on, long token, long beginSeq)
      throws IOException {
    CapsuleHandle capsule = on.writeCapsule(new byte[] {(byte) token});
    return Submission.of(new TxnToken(0, token), beginSeq, capsule);
  }

  /** Every kind of answer, told in words, with so many references on each that writes. */
  private static List<String> conversation(int references) throws IOException {
    WriteCoordinator log = coordinator(OPTIONS);
    EvidenceRef[] evidence = references(references);
    List<Submission> submissions =
        List.of(
            submission(log, 1, 0).writing(1).reading(1, 2),
            submission(log, 2, 0).writing(1),
            submission(log, 3, 0).writing(2).reading(1, 2),
            submission(log, 4, 0).writing(3).reading(1),
            submission(log, 5, 9).writing(5),
            submission(log, 1, 0).writing(1).reading(1, 2),
            submission(log, 6, 0).writing(3));
    List<String> answers = new ArrayList<>();
    for (Submission submission : submissions) {
      Submission given = submission.withEvidence(evidence);
      answers.add(log.validate(given) + ", then " + log.submit(given, 0));
    }
    log.flushBatch().forEach(answer -> answers.add(answer.toString()));
    log.prune();
    Submission late = submission(log, 7, 0).writing(9).withEvidence(evidence);
    answers.add(log.submit(late, 0).toString());
    log.initiateShutdown();
    Submission last = submission(log, 8, 2).writing(9).withEvidence(evidence);
    answers.add(log.submit(last, 0).toString());
    return answers;
  }

  @Test
  void submissionsThatDifferInNothingElseGetTheSameAnswers() throws Exception {
    List<String> without = conversation(0);
    assertThat(without).hasSize(11);
    assertThat(String.join("\n", without))
        .contains(
            "Admitted",
            "Committed",
            "FcwConflict",
            "SsiConflict",
            "SnapshotInTheFuture",
            "SnapshotTooOld",
            "ShuttingDown");
    assertThat(conversation(1)).isEqualTo(without);
    assertThat(conversation(Limits.MAX_EVIDENCE)).isEqualTo(without);
  }

  @Test
  void aRetryWithOtherEvidenceGetsTheAnswerAndTheFirstStays() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    CommitResult answer;
    try (CommitLog log = CommitLog.open(disk, OPTIONS)) {
      Submission first =
          Submission.of(new TxnToken(1, 1), 0, log.writeCapsule(new byte[1])).writing(1);
      answer = log.commit(first.withEvidence(references(256)));
      assertThat(answer).isInstanceOf(CommitResult.Committed.class);
      assertThat(log.commit(first.withEvidence(references(3)))).isEqualTo(answer);
    }
    try (CommitLog log = CommitLog.open(disk, OPTIONS)) {
      Submission again =
          Submission.of(new TxnToken(1, 1), 0, log.writeCapsule(new byte[1])).writing(1);
      assertThat(log.commit(again)).isEqualTo(answer);
      assertThat(log.tip()).isEqualTo(1);
      assertThat(log.history().read(1).readEvidence().references())
          .containsExactly(references(256));
    }
  }

  /** A group's proofs are written as one into one segment, whatever they hold. */
  @Test
  void evidenceCountsWhereAGroupMustFitASegment() throws Exception {
    WriteCoordinator log =
        coordinator(OPTIONS.withCapsuleSegmentBytes(Limits.MIN_CAPSULE_SEGMENT_BYTES));
    for (int token = 1; token <= 4; token++) {
      EvidenceRef[] evidence = references(token <= 2 ? 150 : 0);
      log.submit(submission(log, token, 0).writing(token).withEvidence(evidence), 0);
    }
    assertThat(log.fsync1()).isEqualTo(1);
    assertThat(log.fsync1()).isEqualTo(3);
    assertThat(log.appendMarkersAndFsync2()).containsExactly(1L, 2L, 3L, 4L);
    Submission tooLarge = submission(log, 5, 0).writing(5).withEvidence(references(256));
    assertThatThrownBy(() -> log.submit(tooLarge, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pages and evidence need a proof of 4224 bytes; a segment holds 4096");
    assertThat(log.pendingCount()).isZero();
  }
}
