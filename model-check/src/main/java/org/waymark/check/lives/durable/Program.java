package org.waymark.check.lives.durable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.waymark.TxnToken;

/**
 * A small concurrent program over one coordinator: what each thread calls, one call after another.
 * When all threads are done, the main thread completes and answers what is left. Immutable.
 *
 * @param name for people
 * @param threads of each thread, its calls
 * @param pagesOf the write set of each transaction by its number; 0 is the one that committed
 *     before
 * @param markersPerSegment the slots of a marker segment
 * @param groupCommitMax the most commits in a group
 */
record Program(
    String name,
    List<List<Action>> threads,
    List<List<Long>> pagesOf,
    int markersPerSegment,
    int groupCommitMax) {

  private static final long TOKEN_HIGH = 0x6475_7261_626c_6500L;
  private static final int TRANSACTIONS = 8;
  private static final List<List<Long>> DISJOINT = disjoint();

  /** The page that all transactions of a contentious program write. */
  private static final long CONTESTED = 99;

  private static List<List<Long>> disjoint() {
    List<List<Long>> pages = new ArrayList<>();
    for (long number = 0; number < TRANSACTIONS; number++) {
      pages.add(List.of(number + 1));
    }
    return List.copyOf(pages);
  }

  private static List<List<Long>> contested() {
    return DISJOINT.stream().map(own -> List.of(own.get(0), CONTESTED)).toList();
  }

  private static Program of(
      String name, List<List<Long>> pages, int markers, int groups, String... threads) {
    List<List<Action>> calls =
        Arrays.stream(threads)
            .map(thread -> Arrays.stream(thread.split(", ")).map(Action::of).toList())
            .toList();
    return new Program(name, calls, pages, markers, groups);
  }

  /** Returns the programs of which all schedules within a bound are run. */
  static List<Program> all() {
    return List.of(
        of("one writer", DISJOINT, 8, 4, "submit 1, tip", "fsync1", "append, drain"),
        of(
            "two writers",
            DISJOINT,
            8,
            4,
            "submit 1",
            "submit 2",
            "fsync1, fsync1",
            "append, append, drain"),
        of(
            "a reader",
            DISJOINT,
            8,
            4,
            "submit 1",
            "fsync1",
            "append, drain",
            "tip, begin, validate 2, submit 2, end, tip"),
        of("a conflict", contested(), 8, 4, "submit 1", "begin, submit 2, end", "fsync1, append"),
        of(
            "a validated conflict",
            contested(),
            8,
            4,
            "submit 1",
            "validate 2, begin, validate 2, submit 2, end",
            "fsync1, append"),
        of("a retry", DISJOINT, 8, 4, "submit 1", "submit 1, drain", "fsync1, append, submit 1"),
        of(
            "groups of one",
            DISJOINT,
            8,
            1,
            "submit 1, submit 2",
            "fsync1, fsync1",
            "append, append, tip"),
        of(
            "a full segment",
            DISJOINT,
            2,
            2,
            "submit 1, submit 2",
            "fsync1, fsync1, epoch",
            "append, append, drain"),
        of(
            "two of each barrier",
            DISJOINT,
            8,
            1,
            "submit 1, submit 2",
            "fsync1",
            "fsync1, append",
            "append, drain"),
        of(
            "two that drain",
            DISJOINT,
            8,
            4,
            "submit 1, fsync1, append, drain",
            "submit 2, fsync1, append, drain"),
        of(
            "a pruner",
            contested(),
            8,
            4,
            "begin, submit 1, end, prune",
            "fsync1, append, prune, pending",
            "submit 2"));
  }

  /** Draws a program of two or three writers, one or two callers of each barrier, and a reader. */
  static Program draw(SplittableRandom random) {
    List<List<Action>> threads = new ArrayList<>();
    int transaction = 0;
    int writers = 2 + random.nextInt(2);
    for (int i = 0; i < writers; i++) {
      List<Action> calls = new ArrayList<>();
      for (int j = 0; j < 2; j++) {
        transaction++;
        int lease = random.nextInt(3);
        int chosen = random.nextInt(6) == 0 ? 1 : transaction;
        calls.addAll(
            switch (lease) {
              case 0 -> list("begin, submit " + chosen + ", end");
              case 1 -> list("validate " + chosen + ", submit " + chosen + ", tip");
              default -> list("submit " + chosen);
            });
      }
      threads.add(calls);
    }
    threads.add(list(random.nextBoolean() ? "fsync1, fsync1, fsync1" : "fsync1, append, fsync1"));
    threads.add(
        list(random.nextBoolean() ? "append, drain, append, tip" : "fsync1, append, append"));
    threads.add(list(random.nextBoolean() ? "tip, drain, tip, pending" : "begin, prune, epoch"));
    return new Program(
        "drawn",
        threads,
        random.nextBoolean() ? DISJOINT : contested(),
        2 + random.nextInt(4),
        1 + random.nextInt(2));
  }

  private static List<Action> list(String words) {
    return Arrays.stream(words.split(", ")).map(Action::of).toList();
  }

  /** Returns a transaction's write set. */
  List<Long> pages(int transaction) {
    return pagesOf.get(transaction);
  }

  long[] pageArray(int transaction) {
    return pages(transaction).stream().mapToLong(Long::longValue).toArray();
  }

  /** Returns the token that names a transaction. */
  static TxnToken token(int transaction) {
    return new TxnToken(TOKEN_HIGH, transaction);
  }

  /** Returns the number of the transaction that a token names. */
  static int transaction(TxnToken token) {
    return token.high() == TOKEN_HIGH ? (int) token.low() : -1;
  }

  /** Returns a transaction's payload. */
  static byte[] payload(int transaction) {
    byte[] payload = new byte[24];
    Arrays.fill(payload, (byte) (transaction + 1));
    return payload;
  }

  /** Returns the calls of each thread, a line each. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    text.append(" (").append(markersPerSegment).append(" markers a segment, groups of at most ");
    text.append(groupCommitMax).append(", pages ").append(pagesOf).append(')');
    for (int i = 0; i < threads.size(); i++) {
      text.append("\n  thread ").append(i).append(": ").append(threads.get(i));
    }
    return text.toString();
  }
}
