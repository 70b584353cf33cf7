package org.waymark.check.media;

import java.io.IOException;
import java.util.List;
import org.waymark.CapsuleId;
import org.waymark.EvidenceRef;
import org.waymark.TxnToken;
import org.waymark.disk.Disk;

/** What is judged: something that opens logs and reads them. The shipped code, or a broken one. */
interface Subject {

  /**
   * Opens the log on a disk, recovering it.
   *
   * @param life a number for the incarnation's random bits, 1 or more
   * @throws org.waymark.LogRefusedException if the log is refused
   */
  Opened open(Disk disk, int life) throws IOException;

  /** A log that is open. */
  interface Opened {

    /** Returns the highest committed sequence. */
    long tip();

    /**
     * Reads a commit, all of it.
     *
     * @throws org.waymark.LogRefusedException if it is damaged
     */
    Read read(long sequence) throws IOException;

    /** Commits one more transaction, whose token and payload are always the same. */
    Known commit() throws IOException;

    /** Closes the log in order. */
    void close() throws IOException;
  }

  /**
   * A commit as it was read.
   *
   * @param sequence its sequence
   * @param time its commit time
   * @param token its token
   * @param capsule its capsule's id
   * @param beginSeq the snapshot that its proof records
   * @param written the pages written that its proof records
   * @param read the pages read that its proof records
   * @param evidence what its proof records that the client gave as evidence
   * @param payload its payload, from the first byte on; valid until the next read
   * @param length how many bytes the payload has
   */
  @SuppressWarnings("ArrayRecordComponent") // A carrier; never compared as a whole.
  record Read(
      long sequence,
      long time,
      TxnToken token,
      CapsuleId capsule,
      long beginSeq,
      long[] written,
      long[] read,
      List<EvidenceRef> evidence,
      byte[] payload,
      int length) {}
}
