package org.waymark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.waymark.CapsuleHandle;
import org.waymark.CommitLog;
import org.waymark.CommitResult;
import org.waymark.CommittedTransaction;
import org.waymark.EvidenceRef;
import org.waymark.LogHaltedException;
import org.waymark.Submission;
import org.waymark.Threads;

/**
 * Runs the transactions of an input, and prints their answers in input order.
 *
 * <p>The answers are those of running one line after the other. A line is nevertheless submitted
 * before the lines before it are answered, and shares their barriers, unless it depends on them: it
 * touches a page they wrote, writes a page they read, only reads, or began at a tip that is not
 * there yet.
 *
 * <p>One thread reads and submits, the calling thread prints: an input that pauses holds no answer
 * back, and a request to end is heard while the input is silent. At most {@value #WINDOW} lines are
 * under way at a time.
 */
final class InputRun {

  /** Most bytes of a line, and so of a transaction in JSON. */
  static final int MAX_LINE_BYTES = 16 << 20;

  static final int WINDOW = 1024;

  /**
   * How an input ended: lines by the name of their answer, and what ended it early, if anything.
   */
  record Outcome(Map<String, Long> answers, @Nullable Throwable failure) {

    boolean hasErrors() {
      return answers.containsKey("error");
    }
  }

  /** What the reading thread tells the printing one. */
  private sealed interface Entry {}

  /** A transaction whose answer is to come. */
  private record Submitted(String txn, CompletableFuture<CommitResult> answer) implements Entry {}

  /** A line whose answer, with this result, needed no log. */
  private record Refused(String result, String answer) implements Entry {}

  /**
   * A transaction that nothing could be submitted of, in this run; it may be committed all the
   * same.
   */
  private record Unsubmitted(long number, Transaction transaction, Exception cause)
      implements Entry {}

  /** No line follows, or none is wanted. */
  private record End() implements Entry {}

  private final CommitLog log;
  private final BoundedLines lines;
  private final Output out;
  private final TransactionParser parser = new TransactionParser();
  private final PendingPages pages = new PendingPages();
  private final Semaphore window = new Semaphore(WINDOW);
  private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
  private final Map<String, Long> counts = new TreeMap<>();

  /** The names whose outcome is unknown; only a halt makes any, so they are few. */
  private final Set<String> unknown = new HashSet<>();

  private volatile @Nullable Throwable failure;

  /** Guarded by {@link #entries}, so that nothing is submitted whose answer nobody prints. */
  private boolean stopped;

  InputRun(CommitLog log, InputStream in, Output out) {
    this.log = log;
    this.lines = new BoundedLines(in, MAX_LINE_BYTES);
    this.out = out;
  }

  /** Lets {@link #run} end as soon as what was submitted is answered. From any thread. */
  void stop() {
    entries.add(new End());
  }

  /** Runs the input to its end, to a failure, or until {@link #stop}. */
  Outcome run(Threads threads) throws IOException {
    threads.start("waymark-input", this::readAll);
    try {
      boolean more = true;
      while (more) {
        Entry entry = entries.take();
        more = !(entry instanceof End) && print(entry);
        window.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = e;
    } finally {
      refuseFurther();
    }
    for (Entry entry = entries.poll(); entry != null; entry = entries.poll()) {
      print(entry);
    }
    out.flush();
    return new Outcome(counts, failure);
  }

  private void refuseFurther() {
    synchronized (entries) {
      stopped = true;
    }
    window.release(WINDOW);
  }

  // ------------------------------------------------------------------------------------- printing

  /** Prints an answer when it is there; returns whether there is a log to go on with. */
  private boolean print(Entry entry) throws IOException {
    if (entry instanceof Refused refused) {
      count(refused.result());
      out.line(refused.answer());
    } else if (entry instanceof Submitted submitted) {
      if (!submitted.answer().isDone()) {
        out.flush();
      }
      print(submitted.txn(), submitted.answer().join());
    } else if (entry instanceof Unsubmitted unsubmitted) {
      print(unsubmitted);
    }
    if (entries.isEmpty()) {
      out.flush();
    }
    return log.haltCause().isEmpty();
  }

  private void print(String txn, CommitResult result) throws IOException {
    if (result instanceof CommitResult.OutcomeUnknown) {
      unknown.add(txn);
    }
    count(result.name());
    out.line(Answers.of(txn, result));
  }

  /** Looks up what became of a name before this says that it is not committed. */
  private void print(Unsubmitted line) throws IOException {
    String txn = line.transaction().txn();
    if (unknown.contains(txn)) {
      print(txn, new CommitResult.OutcomeUnknown(line.cause()));
      return;
    }
    CommittedTransaction earlier;
    boolean same;
    try {
      earlier = committed(line.transaction());
      same = earlier != null && hasCapsule(earlier, line.transaction().capsule());
    } catch (IOException e) {
      refuse(line, "whether it committed cannot be looked up: " + Answers.describe(e));
      return;
    }
    if (earlier == null) {
      print(txn, new CommitResult.NotCommitted(line.cause()));
    } else if (same) {
      print(txn, new CommitResult.Committed(earlier.sequence(), earlier.time()));
    } else {
      refuse(line, "already names the transaction with sequence " + earlier.sequence());
    }
  }

  private void refuse(Unsubmitted line, String message) throws IOException {
    count("error");
    out.line(Answers.error(line.number(), line.transaction().txn(), message));
  }

  private @Nullable CommittedTransaction committed(Transaction transaction) throws IOException {
    return transaction.isReadOnly()
        ? null
        : log.history().findByToken(transaction.token()).orElse(null);
  }

  private static boolean hasCapsule(CommittedTransaction earlier, byte[] capsule)
      throws IOException {
    try (InputStream stream = earlier.openCapsule()) {
      return Arrays.equals(stream.readNBytes(capsule.length + 1), capsule);
    }
  }

  private void count(String result) {
    counts.merge(result, 1L, Long::sum);
  }

  // ----------------------------------------------------------------------- reading and submitting

  private void readAll() {
    try {
      boolean more = true;
      while (more) {
        BoundedLines.Line line = lines.next();
        more = line != null && take(line);
      }
    } catch (Throwable e) {
      failure = e;
    } finally {
      entries.add(new End());
    }
  }

  /** Takes one line; returns whether the next one is wanted. */
  private boolean take(BoundedLines.Line line) throws IOException, InterruptedException {
    byte[] bytes = line.bytes();
    if (bytes == null) {
      return answer(Answers.error(line.number(), null, "longer than " + MAX_LINE_BYTES + " bytes"));
    }
    if (isBlank(bytes)) {
      return true;
    }
    try {
      return run(line.number(), parser.parse(bytes));
    } catch (TransactionParser.BadLineException e) {
      return answer(Answers.error(line.number(), e.txn(), String.valueOf(e.getMessage())));
    }
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private boolean answer(String error) throws InterruptedException {
    window.acquire();
    return add(new Refused("error", error));
  }

  private boolean run(long number, Transaction transaction)
      throws IOException, InterruptedException {
    window.acquire();
    try {
      CapsuleHandle capsule =
          transaction.isReadOnly() ? null : log.writeCapsule(transaction.capsule());
      return submit(transaction, capsule);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      return add(new Refused("error", Answers.error(number, transaction.txn(), message)));
    } catch (IOException | LogHaltedException e) {
      add(new Unsubmitted(number, transaction, e));
      throw e;
    }
  }

  private boolean submit(Transaction transaction, @Nullable CapsuleHandle capsule)
      throws InterruptedException {
    long[] reads = transaction.reads();
    long[] writes = transaction.pagesWritten();
    if (transaction.begin().isPresent()) {
      if (transaction.begin().getAsLong() > log.tip()) {
        pages.awaitAll();
      }
    } else if (capsule == null) {
      pages.awaitAll();
    } else {
      pages.awaitThoseTouching(reads, writes);
    }
    long begin = transaction.begin().orElseGet(log::tip);
    Submission submission =
        capsule == null
            ? Submission.readOnly(transaction.token(), begin)
            : Submission.of(transaction.token(), begin, capsule).writing(writes);
    submission =
        submission.reading(reads).withEvidence(transaction.evidence().toArray(new EvidenceRef[0]));
    synchronized (entries) {
      if (stopped) {
        return false;
      }
      var answer = log.commitAsync(submission).toCompletableFuture();
      pages.add(answer, reads, writes);
      return entries.add(new Submitted(transaction.txn(), answer));
    }
  }

  private boolean add(Entry entry) {
    synchronized (entries) {
      return !stopped && entries.add(entry);
    }
  }
}
