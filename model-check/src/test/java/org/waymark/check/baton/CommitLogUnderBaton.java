package org.waymark.check.baton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.waymark.CommitLog;
import org.waymark.CommitResult;
import org.waymark.LogOptions;
import org.waymark.LogRefusedException;
import org.waymark.Submission;
import org.waymark.TxnToken;
import org.waymark.check.disk.DiskHook;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.Faults;
import org.waymark.check.disk.Operation;
import org.waymark.check.disk.SimDisk;

/**
 * The shipped log with its own threads on a simulated disk, three writers and one who opens and
 * closes it, all under one baton.
 */
final class CommitLogUnderBaton {
  static final int WRITERS = 3;
  static final int COMMITS = 2;

  /** The answers, as {@code writer.commit} to name and sequence. */
  final Map<String, CommitResult> answers = new TreeMap<>();

  /** The names of the threads that did I/O. */
  final Map<String, Integer> operations = new TreeMap<>();

  final Baton baton;
  final SimDisk disk;

  private final LogOptions options;

  /** Every operation of the disk is a step, and so is the end of every force. */
  CommitLogUnderBaton(Schedule schedule, HandTime time, Crew crew) {
    baton = new Baton(schedule, time, crew);
    disk = new SimDisk(DiskImage.EMPTY, passing((d, operation) -> {}), Faults.NONE);
    options =
        LogOptions.defaults()
            .withTime(time)
            .withThreads(baton)
            .withRandom(new SplittableRandom(1))
            .withCallbackExecutor(Runnable::run)
            .withMarkersPerSegment(4)
            .withCapsuleSegmentBytes(8 << 10)
            .withGroupCommitMax(1);
  }

  /** Passes the baton at each operation, after {@code also} has seen it. */
  DiskHook passing(BiConsumer<SimDisk, Operation> also) {
    return new DiskHook() {
      @Override
      public void begins(SimDisk disk, Operation operation) {
        operations.merge(Thread.currentThread().getName(), 1, Integer::sum);
        also.accept(disk, operation);
        baton.pass(operation.kind().name(), operation.position());
      }

      @Override
      public void forceEnds(SimDisk disk, Operation operation) {
        baton.pass("FORCE ENDS", operation.number());
      }
    };
  }

  boolean run() {
    return baton.run("main", this::openWriteClose);
  }

  private void openWriteClose() {
    try (CommitLog log = CommitLog.open(disk, options)) {
      List<Thread> writers = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        int writer = w;
        writers.add(baton.start("writer-" + w, () -> write(log, writer)));
      }
      writers.forEach(baton::join);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void write(CommitLog log, int writer) {
    try {
      for (int c = 0; c < COMMITS; c++) {
        Submission submission =
            Submission.of(
                    new TxnToken(writer + 1, c + 1),
                    log.tip(),
                    log.writeCapsule(new byte[] {(byte) writer, (byte) c}))
                .writing(100 * (writer + 1) + c);
        answers.put(writer + "." + c, log.commit(submission));
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Opens what the process left behind, with the threads of this machine; returns the tip. */
  static long recoveredTip(SimDisk disk) throws IOException {
    try (CommitLog log = CommitLog.open(disk, LogOptions.defaults())) {
      return log.tip();
    } catch (LogRefusedException e) {
      throw new AssertionError(e);
    }
  }

  /** Asserts that every commit was answered with a sequence, and all sequences are there. */
  void assertAllCommitted() {
    assertThat(answers).hasSize(WRITERS * COMMITS);
    assertThat(answers.values())
        .allSatisfy(answer -> assertThat(answer).isInstanceOf(CommitResult.Committed.class))
        .extracting(answer -> ((CommitResult.Committed) answer).sequence())
        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
  }
}
