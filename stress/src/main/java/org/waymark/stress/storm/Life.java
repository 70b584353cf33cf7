package org.waymark.stress.storm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.waymark.CapsuleHandle;
import org.waymark.CommitLog;
import org.waymark.CommitResult;
import org.waymark.CommittedTransaction;
import org.waymark.LogOptions;
import org.waymark.Reservation;
import org.waymark.Submission;
import org.waymark.TxnToken;
import org.waymark.check.Answers;
import org.waymark.check.history.Commit;
import org.waymark.check.history.HistoryEvent.Ended;
import org.waymark.check.history.HistoryEvent.Invoked;
import org.waymark.check.history.HistoryEvent.Recovered;
import org.waymark.check.history.HistoryFile;
import org.waymark.check.kill.Payload;

/**
 * One life of a log in a storm: opened and read whole, one crowd after another let loose on it,
 * looked at in the calm between, and closed. Used by one thread.
 */
final class Life {
  private static final int MARKERS_PER_SEGMENT = 256;
  private static final int CAPSULE_SEGMENT_BYTES = 512 << 10;

  /** How long a massive crowd may take to gather, or a queue to fill. */
  private static final long GATHERING_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long LOOK_NANOS = 100_000;

  /** Beyond every page of the clients: what is written here is in nobody's way. */
  private static final long OWN_PAGE = Long.MAX_VALUE;

  private final Weather weather;
  private final Habits habits;
  private final Path directory;
  private final SplittableRandom random;
  private final Tallies tallies;
  private final Watchdog watchdog;
  private final Consumer<String> violations;
  private final KnownThreads own = new KnownThreads();
  private volatile boolean closing;

  Life(
      Weather weather,
      Habits habits,
      Path directory,
      SplittableRandom random,
      Tallies tallies,
      Watchdog watchdog,
      Consumer<String> violations) {
    this.weather = weather;
    this.habits = habits;
    this.directory = directory;
    this.random = random;
    this.tallies = tallies;
    this.watchdog = watchdog;
    this.violations = violations;
  }

  /**
   * Lives.
   *
   * @param crowds how many crowds are let loose, 0 to open, read and close
   * @param deadline when no further crowd is let loose, by {@link System#nanoTime()}
   * @param above the commits above this sequence are read whole
   * @param measured whether the heap is looked at
   * @return whether it came to its end; otherwise somebody still hangs in the log
   */
  boolean live(int crowds, long deadline, long above, boolean measured, HistoryFile history)
      throws IOException {
    tallies.one(Figure.LIVES);
    int queue = weather.isHasty() ? 1 : 1 + random.nextInt(2 * weather.queue());
    try (Callbacks callbacks = new Callbacks(random, tallies)) {
      CommitLog log = CommitLog.open(directory, options(queue, callbacks));
      Scene scene = new Scene(weather, log, history, habits, tallies, () -> closing, violations);
      history.record(new Recovered(readAll(log, above)));
      boolean ended = storm(scene, crowds, deadline, queue, measured) && close(scene);
      history.record(new Ended(Ended.CLOSED));
      return ended;
    }
  }

  private LogOptions options(int queue, Callbacks callbacks) {
    return LogOptions.defaults()
        .withMarkersPerSegment(MARKERS_PER_SEGMENT)
        .withCapsuleSegmentBytes(CAPSULE_SEGMENT_BYTES)
        .withGroupCommitMax(groupCommitMax())
        .withMaxIndexPages(Weather.MOST_WRITERS)
        .withQueue(queue, weather.whenFull())
        .withCallbackExecutor(callbacks)
        .withObserver(new Ear(queue, tallies, violations))
        .withThreads(own);
  }

  /** A crowd of thousands would take all day in groups of one. */
  private int groupCommitMax() {
    return weather.isMassive() ? MARKERS_PER_SEGMENT : Weather.drawGroupCommitMax(random);
  }

  private List<Commit> readAll(CommitLog log, long above) throws IOException {
    List<Commit> commits = new ArrayList<>();
    var cursor = log.history().from(1);
    CommittedTransaction next;
    while ((next = cursor.next()) != null) {
      commits.add(habits.read(next, next.sequence() > above));
    }
    return commits;
  }

  private boolean storm(Scene scene, int crowds, long deadline, int queue, boolean measured) {
    long before = measured ? Heap.retained() : 0;
    for (int i = 1; i <= crowds && (i == 1 || System.nanoTime() < deadline); i++) {
      Crowd crowd = new Crowd(scene, own, random.split(), watchdog);
      crowd.start();
      if (measured && weather.isMassive()) {
        // Whoever is in the midst of writing a first capsule waits for the first segment.
        await(() -> crowd.waitingForTurn() + crowd.waitingForPlace() > crowd.size() / 3);
        measure(crowd, before);
      }
      crowd.strikeFor(weather.blow().toNanos());
      if (measured && weather.isMassive()) {
        await(() -> crowd.waitingForPlace() > crowd.size() * 9 / 10);
        measure(crowd, before);
      }
      List<Reservation> held = List.of();
      if (weather.closesInTheMidst() && i == crowds) {
        held = closeInTheMidst(scene, crowd, queue);
      }
      boolean ended = crowd.end(() -> raiseTip(scene)) && stagesEnd(scene);
      held.forEach(Reservation::close);
      if (!ended) {
        return false;
      }
    }
    if (!closing && crowds > 0) {
      look(scene, queue);
      if (measured) {
        long kept = Heap.retained() - before;
        tallies.most(Figure.HEAP_GROWTH, kept);
        if (kept > Weather.mostBytesKept()) {
          violations.accept(kept + " bytes of heap are kept when the storm is over");
        }
      }
    }
    return true;
  }

  /** Waits until it is so, or for long enough. */
  private static void await(BooleanSupplier gathered) {
    long end = System.nanoTime() + GATHERING_NANOS;
    while (!gathered.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private void measure(Crowd crowd, long before) {
    int waiting = crowd.waitingForPlace();
    long more = Heap.retained() - before;
    tallies.most(Figure.HEAP_PER_WAITER, more / crowd.size());
    tallies.most(Figure.DIRECT_BYTES, Heap.direct());
    if (more > Weather.mostBytes(crowd.size())) {
      violations.accept(
          more
              + " bytes of heap are kept while "
              + waiting
              + " of "
              + crowd.size()
              + " wait for a place");
    }
  }

  /**
   * Closes the log, from two threads at once, as soon as many wait for a place. Every second time
   * all places are reserved and stay so: then no answer frees a place for the next to wait, and
   * only the closing itself can end the waits.
   *
   * @return the places to be given back when the crowd has ended
   */
  private List<Reservation> closeInTheMidst(Scene scene, Crowd crowd, int queue) {
    List<Reservation> held = new ArrayList<>();
    if (random.nextBoolean()) {
      watchdog.run("taking every place", () -> hold(scene.log(), queue, held));
    }
    await(() -> crowd.waitingForPlace() >= crowd.size() / 4);
    int waiting = crowd.waitingForPlace();
    if (waiting > 0) {
      tallies.one(Figure.CLOSED_FULL);
      tallies.most(Figure.WAITING_AT_CLOSE, waiting);
    }
    closing = true;
    Thread other = own.start("second closer", () -> closeQuietly(scene.log()));
    watchdog.run("closing in the midst", scene.log()::close);
    watchdog.await("the second of two closings", () -> !other.isAlive(), () -> 0, List.of(other));
    return held;
  }

  private static void hold(CommitLog log, int places, List<Reservation> held) {
    try {
      while (held.size() < places) {
        held.add(log.reserve());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private void closeQuietly(CommitLog log) {
    try {
      log.close();
    } catch (IOException | RuntimeException e) {
      violations.accept("closing beside another: " + e);
    }
  }

  private boolean stagesEnd(Scene scene) {
    return watchdog.await(
        "the completion of every stage",
        () -> scene.outstandingStages() == 0,
        scene::callsReturned,
        own.started());
  }

  /** In the calm after a storm the log commits, and all of its places are there, and no more. */
  private void look(Scene scene, int queue) {
    watchdog.run("the commit after the storm", () -> raiseTip(scene));
    if (scene.log().haltCause().isPresent()) {
      violations.accept("the storm halted the log: " + scene.log().haltCause().get());
    }
    watchdog.run("counting the places after the storm", () -> count(scene.log(), queue));
    tallies.one(Figure.CLOSED_CALM);
  }

  private void count(CommitLog log, int queue) {
    int places = places(log, queue);
    if (places != queue) {
      violations.accept("a queue of " + queue + " places has " + places + " after the storm");
    }
  }

  /** Takes all places there are, one more than {@code most} at most, and gives them back. */
  private static int places(CommitLog log, int most) {
    List<Reservation> taken = new ArrayList<>();
    try {
      while (taken.size() <= most) {
        // With the interrupt already there, a full queue that would make it wait says so instead.
        Thread.currentThread().interrupt();
        taken.add(log.reserve());
      }
    } catch (InterruptedException | RejectedExecutionException full) {
      return taken.size();
    } finally {
      boolean unused = Thread.interrupted();
      taken.forEach(Reservation::close);
    }
    return taken.size();
  }

  /** Commits once, unless the log is being closed. */
  private void raiseTip(Scene scene) {
    // What clients no longer wait for may still have a place, and a queue may refuse.
    if (closing || !stagesEnd(scene)) {
      return;
    }
    try {
      CommitLog log = scene.log();
      long beginSeq = log.tip();
      TxnToken token = TxnToken.random(random);
      byte[] payload = Payload.of(token);
      CapsuleHandle capsule = log.writeCapsule(payload);
      Invoked invoked =
          new Invoked(
              scene.nextCall(),
              token.toString(),
              beginSeq,
              List.of(OWN_PAGE),
              capsule.id().toString(),
              Payload.digest(new ByteArrayInputStream(payload)));
      scene.record(invoked);
      Submission submission = Submission.of(token, beginSeq, capsule).writing(OWN_PAGE);
      CommitResult result = log.commit(submission);
      scene.record(Answers.recorded(invoked.call(), result));
      if (!(result instanceof CommitResult.Committed)) {
        violations.accept("a commit in the calm was answered " + result);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      violations.accept("a commit in the calm failed: " + Traces.of(e));
    }
  }

  private boolean close(Scene scene) throws IOException {
    closing = true;
    if (!watchdog.run("closing", scene.log()::close)
        || !stagesEnd(scene)
        || !watchdog.await(
            "the end of the log's threads",
            () -> own.started().stream().noneMatch(Thread::isAlive),
            () -> 0,
            own.started())) {
      return false;
    }
    List<Path> left = OpenFiles.below(directory);
    if (!left.isEmpty()) {
      violations.accept("closed, and still open: " + left);
    }
    return true;
  }
}
