package org.waymark.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.waymark.CommitResult;

/**
 * Which pages the transactions that wait for their answers have read and written: tells a new one
 * whom it must wait for, so that it is as if they had been run one after the other. One thread.
 */
final class PendingPages {

  /** A transaction that was submitted. */
  @SuppressWarnings("ArrayRecordComponent") // A carrier; never compared.
  private record Pending(CompletableFuture<CommitResult> answer, long[] reads, long[] writes) {}

  /** Most pages remembered; before there are more, the oldest transactions are waited for. */
  private static final int MAX_PAGES = 1 << 18;

  private final Deque<Pending> pending = new ArrayDeque<>();
  private final Map<Long, Pending> lastReader = new HashMap<>();
  private final Map<Long, Pending> lastWriter = new HashMap<>();

  /**
   * Adds a transaction, the newest. One that is answered already was not admitted and is none to
   * wait for; the others are answered in the order in which they are added, so that waiting for the
   * newest of them is waiting for all.
   */
  void add(CompletableFuture<CommitResult> answer, long[] reads, long[] writes) {
    if (answer.isDone()) {
      return;
    }
    Pending one = new Pending(answer, reads, writes);
    pending.add(one);
    for (long page : reads) {
      lastReader.put(page, one);
    }
    for (long page : writes) {
      lastWriter.put(page, one);
    }
    while (lastReader.size() + lastWriter.size() > MAX_PAGES) {
      pending.getFirst().answer().join();
      forgetAnswered();
    }
  }

  /**
   * Waits for every transaction that wrote what this one reads or writes, or read what it writes.
   */
  void awaitThoseTouching(long[] reads, long[] writes) {
    for (long page : reads) {
      await(lastWriter.get(page));
    }
    for (long page : writes) {
      await(lastWriter.get(page));
      await(lastReader.get(page));
    }
    forgetAnswered();
  }

  /** Waits for every transaction. */
  void awaitAll() {
    await(pending.peekLast());
    forgetAnswered();
  }

  private static void await(@Nullable Pending one) {
    if (one != null) {
      one.answer().join();
    }
  }

  private void forgetAnswered() {
    while (!pending.isEmpty() && pending.getFirst().answer().isDone()) {
      Pending one = pending.removeFirst();
      for (long page : one.reads()) {
        lastReader.remove(page, one);
      }
      for (long page : one.writes()) {
        lastWriter.remove(page, one);
      }
    }
  }
}
