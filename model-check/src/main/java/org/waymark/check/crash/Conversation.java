package org.waymark.check.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.waymark.Answer;
import org.waymark.CapsuleHandle;
import org.waymark.CommitResult;
import org.waymark.LogHaltedException;
import org.waymark.Snapshot;
import org.waymark.Submission;
import org.waymark.SubmitResult;
import org.waymark.WriteCoordinator;
import org.waymark.check.Answers;
import org.waymark.check.history.Commit;
import org.waymark.check.history.HistoryEvent;
import org.waymark.log.Marker;
import org.waymark.log.ReadOnlyLog;

/**
 * What clients ask of an open log, and what they are told: one life of a process, from its opening
 * to its end. One thread.
 */
final class Conversation {
  private static final long HOUR = 3_600_000_000_000L;

  private final Setting setting;
  private final WorkloadRun run;
  private final Carried carried;
  private final WriteCoordinator log;

  /** Whose transactions the steps' numbers mean. */
  private final int own;

  private final Map<Long, CapsuleHandle> capsules = new HashMap<>();
  private final Map<Long, Snapshot> snapshots = new HashMap<>();

  /** The calls that wait for an answer, by transaction. */
  private final Map<Long, List<Long>> open = new HashMap<>();

  private long clock;
  private long calls;

  /** Calls that nothing was held against. */
  private long asked;

  private long acknowledged;

  /** Up to here commits were recovered or observed. */
  private long observed;

  private boolean writingCapsule;

  /**
   * What clients take along from one process to the next, while the machine stays on.
   *
   * @param begun the sequences at which transactions began, by number
   * @param handles the capsules that they had written, by number
   */
  record Carried(Map<Long, Long> begun, Map<Long, CapsuleHandle> handles) {
    Carried() {
      this(new HashMap<>(), new HashMap<>());
    }
  }

  Conversation(Setting setting, WorkloadRun run, Carried carried, WriteCoordinator log, int own) {
    this.setting = setting;
    this.run = run;
    this.carried = carried;
    this.log = log;
    this.own = own;
    this.clock = Setting.clockAt(run.history().life());
    this.observed = log.commitSeqTip();
  }

  WriteCoordinator log() {
    return log;
  }

  /** Returns whether a capsule is being written, which a full disk may refuse without harm. */
  boolean isWritingCapsule() {
    return writingCapsule;
  }

  /** Returns whether commits were asked for, and none came about. */
  boolean isFruitless() {
    return asked > 0 && acknowledged == 0;
  }

  /** Takes a step that the log's life outlasts. */
  void act(Step step) throws IOException {
    boolean outer = writingCapsule;
    writingCapsule = false;
    try {
      perform(step);
    } finally {
      writingCapsule = outer;
    }
  }

  private void perform(Step step) throws IOException {
    long number = Clients.number(own, step.transaction());
    switch (step.act()) {
      case BEGIN -> begin(number);
      case CAPSULE -> capsule(number);
      case SUBMIT -> submit(number);
      case REUSE -> reuse(number);
      case OLD_CAPSULE -> oldCapsule(number);
      case RETRY_UNANSWERED -> retryUnanswered();
      case FSYNC1 -> log.fsync1();
      case FSYNC2 -> log.appendMarkersAndFsync2();
      case DRAIN -> drain();
      case FLUSH -> answered(log.flushBatch());
      case COMMIT -> commit(number);
      case OBSERVE -> observe();
      case END -> end(number);
      case PRUNE -> log.prune();
      case CLOCK_BACK -> clock -= HOUR;
      case INTRUDE, REOPEN, DIE -> throw new IllegalArgumentException("no client's: " + step);
    }
  }

  private void begin(long number) {
    Snapshot snapshot = log.beginSnapshot();
    snapshots.put(number, snapshot);
    carried.begun().put(number, snapshot.beginSeq());
  }

  /** Whoever goes on without its snapshot may find that others have passed it by. */
  private void end(long number) {
    Snapshot snapshot = snapshots.remove(number);
    if (snapshot != null) {
      snapshot.close();
    }
  }

  private CapsuleHandle capsule(long number) throws IOException {
    CapsuleHandle handle = capsules.get(number);
    if (handle == null) {
      handle = write(setting.clients().client(number).payload);
      capsules.put(number, handle);
      carried.handles().put(number, handle);
    }
    return handle;
  }

  private CapsuleHandle write(byte[] payload) throws IOException {
    boolean outer = writingCapsule;
    writingCapsule = true;
    try {
      return log.writeCapsule(payload);
    } finally {
      writingCapsule = outer;
    }
  }

  private Submission submission(long number, long beginSeq) throws IOException {
    Clients.Client client = setting.clients().client(number);
    return Submission.of(client.token, beginSeq, capsule(number)).writing(client.pages);
  }

  /** Records the invocation; a retry repeats the submission as it was. */
  private Submission invoke(long number) throws IOException {
    Clients.Client client = setting.clients().client(number);
    HistoryEvent.Invoked first = run.history().invocation(client.tokenText);
    long beginSeq =
        first != null ? first.beginSeq() : carried.begun().getOrDefault(number, log.commitSeqTip());
    Submission submission = submission(number, beginSeq);
    asked++;
    run.record(
        new HistoryEvent.Invoked(
            ++calls,
            client.tokenText,
            beginSeq,
            client.pageList,
            client.text(capsule(number).id()),
            client.digest));
    open.computeIfAbsent(number, unseen -> new ArrayList<>()).add(calls);
    return submission;
  }

  private void submit(long number) throws IOException {
    Submission submission = invoke(number);
    try {
      SubmitResult result = log.submit(submission, ++clock);
      if (result instanceof CommitResult answer) {
        answeredAtOnce(number, answer);
      }
    } catch (LogHaltedException halted) {
      answeredAtOnce(number, new CommitResult.OutcomeUnknown(halted));
      throw halted;
    }
  }

  private void commit(long number) throws IOException {
    Submission submission = invoke(number);
    try {
      answeredAtOnce(number, log.submitAndCommit(submission, ++clock));
    } catch (LogHaltedException halted) {
      answeredAtOnce(number, new CommitResult.OutcomeUnknown(halted));
      throw halted;
    }
  }

  private void answeredAtOnce(long number, CommitResult result) {
    told(lastCall(number), result);
    run.reached(WorkloadRun.Where.ANSWERED);
  }

  /** The call just made has its answer; earlier ones of the same transaction wait for theirs. */
  private long lastCall(long number) {
    List<Long> waiting = Objects.requireNonNull(open.get(number));
    long call = waiting.remove(waiting.size() - 1);
    if (waiting.isEmpty()) {
      open.remove(number);
    }
    return call;
  }

  private void retryUnanswered() throws IOException {
    for (String token : run.history().unanswered()) {
      submit(Clients.numberOf(token));
    }
  }

  /** A token that names another transaction is a mistake of the client's, and leaves no trace. */
  private void reuse(long number) throws IOException {
    Clients.Client client = setting.clients().client(number);
    boolean known = open.containsKey(number) || run.history().isAcknowledged(client.tokenText);
    if (!known) {
      return;
    }
    byte[] other = client.payload.clone();
    other[0] ^= 1;
    CapsuleHandle handle = write(other);
    Submission submission =
        Submission.of(client.token, log.commitSeqTip(), handle).writing(client.pages);
    try {
      SubmitResult result = log.submit(submission, ++clock);
      throw new IllegalStateException("a reused token was answered " + result);
    } catch (IllegalArgumentException refused) {
      setting.counts().reusesRefused++;
    }
  }

  /**
   * A capsule that another process wrote may be gone, so its handle is refused; the transaction is
   * left alone if it may have been submitted.
   */
  private void oldCapsule(long number) throws IOException {
    Clients.Client client = setting.clients().client(number);
    CapsuleHandle handle = carried.handles().get(number);
    boolean submitted = run.history().invocation(client.tokenText) != null;
    if (handle == null || submitted || capsules.containsKey(number)) {
      return;
    }
    capsules.put(number, handle);
    try {
      submit(number);
    } catch (IllegalArgumentException refused) {
      capsules.remove(number);
      asked--;
      run.record(new HistoryEvent.Answered(lastCall(number), "refused", 0, 0, List.of()));
    }
  }

  /** Reads what has committed since, and asks a reader beside the log for the last of it. */
  private void observe() {
    try {
      look();
    } catch (IOException unreadable) {
      run.record(new HistoryEvent.Refused("read: " + unreadable.getMessage()));
    }
  }

  private void look() throws IOException {
    for (Commit commit : setting.clients().readFrom(observed + 1, log.history())) {
      run.record(new HistoryEvent.Observed(commit));
      observed = commit.sequence();
    }
    try (ReadOnlyLog beside = ReadOnlyLog.open(run.disk())) {
      if (beside.tip() > 0) {
        Marker last = beside.reader().marker(beside.tip());
        String capsule = last.capsule().toString();
        String token = last.token().toString();
        run.record(
            new HistoryEvent.Observed(
                new Commit(last.sequence(), last.time(), token, capsule, null)));
      }
    }
  }

  /** Takes the answers. */
  void drain() {
    answered(log.drainCommitted());
  }

  private void answered(List<Answer> answers) {
    for (Answer answer : answers) {
      answer(answer.token().low(), answer.result());
    }
    if (!answers.isEmpty()) {
      run.reached(WorkloadRun.Where.ANSWERED);
    }
  }

  /** Whoever waits for that transaction has its answer; nobody does if it was drained before. */
  private void answer(long number, CommitResult result) {
    List<Long> waiting = open.remove(number);
    if (waiting == null) {
      told(0, result); // An answer that nobody asked for: the oracle says so.
    } else {
      waiting.forEach(call -> told(call, result));
    }
  }

  private void told(long call, CommitResult result) {
    run.record(Answers.recorded(call, result));
    if (result instanceof CommitResult.Committed) {
      acknowledged++;
    } else if (!(result instanceof CommitResult.OutcomeUnknown)) {
      asked--;
    }
    if (result instanceof CommitResult.FcwConflict) {
      setting.counts().conflicts++;
    }
  }
}
