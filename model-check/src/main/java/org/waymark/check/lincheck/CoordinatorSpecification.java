package org.waymark.check.lincheck;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the write coordinator's linearizable operations answer when they are called one after
 * another: the contract, for one thread, without disk, lock and bytes.
 *
 * <p>Sequence 1 committed before the operations begin. Transaction {@code t} is named by its token
 * and writes page {@code t}; the even ones write page {@value #CONTESTED} too; transaction 0 only
 * reads. A barrier is a claim and a completion by the same caller. A claim of a barrier that
 * somebody else has claimed waits, so in this order of the operations it is never answered: {@value
 * #WAITS} stands for that, and no coordinator says it.
 */
public final class CoordinatorSpecification {
  /** The page that transactions of even number write. */
  public static final long CONTESTED = 99;

  /** The most commits in a group. */
  public static final int GROUP_MAX = 2;

  /** The slots of a marker segment. */
  public static final int SLOTS = 4;

  private static final String WAITS = "waits";

  /** Transactions by sequence, pending ones too; sequence 1 is a stranger's. */
  private final List<Integer> admitted = new ArrayList<>(List.of(-1));

  /** Groups in FSYNC_1 and FSYNC_2: their sizes by who claimed them; one of each at most. */
  private final Map<Integer, Integer> inFsync1 = new HashMap<>();

  private final Map<Integer, Integer> inFsync2 = new HashMap<>();

  /** The sizes of the groups between the barriers. */
  private final Deque<Integer> covered = new ArrayDeque<>();

  private final Map<Integer, Integer> leases = new TreeMap<>();
  private int claimed = 1;
  private int tip = 1;
  private int drained = 1;
  private int epoch = 1;
  private int floor;
  private boolean shuttingDown;
  private String halt = "";

  // ------------------------------------------------------------------- steps 1 to 3: admission

  /** Step 1: the answer that is final at once, or that there is nothing against it. */
  public String validate(int transaction, int beginSeq) {
    int known = admitted.indexOf(transaction) + 1;
    if (known > 0) {
      return known <= tip ? committed(known) : Words.VALID;
    }
    if (shuttingDown) {
      return "shutting down";
    }
    if (beginSeq > tip) {
      return "in the future of " + tip;
    }
    if (beginSeq < floor) {
      return "older than " + floor;
    }
    List<Long> lost =
        Stream.of((long) transaction, CONTESTED)
            .filter(page -> writes(transaction, page) && latestWriter(page) > beginSeq)
            .toList();
    if (!lost.isEmpty()) {
      return "conflict on " + lost;
    }
    return transaction == 0 ? "serializable at " + beginSeq : Words.VALID;
  }

  private static boolean writes(int transaction, long page) {
    return transaction > 0 && (page == transaction || (page == CONTESTED && transaction % 2 == 0));
  }

  private int latestWriter(long page) {
    int latest = 0;
    for (int sequence = 1; sequence <= admitted.size(); sequence++) {
      latest = writes(admitted.get(sequence - 1), page) ? sequence : latest;
    }
    return latest;
  }

  /** Steps 1 to 3: admits, or joins the pending commit of the same token, or answers at once. */
  public String submit(int transaction, int beginSeq) {
    if (halted()) {
      return halt;
    }
    String answer = validate(transaction, beginSeq);
    if (!answer.equals(Words.VALID)) {
      return answer;
    }
    if (!admitted.contains(transaction)) {
      admitted.add(transaction);
    }
    return Words.admitted(admitted.indexOf(transaction) + 1);
  }

  // --------------------------------------------------------------------------- step 4: FSYNC_1

  /** Claims the oldest unclaimed commits, of one segment; returns how many. */
  public String claimFsync1(int caller) {
    if (!inFsync1.isEmpty()) {
      return WAITS;
    }
    if (halted()) {
      return halt;
    }
    int room = SLOTS - claimed % SLOTS;
    int size = Math.min(admitted.size() - claimed, Math.min(GROUP_MAX, room));
    if (size > 0) {
      inFsync1.put(caller, size);
      claimed += size;
    }
    return Words.claimed(size);
  }

  /** The caller's group is covered. */
  public String completeFsync1(int caller) {
    Integer size = inFsync1.remove(caller);
    if (size == null) {
      return Words.NOTHING;
    }
    if (halted()) {
      return halt;
    }
    covered.add(size);
    return Words.covered(size);
  }

  /** The disk fails the caller in FSYNC_1. */
  public String failFsync1(int caller, int at) {
    return inFsync1.remove(caller) == null ? Words.NOTHING : haltBy(caller);
  }

  // ----------------------------------------------------------- steps 5 to 7: FSYNC_2, publish

  /** Claims the oldest covered group; returns its size. */
  public String claimFsync2(int caller) {
    if (!inFsync2.isEmpty()) {
      return WAITS;
    }
    if (halted()) {
      return halt;
    }
    int size = covered.isEmpty() ? 0 : covered.remove();
    if (size > 0) {
      inFsync2.put(caller, size);
    }
    return Words.claimed(size);
  }

  /** The caller's group is committed, and the tip is its last. */
  public String completeFsync2(int caller) {
    Integer size = inFsync2.remove(caller);
    if (size == null) {
      return Words.NOTHING;
    }
    if (halted()) {
      return halt;
    }
    tip += size;
    epoch++;
    return "published";
  }

  /** The disk fails the caller in FSYNC_2. */
  public String failFsync2(int caller, int at) {
    return inFsync2.remove(caller) == null ? Words.NOTHING : haltBy(caller);
  }

  // --------------------------------------------------------------------------- step 8: answers

  /** The answers that nobody has taken, in sequence order. */
  public String drain() {
    int last = halted() ? admitted.size() : tip;
    List<String> answers = new ArrayList<>();
    while (drained < last) {
      drained++;
      answers.add(drained <= tip ? committed(drained) : Words.ended(drained, halt));
    }
    return answers.toString();
  }

  // ------------------------------------------------------------------------------ reads, snapshots

  /** The highest committed sequence. */
  public long tip() {
    return tip;
  }

  /** Admitted, not committed, and not ended by a halt. */
  public long pending() {
    return halted() ? 0 : admitted.size() - tip;
  }

  /** How many groups were published. */
  public long epoch() {
    return epoch;
  }

  /** Why the log has halted; empty if it has not. */
  public String cause() {
    return halt;
  }

  /** Begins the caller's snapshot, if it has none; returns where it began. */
  public long begin(int caller) {
    return leases.computeIfAbsent(caller, any -> tip);
  }

  /** Ends the caller's snapshot, if it has one. */
  public void end(int caller) {
    leases.remove(caller);
  }

  /** Raises the floor to the oldest lease, or to the tip if there is none; returns it. */
  public long prune() {
    int oldest = leases.values().stream().mapToInt(Integer::intValue).min().orElse(tip);
    floor = Math.max(floor, oldest);
    return floor;
  }

  // --------------------------------------------------------------------------- shutdown and halt

  /** No new submission is taken from here on. */
  public void shutdown() {
    shuttingDown = true;
  }

  /** The disk fails the caller while it writes a capsule. */
  public String failCapsule(int caller) {
    return haltBy(caller);
  }

  /** Whether the answers fit what was written; asked when nothing is under way. */
  public String settled() {
    return Words.SETTLED;
  }

  /** The clock stands still, so each commit time is just above the one before. */
  private static String committed(int sequence) {
    return Words.committed(sequence, StandingTime.UNIX_NANOS + sequence - 1);
  }

  private boolean halted() {
    return !halt.isEmpty();
  }

  private String haltBy(int caller) {
    if (!halted()) {
      halt = Words.haltedBy(caller);
    }
    return halt;
  }
}
