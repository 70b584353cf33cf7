package org.waymark.check.lives;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.waymark.CommittedTransaction;
import org.waymark.TxnToken;
import org.waymark.check.history.Commit;

/**
 * One transaction as its client knows it. The payload follows from the token, so that a retry makes
 * the same bytes. Immutable.
 *
 * @param token names it
 * @param beginSeq its snapshot
 * @param pages its write set, ascending; empty if it only reads
 * @param reads its read set, ascending
 */
record Transaction(TxnToken token, long beginSeq, List<Long> pages, List<Long> reads) {
  private static final int LARGEST = 3000;

  /** Begins a transaction on some of so many pages, which may read up to so many of them. */
  static Transaction draw(SplittableRandom random, long beginSeq, int pages, int mostRead) {
    TxnToken token = new TxnToken(random.nextLong(), random.nextLong());
    List<Long> written = pages(random, 1 + random.nextInt(3), pages);
    List<Long> read =
        mostRead == 0 ? List.of() : pages(random, random.nextInt(mostRead + 1), pages);
    return new Transaction(token, beginSeq, written, read);
  }

  private static List<Long> pages(SplittableRandom random, int many, int pages) {
    return random.longs(many, 1, pages + 1L).sorted().distinct().boxed().toList();
  }

  /** Returns a set of pages as a submission takes it. */
  static long[] array(List<Long> pages) {
    return pages.stream().mapToLong(Long::longValue).toArray();
  }

  /** Makes the payload: 1 to {@value #LARGEST} bytes, short ones the most frequent. */
  byte[] payload() {
    SplittableRandom random = new SplittableRandom(Seeds.of(token.high(), token.low()));
    byte[] payload = new byte[1 + (int) Math.pow(LARGEST - 1, random.nextDouble())];
    random.nextBytes(payload);
    return payload;
  }

  /** Returns 32 hexadecimal digits that tell payloads apart, independent of the log's own ids. */
  static String digest(byte[] payload) {
    return hex(sha256().digest(payload));
  }

  /** Returns a commit as it is read from a log. */
  static Commit read(CommittedTransaction read, boolean whole) throws IOException {
    return new Commit(
        read.sequence(),
        read.time(),
        read.token().toString(),
        read.capsuleId().toString(),
        whole ? content(read) : null);
  }

  private static Commit.Content content(CommittedTransaction read) throws IOException {
    CommittedTransaction.Evidence evidence = read.readEvidence();
    MessageDigest digest = sha256();
    byte[] buffer = new byte[LARGEST];
    try (InputStream capsule = read.openCapsule()) {
      int n;
      while ((n = capsule.read(buffer)) >= 0) {
        digest.update(buffer, 0, n);
      }
    }
    return new Commit.Content(
        evidence.beginSeq(),
        LongStream.of(evidence.pagesWritten()).boxed().toList(),
        hex(digest.digest()),
        LongStream.of(evidence.pagesRead()).boxed().toList());
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest, 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
