package org.waymark;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.waymark.log.LogReader;
import org.waymark.log.Marker;
import org.waymark.log.Proof;

/** One commit of the durable history, as its marker tells it. Immutable; safe for many threads. */
public final class CommittedTransaction {
  private final LogReader reader;
  private final Marker marker;

  CommittedTransaction(LogReader reader, Marker marker) {
    this.reader = reader;
    this.marker = marker;
  }

  /**
   * What the decision to commit rested on, as the commit proof recorded it, and what the client
   * gave as evidence, on which it did not rest.
   *
   * @param beginSeq the tip at which the transaction's snapshot began
   * @param pagesWritten the write set, ascending (unsigned); owned by the receiver
   * @param pagesRead the read set, ascending (unsigned); owned by the receiver
   * @param references what the client named as evidence, in its order; unmodifiable
   * @param capsuleLength the payload's length in bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // A carrier that its receiver owns; never compared.
  public record Evidence(
      long beginSeq,
      long[] pagesWritten,
      long[] pagesRead,
      List<EvidenceRef> references,
      long capsuleLength) {}

  /** Returns the commit sequence, 1 or more. */
  public long sequence() {
    return marker.sequence();
  }

  /** Returns the commit time in Unix nanoseconds. */
  public long time() {
    return marker.time();
  }

  /** Returns the token that the client chose. */
  public TxnToken token() {
    return new TxnToken(marker.token().high(), marker.token().low());
  }

  /** Returns the identity of the capsule's content. */
  public CapsuleId capsuleId() {
    return new CapsuleId(marker.capsule().high(), marker.capsule().low());
  }

  /**
   * Reads the commit proof.
   *
   * @throws LogRefusedException if it is damaged
   */
  public Evidence readEvidence() throws IOException {
    Proof proof = CommitHistory.reading(() -> reader.proof(marker));
    return new Evidence(
        proof.beginSeq(),
        proof.writtenPages(),
        proof.readPages(),
        proof.evidence().stream().map(id -> new EvidenceRef(id.high(), id.low())).toList(),
        proof.capsuleLength());
  }

  /**
   * Opens the payload. Every byte is verified against the digests before it is handed out.
   *
   * <p>A read of the stream that meets damage throws a {@link LogRefusedException} too. One thread
   * at a time.
   *
   * @throws LogRefusedException if the commit proof is damaged
   */
  public InputStream openCapsule() throws IOException {
    return new Payload(CommitHistory.reading(() -> reader.capsule(reader.proof(marker))));
  }

  /** A capsule's stream that says in the public words what the log refuses. */
  private static final class Payload extends FilterInputStream {

    Payload(InputStream capsule) {
      super(capsule);
    }

    @Override
    public int read() throws IOException {
      return CommitHistory.reading(in::read);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return CommitHistory.reading(() -> in.read(target, offset, length));
    }

    @Override
    public long skip(long count) throws IOException {
      return CommitHistory.reading(() -> in.skip(count));
    }
  }

  @Override
  public String toString() {
    return "CommittedTransaction[sequence="
        + sequence()
        + ", time="
        + time()
        + ", token="
        + token()
        + ", capsule="
        + capsuleId()
        + "]";
  }
}
