package org.waymark.check.history;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One commit as somebody read it from the log. Immutable.
 *
 * @param sequence its commit sequence
 * @param time its commit time in Unix nanoseconds
 * @param token the transaction's token, 32 hexadecimal digits
 * @param capsule the capsule's id, 32 hexadecimal digits
 * @param reread the evidence and payload, or null if only the marker was read
 */
public record Commit(
    long sequence, long time, String token, String capsule, @Nullable Content reread) {

  /** Refuses null, but for what was not read. */
  public Commit {
    requireNonNull(token, "token");
    requireNonNull(capsule, "capsule");
  }

  /**
   * What lies behind a marker.
   *
   * @param beginSeq the snapshot that the proof records
   * @param pages the write set that the proof records, ascending
   * @param digest a digest of the payload's bytes, of the reader's own making
   * @param reads the read set that the proof records, ascending; null if it was not looked at
   */
  public record Content(
      long beginSeq,
      List<Long> pages,
      String digest,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Long> reads) {

    /** Copies the pages. */
    public Content {
      requireNonNull(digest, "digest");
      pages = List.copyOf(pages);
      reads = reads == null ? null : List.copyOf(reads);
    }

    /** What lies behind a marker, but for the read set. */
    public Content(long beginSeq, List<Long> pages, String digest) {
      this(beginSeq, pages, digest, null);
    }

    /** Returns whether this is what was submitted; the read set only if both sides tell of it. */
    private boolean isOf(HistoryEvent.Invoked submitted) {
      return beginSeq == submitted.beginSeq()
          && pages.equals(submitted.pages())
          && digest.equals(submitted.digest())
          && (reads == null || submitted.reads().isEmpty() || reads.equals(submitted.reads()));
    }
  }

  /** Returns whether this and the other are the same commit, however much of them was read. */
  boolean sameMarker(Commit other) {
    return sequence == other.sequence
        && time == other.time
        && token.equals(other.token)
        && capsule.equals(other.capsule);
  }

  /** Returns whether this is what was submitted, as far as it was read. */
  boolean isOf(HistoryEvent.Invoked submitted) {
    return capsule.equals(submitted.capsule()) && (reread == null || reread.isOf(submitted));
  }

  /** Returns the marker in a few words. */
  String words() {
    return token + " as " + sequence + " at " + time + " with capsule " + capsule;
  }
}
