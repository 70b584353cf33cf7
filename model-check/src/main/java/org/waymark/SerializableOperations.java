package org.waymark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jetbrains.lincheck.datastructures.Operation;
import org.waymark.log.Extent;
import org.waymark.log.Id128;
import org.waymark.log.Incarnation;
import org.waymark.observe.CommitObserver;
import org.waymark.observe.GuardedObserver;

/**
 * Admission of transactions that read: who is refused depends on who came before, and on nothing
 * else. Sets of pages are bit masks, of which bit 0 stands for page 1.
 */
public final class SerializableOperations {
  private static final int GROUP_MAX = 8;
  private static final int PROOF_BYTES = 1 << 16;
  private static final int MASK_BITS = 4;

  private final CommitState state =
      new CommitState(
          0, new Admission(NewCommitLog.OPTIONS), new GuardedObserver(CommitObserver.NONE));

  /** Admits a transaction as of a snapshot; one that writes nothing only reads. */
  @Operation
  public String admit(int transaction, int read, int written, int beginSeq) {
    return CommitStateOperations.words(
        state.admit(submission(transaction, read, written, beginSeq), 0, null, true));
  }

  /** Takes all that is pending through both barriers; for one thread. */
  @Operation
  public long publish() {
    Group group = state.claimPending(GROUP_MAX, sequence -> GROUP_MAX, PROOF_BYTES);
    if (group != null) {
      state.completeFsync1(group);
      state.claimCovered();
      state.startMarkers(group);
      state.publish(group);
    }
    return state.tip();
  }

  private static Submission submission(int transaction, int read, int written, int beginSeq) {
    TxnToken token = new TxnToken(0, transaction);
    if (written == 0) {
      return Submission.readOnly(token, beginSeq).reading(pages(read));
    }
    Extent extent = new Extent(new Id128(1, transaction), 4096, 1, 1, 1);
    CapsuleHandle capsule = new CapsuleHandle(new Incarnation(1, 1), extent);
    return Submission.of(token, beginSeq, capsule).reading(pages(read)).writing(pages(written));
  }

  private static long[] pages(int mask) {
    return LongStream.rangeClosed(1, MASK_BITS)
        .filter(page -> (mask >> (page - 1) & 1) != 0)
        .toArray();
  }

  /** The rules, asked of a list of all that were admitted. */
  public static final class Specification {
    private static final int NOBODY = Integer.MAX_VALUE;

    private final List<Past> admitted = new ArrayList<>();
    private int last;
    private int tip;

    /**
     * An admitted transaction.
     *
     * @param lowestOut the lowest end of who had overwritten what it read when it was admitted
     */
    private record Past(int end, int read, int written, int lowestOut) {}

    /** Admits a transaction unless first committer wins, or a dangerous structure, forbids it. */
    public String admit(int transaction, int read, int written, int beginSeq) {
      int out = NOBODY;
      int in = 0;
      boolean pivot = false;
      for (Past past : admitted) {
        boolean later = past.end() > beginSeq;
        if (later && (past.written() & written) != 0) {
          return "fcw_conflict";
        }
        if (later && (past.written() & read) != 0) {
          out = Math.min(out, past.end());
          pivot |= past.lowestOut() <= (written == 0 ? beginSeq : NOBODY - 1);
        }
        if ((past.read() & written) != 0) {
          in = Math.max(in, past.end());
        }
      }
      if (out <= in || pivot) {
        return "ssi_conflict";
      }
      last += written == 0 ? 0 : 1;
      admitted.add(new Past(written == 0 ? beginSeq : last, read, written, out));
      return written == 0 ? "serializable_at" : "admitted " + last;
    }

    /** Everything admitted is committed. */
    public long publish() {
      tip = last;
      return tip;
    }
  }
}
