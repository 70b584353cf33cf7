package org.waymark.stress.storm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.waymark.CapsuleHandle;
import org.waymark.CommitLog;
import org.waymark.CommitResult;
import org.waymark.Reservation;
import org.waymark.Snapshot;
import org.waymark.Submission;
import org.waymark.TxnToken;
import org.waymark.check.Answers;
import org.waymark.check.history.HistoryEvent.Answered;
import org.waymark.check.history.HistoryEvent.Invoked;
import org.waymark.check.history.HistoryEvent.Observed;
import org.waymark.check.kill.Payload;

/**
 * One client in a storm. It records each submission before, and its answer once it is there, also
 * if it has long stopped waiting for it. A call that an interrupt ended, or that found the queue
 * full, has submitted nothing by contract, and is recorded as an answer that says so: if the
 * transaction is ever found committed, that is a violation.
 */
final class Client implements Runnable {

  /** What a client does all the time. */
  enum Role {
    WRITER,
    READER,
    FOLLOWER
  }

  /** How far above the tip a follower's wish may lie. */
  static final int MOST_TIPS_AHEAD = 3;

  private static final int MOST_PAGES_WRITTEN = 3;
  private static final int MOST_PAGES_READ = 3;

  /** One transaction in so many only reads. */
  private static final int READ_ONLY_ONE_IN = 8;

  /** One commit in so many is submitted once more, as by a client that lost the answer. */
  private static final int RESUBMIT_ONE_IN = 12;

  /** One transaction in so many reads a commit first, which also lets its snapshot age. */
  private static final int OBSERVE_ONE_IN = 8;

  /** One reservation in so many is given back. */
  private static final int GIVE_BACK_ONE_IN = 2;

  /** One wait for the tip in so many has all the time in the world. */
  private static final int PATIENT_ONE_IN = 3;

  private static final long LONGEST_TIP_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final Scene scene;
  private final CommitLog log;
  private final SplittableRandom random;
  private final Role role;
  private final Queue<Invoked> retries;
  private final long steps;
  private final Interruptible self;

  /** The last commit that this client waited for. */
  private @Nullable Attempt lastCommitted;

  /**
   * Creates a client.
   *
   * @param retries what an earlier life left without an answer, for this client to submit again
   * @param steps how much it does at most until it is told to stop
   */
  Client(Scene scene, SplittableRandom random, Role role, List<Invoked> retries, long steps) {
    this.scene = scene;
    this.log = scene.log();
    this.random = random;
    this.role = role;
    this.retries = new ArrayDeque<>(retries);
    this.steps = steps;
    this.self = new Interruptible(scene);
  }

  Interruptible self() {
    return self;
  }

  @Override
  public void run() {
    self.begin();
    try {
      for (long done = 0; done < steps && !scene.isOver(); done++) {
        step();
        scene.returned();
      }
    } catch (ClosedException closed) {
      askAgain();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      self.end();
    }
  }

  /** A log that is closed, however full its queue was, still tells of a commit that it made. */
  private void askAgain() {
    Attempt first = lastCommitted;
    if (first == null) {
      return;
    }
    Attempt again = new Attempt(first.invoked().again(scene.nextCall()), first.submission(), true);
    try {
      wait(again, () -> scene.habits().commit(log, again.submission()));
      scene.tallies().one(Figure.ASKED_AGAIN);
    } catch (ClosedException halted) {
      // A capsule that was being written when the files were closed has halted the log.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void step() throws IOException, ClosedException {
    Invoked old = retries.poll();
    if (old != null) {
      retry(old);
      return;
    }
    switch (role) {
      case WRITER -> write();
      case READER -> read();
      case FOLLOWER -> follow();
    }
  }

  private boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }

  // ---------------------------------------------------------------------------- reading, following

  private void read() throws IOException, ClosedException {
    long tip = log.tip();
    if (tip > 0) {
      observe(1 + random.nextLong(tip));
    } else {
      awaitTip(1, Duration.ofNanos(LONGEST_TIP_WAIT_NANOS));
    }
  }

  private void observe(long sequence) throws IOException, ClosedException {
    try {
      scene.record(
          new Observed(
              self.in(
                  Phase.READING, () -> scene.habits().read(log.history().read(sequence), true))));
      scene.tallies().one(Figure.OBSERVED);
    } catch (InterruptedException e) {
      scene.violated("a read was ended by an interrupt");
    } catch (IOException e) {
      throw closedOr(e);
    }
  }

  private void follow() throws IOException {
    long wanted = log.tip() + 1 + random.nextInt(MOST_TIPS_AHEAD);
    boolean patient = oneIn(PATIENT_ONE_IN);
    awaitTip(
        wanted, patient ? PATIENCE : Duration.ofNanos(random.nextLong(LONGEST_TIP_WAIT_NANOS)));
  }

  private void awaitTip(long wanted, Duration most) throws IOException {
    try {
      long began = System.nanoTime();
      long tip = self.in(Phase.AWAITING_TIP, () -> log.awaitTip(wanted, most));
      boolean timedOut = System.nanoTime() - began >= most.toNanos();
      if (tip < wanted && !timedOut && !scene.isClosing()) {
        scene.violated(
            "a wait for tip " + wanted + " ended at " + tip + ", before its time and for nothing");
      }
      scene.tallies().one(tip < wanted ? Figure.TIP_TIMED_OUT : Figure.TIP_REACHED);
    } catch (InterruptedException asked) {
      // Counted where the interrupts are accounted for; the client goes on.
      return;
    }
  }

  // -------------------------------------------------------------------------------------- writing

  /** One submission, and whether an earlier one had the same token. */
  private record Attempt(Invoked invoked, Submission submission, boolean again) {}

  private void write() throws IOException, ClosedException {
    try (Snapshot snapshot = log.beginSnapshot()) {
      if (snapshot.beginSeq() > 0 && oneIn(OBSERVE_ONE_IN)) {
        observe(1 + random.nextLong(snapshot.beginSeq()));
      }
      TxnToken token = TxnToken.random(random);
      if (oneIn(READ_ONLY_ONE_IN)) {
        submitReadOnly(token, snapshot.beginSeq(), draw(1 + random.nextInt(MOST_PAGES_READ)));
        return;
      }
      long[] pages = draw(1 + random.nextInt(MOST_PAGES_WRITTEN));
      long[] reads = draw(random.nextInt(MOST_PAGES_READ + 1));
      submit(token, snapshot.beginSeq(), pages, reads, false);
      if (oneIn(RESUBMIT_ONE_IN)) {
        scene.tallies().one(Figure.RETRIES);
        submit(token, snapshot.beginSeq(), pages, reads, true);
      }
    }
  }

  private long[] draw(int pages) {
    return random.longs(pages, 1, scene.weather().pages() + 1L).sorted().distinct().toArray();
  }

  private void retry(Invoked old) throws IOException, ClosedException {
    scene.tallies().one(Figure.RETRIES);
    submit(
        TxnToken.parse(old.token()), old.beginSeq(), array(old.pages()), array(old.reads()), true);
  }

  private static long[] array(List<Long> pages) {
    return pages.stream().mapToLong(Long::longValue).toArray();
  }

  private static List<Long> list(long[] pages) {
    return LongStream.of(pages).boxed().toList();
  }

  private void submitReadOnly(TxnToken token, long beginSeq, long[] reads)
      throws IOException, ClosedException {
    Submission submission =
        Submission.readOnly(token, beginSeq).reading(scene.habits().declareRead(reads));
    Invoked invoked = Invoked.readOnly(scene.nextCall(), token.toString(), beginSeq, list(reads));
    submit(new Attempt(invoked, submission, false));
  }

  private void submit(TxnToken token, long beginSeq, long[] pages, long[] reads, boolean again)
      throws IOException, ClosedException {
    byte[] payload = Payload.of(token);
    CapsuleHandle capsule = write(payload);
    Submission submission =
        Submission.of(token, beginSeq, capsule)
            .writing(scene.habits().declare(pages))
            .reading(scene.habits().declareRead(reads));
    Invoked invoked =
        new Invoked(
            scene.nextCall(),
            token.toString(),
            beginSeq,
            list(pages),
            capsule.id().toString(),
            Payload.digest(new ByteArrayInputStream(payload)),
            list(reads));
    submit(new Attempt(invoked, submission, again));
  }

  private void submit(Attempt attempt) throws IOException, ClosedException {
    Submission submission = attempt.submission();
    boolean async = random.nextInt(100) < scene.weather().asyncPercent();
    if (random.nextInt(100) >= scene.weather().reservePercent()) {
      if (async) {
        stage(attempt, () -> scene.habits().commitAsync(log, submission));
      } else {
        wait(attempt, () -> scene.habits().commit(log, submission));
      }
      return;
    }
    Reservation place = reserve();
    if (place == null) {
      return;
    }
    // Closed again by the resource, as in any application: that must change nothing.
    try (place) {
      if (oneIn(GIVE_BACK_ONE_IN)) {
        place.close();
        scene.tallies().one(Figure.GIVEN_BACK);
      } else if (async) {
        scene.tallies().one(Figure.SPENT);
        stage(attempt, () -> place.commitAsync(submission));
      } else {
        scene.tallies().one(Figure.SPENT);
        wait(attempt, () -> place.commit(submission));
      }
    }
  }

  private CapsuleHandle write(byte[] payload) throws IOException, ClosedException {
    try {
      return self.in(Phase.WRITING, () -> log.writeCapsule(payload));
    } catch (IllegalStateException e) {
      throw closedOr(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("a write was ended by an interrupt", e);
    }
  }

  private @Nullable Reservation reserve() throws IOException, ClosedException {
    try {
      return self.in(Phase.RESERVING, log::reserve);
    } catch (InterruptedException ended) {
      return null;
    } catch (RejectedExecutionException full) {
      refusedByQueue();
      return null;
    } catch (IllegalStateException e) {
      throw closedOr(e);
    }
  }

  private void wait(Attempt attempt, Interruptible.Call<CommitResult> commit)
      throws IOException, ClosedException {
    submitting(attempt);
    long began = System.nanoTime();
    try {
      CommitResult result = self.in(Phase.COMMITTING, commit);
      scene.tallies().latency(System.nanoTime() - began);
      answered(attempt, result);
      if (result instanceof CommitResult.Committed) {
        lastCommitted = attempt;
      }
    } catch (InterruptedException ended) {
      nothingSubmitted(attempt, "interrupted");
    } catch (RejectedExecutionException full) {
      refusedByQueue();
      nothingSubmitted(attempt, "queue_full");
    } catch (IllegalStateException e) {
      nothingSubmitted(attempt, "closed");
      throw closedOr(e);
    }
  }

  private void stage(Attempt attempt, Interruptible.Call<CompletionStage<CommitResult>> commit)
      throws IOException, ClosedException {
    submitting(attempt);
    scene.stageBegan();
    boolean made = false;
    try {
      long began = System.nanoTime();
      StagedCommit staged = new StagedCommit(scene, self.in(Phase.SUBMITTING, commit));
      made = true;
      staged.whenAnswered(
          result -> {
            scene.tallies().latency(System.nanoTime() - began);
            answered(attempt, result);
          });
      if (scene.weather().unrulyCallbacks()) {
        staged.attachUnruly(random);
      }
      staged.waitSomehow(self, random);
    } catch (InterruptedException ended) {
      if (!made) {
        nothingSubmitted(attempt, "interrupted");
      }
    } catch (RejectedExecutionException full) {
      refusedByQueue();
      nothingSubmitted(attempt, "queue_full");
    } catch (IllegalStateException e) {
      nothingSubmitted(attempt, "closed");
      throw closedOr(e);
    } finally {
      if (!made) {
        scene.stageEnded();
      }
    }
  }

  private void submitting(Attempt attempt) {
    scene.record(attempt.invoked());
    scene.tallies().one(Figure.SUBMISSIONS);
  }

  private void answered(Attempt attempt, CommitResult result) {
    scene.record(Answers.recorded(attempt.invoked().call(), result));
    if (result instanceof CommitResult.Committed) {
      scene.tallies().one(Figure.COMMITS);
    } else if (result instanceof CommitResult.FcwConflict) {
      scene.tallies().one(Figure.CONFLICTS);
    } else if (result instanceof CommitResult.SsiConflict) {
      scene.tallies().one(Figure.SERIALIZATION_CONFLICTS);
    } else if (result instanceof CommitResult.SerializableAt) {
      scene.tallies().one(Figure.READ_ONLY);
    } else if (result instanceof CommitResult.ShuttingDown) {
      scene.tallies().one(Figure.SHUT_OUT);
    }
  }

  /** That a retry was not submitted says nothing of what became of the first attempt. */
  private void nothingSubmitted(Attempt attempt, String why) {
    scene.record(
        new Answered(
            attempt.invoked().call(),
            attempt.again() ? Answered.OUTCOME_UNKNOWN : why,
            0,
            0,
            List.of()));
  }

  private void refusedByQueue() {
    if (!scene.weather().mayRefuse()) {
      scene.violated("a queue that blocks has refused a commit");
    }
    scene.tallies().one(Figure.REFUSALS);
  }

  /** What a log that is being closed throws ends the client, and nothing else is excused. */
  private <E extends Exception> ClosedException closedOr(E failure) throws E {
    if (scene.isClosing()) {
      return new ClosedException();
    }
    throw failure;
  }

  /** The log was closed, so this client is done. */
  private static final class ClosedException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
