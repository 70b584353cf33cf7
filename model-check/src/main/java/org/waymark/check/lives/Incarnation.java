package org.waymark.check.lives;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.waymark.CommitHistory;
import org.waymark.CommitLog;
import org.waymark.CommittedTransaction;
import org.waymark.LogOptions;
import org.waymark.LogRefusedException;
import org.waymark.check.history.Commit;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.HistoryEvent.Ended;
import org.waymark.check.history.HistoryEvent.Failed;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFullException;
import org.waymark.log.SegmentNames;
import org.waymark.observe.CommitObserver;

/**
 * One process with the log: opens it, reads what it finds, lets clients work, closes. Its threads
 * are those of the machine's baton.
 */
final class Incarnation implements TellingDisk.Listener {
  /** What an opening may cost: so many operations, and so many more for each file and commit. */
  private static final long OPENING = 250;

  private static final long PER_FILE = 40;
  private static final long PER_COMMIT = 30;

  /**
   * What the old writer still does may look like damage to whoever opens the log beside it: files
   * come and go between two looks. A usurper looks so many times before it believes it.
   */
  private static final int USURPERS_ATTEMPTS = 4;

  private final Machine machine;
  private final Life life;
  private final int number;
  private final boolean usurper;
  private final IncarnationPlan plan;
  private final List<Thread> callbacks = new ArrayList<>();
  private @Nullable CommitLog log;
  private @Nullable IOException failedOpening;
  private boolean opening = true;
  private boolean ended;
  private boolean closing;
  private boolean usurped;
  private boolean clientsDone;
  private long failures;
  private long failedReads;
  private long calls;
  private long highestAnswered;

  /**
   * Prepares an incarnation.
   *
   * @param usurper whether it takes over from another that is alive
   */
  Incarnation(Machine machine, Life life, int number, boolean usurper) {
    this.machine = machine;
    this.life = life;
    this.number = number;
    this.plan = machine.plan();
    this.usurper = usurper;
  }

  /** The whole of it, as the body of a thread. */
  void live() {
    CommitLog opened = open();
    opening = false;
    if (opened == null) {
      end(Ended.HALTED);
      return;
    }
    log = opened;
    serve(opened);
  }

  // ------------------------------------------------------------------------------------- opening

  private @Nullable CommitLog open() {
    if (plan.isQuiet()) {
      record(new HistoryEvent.Quiet());
    }
    for (int attempt = 1; ; attempt++) {
      failedOpening = null;
      try {
        return open(machine.disk().operations());
      } catch (LogRefusedException refused) {
        if (!usurper || attempt == USURPERS_ATTEMPTS) {
          refused(refused);
          return null;
        }
        life.tally().saw(Seen.CONFUSED_USURPER);
      } catch (IOException | RuntimeException unexpected) {
        violated("P8", "an opening threw what it should not", unexpected);
        return null;
      }
    }
  }

  private CommitLog open(long before) throws IOException {
    CommitLog opened = CommitLog.open(tellingDisk(), options());
    long spent = machine.disk().operations() - before;
    machine.suspended(() -> readAll(opened));
    long most = OPENING + PER_FILE * machine.disk().cached().names().size();
    record(
        new HistoryEvent.Effort(
            "operations of the disk in an opening", spent, most + PER_COMMIT * opened.tip()));
    return opened;
  }

  private void refused(LogRefusedException refused) {
    if (failedOpening != null) {
      record(new Failed("opening: " + failedOpening.getMessage(), 0));
      life.tally().saw(Seen.REFUSED_OPENING);
    }
    record(new HistoryEvent.Refused(String.valueOf(refused.getMessage())));
  }

  private void readAll(CommitLog opened) throws IOException {
    List<Commit> commits = new ArrayList<>();
    long known = plan.isQuiet() ? 0 : life.recorder().checker().highestSettled();
    CommitHistory.Cursor cursor = opened.history().from(1);
    for (CommittedTransaction next = cursor.next(); next != null; next = cursor.next()) {
      commits.add(Transaction.read(next, next.sequence() > known));
    }
    highestAnswered = commits.size();
    life.recovered(commits.size());
    record(new HistoryEvent.Recovered(commits));
  }

  private LogOptions options() {
    SplittableRandom random = Seeds.stream(plan.seed(), "options " + usurper);
    boolean inline = random.nextBoolean();
    return plan.sizes()
        .withThreads(machine.baton())
        .withTime(machine.time())
        .withRandom(random)
        .withCallbackExecutor(inline ? Runnable::run : this::startCallback)
        .withObserver(
            new CommitObserver() {
              @Override
              public void recover(long tip, char recoveryCase, int incarnation) {
                life.tally().recovered(recoveryCase);
              }
            });
  }

  private void startCallback(Runnable task) {
    callbacks.add(machine.baton().start("callbacks", task));
  }

  // ------------------------------------------------------------------------------------- serving

  private void serve(CommitLog opened) {
    SplittableRandom random = Seeds.stream(plan.seed(), "main " + usurper);
    List<Thread> clients = startClients(opened, random);
    List<Thread> others = new ArrayList<>();
    if (!plan.isQuiet()) {
      others.add(start("reader", new Reader(this, opened, random.split())));
    }
    if (plan.has(Trait.INTRUDERS)) {
      others.add(start("intruder", new Intruder(this, options(), random.split())));
    }
    if (plan.has(Trait.INTERRUPTS) && !plan.isQuiet() && !clients.isEmpty()) {
      SplittableRandom own = random.split();
      others.add(start("interrupter", () -> interrupt(clients, own)));
    }
    if (plan.usurped() && !usurper) {
      int steps = random.nextInt(400);
      others.add(start("usurper", () -> usurp(steps)));
    }
    boolean among = plan.end() == IncarnationPlan.End.CLOSE_AMONG_CLIENTS && !usurper;
    if (among) {
      machine.await(random.nextInt(600));
    } else {
      clients.forEach(machine.baton()::join);
    }
    clientsDone = true;
    close(opened);
    clients.forEach(machine.baton()::join);
    others.forEach(machine.baton()::join);
    callbacks.forEach(machine.baton()::join);
    boolean halted = opened.haltCause().isPresent() || failures > 0;
    life.tally().saw(halted ? Seen.HALT : among ? Seen.CLOSE_AMONG_CLIENTS : Seen.CLOSE);
    end(halted ? Ended.HALTED : Ended.CLOSED);
  }

  private List<Thread> startClients(CommitLog opened, SplittableRandom random) {
    boolean retry = plan.has(Trait.RETRIES) && !usurper;
    List<Transaction> back = retry ? life.memory().comingBack(random.split()) : List.of();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < plan.writers(); i++) {
      List<Transaction> own = new ArrayList<>();
      for (int j = i; j < back.size(); j += plan.writers()) {
        own.add(back.get(j));
      }
      clients.add(start("client", new Client(this, opened, random.split(), own)));
    }
    return clients;
  }

  private Thread start(String name, Runnable body) {
    return machine.baton().start(name, body);
  }

  private void interrupt(List<Thread> clients, SplittableRandom random) {
    for (int i = 0; i < 4 && !clientsDone; i++) {
      machine.await(random.nextInt(300));
      clients.get(random.nextInt(clients.size())).interrupt();
    }
  }

  /** Removes the lock by force, and opens the log as if this process were gone. */
  private void usurp(int steps) {
    machine.await(steps);
    if (closing || isHalted()) {
      return;
    }
    try {
      machine.disk().delete(SegmentNames.LOCK);
    } catch (IOException e) {
      violated("P11", "there is no lock to remove", e);
      return;
    }
    if (closing) {
      return;
    }
    usurped = true;
    life.tally().saw(Seen.USURPER);
    record(new HistoryEvent.Usurped());
    machine.start().live();
  }

  private void close(CommitLog opened) {
    closing = true;
    try {
      opened.close();
    } catch (IOException e) {
      if (failures == 0 && failedReads == 0 && !usurped) {
        violated("P14", "nothing had failed, and closing did", e);
      }
      failures++;
    }
  }

  /** Ends it in the history, if it had not ended. */
  void end(String how) {
    if (!ended) {
      ended = true;
      record(new Ended(how));
    }
  }

  // ------------------------------------------------------------------------- for its own threads

  @Override
  public void failed(TellingDisk.Kind kind, String name, IOException failure) {
    if (opening && failedOpening == null) {
      failedOpening = failure;
    }
    if (kind == TellingDisk.Kind.READS || kind == TellingDisk.Kind.OTHER) {
      failedReads++;
      return;
    }
    boolean refusesCapsule =
        failure instanceof DiskFullException
            && !Thread.currentThread().getName().startsWith("waymark-");
    if (!refusesCapsule && !usurped) {
      failures++;
      CommitLog known = log;
      record(new Failed(String.valueOf(failure.getMessage()), known == null ? 0 : known.tip()));
    }
  }

  IncarnationPlan plan() {
    return plan;
  }

  /** Returns the disk as this process has it. */
  Disk tellingDisk() {
    return life.sabotage().disk(new TellingDisk(machine.disk(), this));
  }

  boolean isUsurped() {
    return usurped;
  }

  Machine machine() {
    return machine;
  }

  Life life() {
    return life;
  }

  void record(HistoryEvent event) {
    life.recorder().record(number, event);
  }

  void violated(String property, String sentence, Object evidence) {
    life.recorder().violated(property, sentence, "incarnation " + number + ": " + evidence);
  }

  long nextCall() {
    return ++calls;
  }

  boolean isOpening() {
    return opening;
  }

  boolean isClosing() {
    return closing;
  }

  boolean isDone() {
    return clientsDone || closing;
  }

  private boolean isHalted() {
    CommitLog known = log;
    return known != null && known.haltCause().isPresent();
  }

  /** How many reads have failed so far, and other operations that change nothing. */
  long failedReads() {
    return failedReads;
  }

  /** A client was told of this commit. */
  void acknowledged(long sequence) {
    highestAnswered = Math.max(highestAnswered, sequence);
  }

  /** Somebody has just read the tip: it covers whatever anybody had been told before. */
  void readTip(long tip) {
    if (tip < highestAnswered) {
      violated("P13", "a tip is behind what was known before", tip + " < " + highestAnswered);
    }
    highestAnswered = Math.max(highestAnswered, tip);
  }
}
