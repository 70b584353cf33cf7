package org.waymark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the stepwise API does when one thread calls it: the contract, as plainly as Java can say it.
 *
 * <p>Answers are sentences, so that a difference reads well: {@code "admitted 5"}, {@code
 * "committed 5 at 17"}. Its only data structures are lists and maps; it has no disk, no lock and no
 * notion of a capsule's bytes but their name.
 */
final class SequentialModel {

  /** The limits that a test may choose. */
  record Bounds(
      int groupCommitMax, int markersPerSegment, int retryWindow, int indexPages, int leases) {}

  /**
   * A submission.
   *
   * @param capsule the content of the capsule by name; empty if the transaction only reads
   * @param evidence references by number, which no answer depends on: this model never looks at
   *     them
   */
  record Txn(
      long token,
      long beginSeq,
      List<Long> writes,
      List<Long> reads,
      String capsule,
      List<Long> evidence) {}

  /** A commit, pending or committed. */
  record Commit(long sequence, long time, Txn txn) {}

  /**
   * An admitted transaction, as others meet it.
   *
   * @param end its sequence, or its beginSeq if it only reads
   * @param lowestOut the lowest end of those that overwrote what it had read when it was admitted
   */
  private record Past(long end, long lowestOut, List<Long> writes, List<Long> reads) {

    boolean wrote() {
      return !writes.isEmpty();
    }
  }

  private static final long NOBODY = Long.MAX_VALUE;

  private record Lease(long beginSeq, long deadline) {}

  private final Bounds bounds;
  private final List<Commit> committed = new ArrayList<>();
  private final List<Commit> pending = new ArrayList<>();
  private final Deque<Integer> covered = new ArrayDeque<>();
  private final List<String> answers = new ArrayList<>();
  private final Map<Long, Long> latestWriter = new HashMap<>();
  private final List<Past> admitted = new ArrayList<>();

  /** Of each page that somebody read or wrote, the last sequence that there was then. */
  private final Map<Long, Long> touched = new HashMap<>();

  private final Map<Integer, Lease> leases = new HashMap<>();
  private long base;
  private long floor;
  private long epoch;
  private boolean shuttingDown;

  SequentialModel(Bounds bounds) {
    this.bounds = bounds;
  }

  long tip() {
    return committed.size();
  }

  long floor() {
    return floor;
  }

  long pendingCount() {
    return pending.size();
  }

  long currentEpoch() {
    return epoch;
  }

  List<Commit> committed() {
    return committed;
  }

  /** Step 1: the answer that is final at once, or "" if {@link #submit} would admit or join. */
  String validate(Txn txn) {
    if (!txn.capsule().isEmpty() && txn.writes().isEmpty()) {
      return "error";
    }
    Commit known = remembered(txn.token());
    if (known != null) {
      if (!known.txn().capsule().equals(txn.capsule())) {
        return "error";
      }
      return known.sequence() <= tip() ? committed(known) : "";
    }
    if (shuttingDown) {
      return "shutting down";
    }
    if (txn.beginSeq() > tip()) {
      return "in the future of " + tip();
    }
    long lowest = Math.max(floor, tip() - bounds.retryWindow());
    if (txn.beginSeq() < lowest) {
      return "older than " + lowest;
    }
    List<Long> conflicts = new ArrayList<>(txn.writes());
    conflicts.removeIf(page -> latestWriter.getOrDefault(page, 0L) <= txn.beginSeq());
    if (!conflicts.isEmpty()) {
      return "conflict on " + conflicts;
    }
    String danger = danger(txn);
    if (!danger.isEmpty()) {
      return danger;
    }
    boolean isRecorded = !txn.writes().isEmpty() || txn.beginSeq() > floor;
    if (isRecorded && !hasRoomFor(txn)) {
      return "no room";
    }
    return txn.capsule().isEmpty() ? "serializable at " + txn.beginSeq() : "";
  }

  /** The rules of serializable snapshot isolation, asked of everything that was admitted. */
  private String danger(Txn txn) {
    long out = lowestOut(txn);
    Past in =
        admitted.stream()
            .filter(past -> !Collections.disjoint(past.reads(), txn.writes()))
            .max(Comparator.comparingLong(Past::end).thenComparing(Past::wrote))
            .orElse(null);
    if (in != null && out <= in.end()) {
      String which = in.wrote() ? " which wrote and " : " which read and ";
      return "pivot between " + in.end() + which + out;
    }
    long mostOut = txn.writes().isEmpty() ? txn.beginSeq() : NOBODY - 1;
    return overwriters(txn)
        .filter(past -> past.lowestOut() <= mostOut)
        .max(Comparator.comparingLong(Past::end))
        .map(past -> "before pivot " + past.end() + " before " + past.lowestOut())
        .orElse("");
  }

  private long lowestOut(Txn txn) {
    return overwriters(txn).mapToLong(Past::end).min().orElse(NOBODY);
  }

  /** Who wrote what the transaction reads, after it began. */
  private Stream<Past> overwriters(Txn txn) {
    return admitted.stream()
        .filter(past -> past.end() > txn.beginSeq())
        .filter(past -> !Collections.disjoint(past.writes(), txn.reads()));
  }

  private boolean hasRoomFor(Txn txn) {
    Set<Long> written = new HashSet<>(latestWriter.keySet());
    written.addAll(txn.writes());
    Set<Long> pages = new HashSet<>(touched.keySet());
    pages.addAll(txn.writes());
    pages.addAll(txn.reads());
    long writers = admitted.stream().mapToLong(past -> past.writes().size()).sum();
    return Math.max(written.size(), Math.max(pages.size(), writers + txn.writes().size()))
        <= bounds.indexPages();
  }

  private void admit(Txn txn, long end) {
    admitted.add(new Past(end, lowestOut(txn), txn.writes(), txn.reads()));
    txn.reads().forEach(page -> touched.put(page, last()));
    txn.writes().forEach(page -> touched.put(page, last()));
  }

  /** Steps 1 to 3. */
  String submit(Txn txn, long now) {
    String answer = validate(txn);
    if (answer.startsWith("serializable") && txn.beginSeq() > floor) {
      admit(txn, txn.beginSeq());
    }
    if (!answer.isEmpty()) {
      return answer;
    }
    Commit known = remembered(txn.token());
    if (known != null) {
      return "admitted " + known.sequence();
    }
    long lastTime = last() == 0 ? 0 : at(last()).time();
    if (lastTime == Long.MAX_VALUE) {
      return "error";
    }
    Commit commit = new Commit(last() + 1, Math.max(now, lastTime + 1), txn);
    pending.add(commit);
    admit(txn, commit.sequence());
    txn.writes().forEach(page -> latestWriter.put(page, commit.sequence()));
    return "admitted " + commit.sequence();
  }

  /** Step 4. */
  int fsync1() {
    int waiting = covered.stream().mapToInt(Integer::intValue).sum();
    long slotsUsed = (tip() + waiting - base) % bounds.markersPerSegment();
    int group =
        Math.min(
            pending.size() - waiting,
            Math.min(bounds.groupCommitMax(), bounds.markersPerSegment() - (int) slotsUsed));
    if (group > 0) {
      covered.add(group);
    }
    return group;
  }

  /** Steps 5 to 7 for every covered group. */
  List<Long> appendMarkersAndFsync2() {
    List<Long> markers = new ArrayList<>();
    while (!covered.isEmpty()) {
      markers.addAll(completeOldest());
    }
    return markers;
  }

  private List<Long> completeOldest() {
    List<Long> markers = new ArrayList<>();
    for (int left = covered.remove(); left > 0; left--) {
      Commit commit = pending.remove(0);
      committed.add(commit);
      answers.add(committed(commit));
      markers.add(commit.sequence());
    }
    epoch++;
    return markers;
  }

  /** Step 8. */
  List<String> drainCommitted() {
    List<String> drained = List.copyOf(answers);
    answers.clear();
    return drained;
  }

  /** One group through the protocol, then the answers. */
  List<String> flushBatch() {
    if (covered.isEmpty()) {
      fsync1();
    }
    if (!covered.isEmpty()) {
      completeOldest();
    }
    return drainCommitted();
  }

  /** The whole protocol for one submission, which takes its own answer only. */
  String submitAndCommit(Txn txn, long now) {
    boolean joins = remembered(txn.token()) != null;
    String admitted = submit(txn, now);
    if (!admitted.startsWith("admitted")) {
      return admitted;
    }
    long sequence = Long.parseLong(admitted.substring("admitted ".length()));
    while (tip() < sequence) {
      if (covered.isEmpty()) {
        fsync1();
      }
      completeOldest();
    }
    String own = committed(at(sequence));
    // Who joined a pending commit leaves its answer to the one who submitted it.
    if (!joins) {
      answers.remove(own);
    }
    return own;
  }

  /** Returns the snapshot's beginSeq, or -1 if no lease is left. */
  long beginSnapshot(int name, long monotonicNow, long deadline) {
    leases.values().removeIf(lease -> lease.deadline() <= monotonicNow);
    if (leases.size() == bounds.leases()) {
      return -1;
    }
    leases.put(name, new Lease(tip(), deadline));
    return tip();
  }

  void endSnapshot(int name) {
    leases.remove(name);
  }

  long prune(long monotonicNow) {
    leases.values().removeIf(lease -> lease.deadline() <= monotonicNow);
    long oldest = leases.values().stream().mapToLong(Lease::beginSeq).min().orElse(tip());
    floor = Math.max(floor, oldest);
    latestWriter.values().removeIf(sequence -> sequence <= floor);
    touched.values().removeIf(sequence -> sequence <= floor);
    admitted.removeIf(past -> past.end() <= floor);
    return floor;
  }

  void initiateShutdown() {
    shuttingDown = true;
  }

  /** Ends this incarnation and begins the next; {@code tip} is what recovery says it found. */
  void reopen(long tip) {
    while (tip() < tip) {
      committed.add(pending.remove(0));
    }
    pending.clear();
    covered.clear();
    answers.clear();
    latestWriter.clear();
    touched.clear();
    admitted.clear();
    leases.clear();
    base = tip();
    floor = tip();
    epoch = 0;
    shuttingDown = false;
  }

  private long last() {
    return tip() + pending.size();
  }

  private Commit at(long sequence) {
    return sequence <= tip()
        ? committed.get((int) sequence - 1)
        : pending.get((int) (sequence - tip()) - 1);
  }

  /** The pending commits and the last W committed ones are known by token. */
  private @Nullable Commit remembered(long token) {
    for (long s = last(); s > Math.max(0, tip() - bounds.retryWindow()); s--) {
      if (at(s).txn().token() == token) {
        return at(s);
      }
    }
    return null;
  }

  private static String committed(Commit commit) {
    return "committed " + commit.sequence() + " at " + commit.time();
  }
}
