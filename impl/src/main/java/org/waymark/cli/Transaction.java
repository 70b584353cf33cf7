package org.waymark.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.waymark.EvidenceRef;
import org.waymark.TxnToken;

/**
 * One transaction as a line of {@code waymark run --input} tells it.
 *
 * @param txn the client's name for it; its {@linkplain #token token} derives from this alone
 * @param begin the tip that its snapshot began at; absent: the tip after the lines before
 * @param reads the pages it read
 * @param writes the pages it wrote with their content, ordered as unsigned numbers; empty if it
 *     only reads
 * @param evidence what its commit proof is to record
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier on its way to a submission; never compared.
record Transaction(
    String txn,
    OptionalLong begin,
    long[] reads,
    SortedMap<Long, byte[]> writes,
    List<EvidenceRef> evidence) {

  /** Returns the first 16 bytes of the SHA-256 of the name in UTF-8. */
  TxnToken token() {
    try {
      byte[] name = txn.getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(name);
      return new TxnToken(bigEndian(digest, 0), bigEndian(digest, Long.BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  boolean isReadOnly() {
    return writes.isEmpty();
  }

  long[] pagesWritten() {
    return writes.keySet().stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * Returns the capsule: the JSON object of the writes in UTF-8, pages as decimal strings in
   * ascending order, content in padded base64, no white space. Equal writes give equal bytes, so
   * that a retry is recognised, and {@code waymark export} gives the pages back.
   */
  byte[] capsule() {
    StringBuilder json = new StringBuilder("{");
    writes.forEach(
        (page, content) ->
            json.append(json.length() > 1 ? ",\"" : "\"")
                .append(Long.toUnsignedString(page))
                .append("\":\"")
                .append(Base64.getEncoder().encodeToString(content))
                .append('"'));
    return json.append('}').toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static long bigEndian(byte[] bytes, int offset) {
    long value = 0;
    for (int i = offset; i < offset + Long.BYTES; i++) {
      value = value << Byte.SIZE | Byte.toUnsignedLong(bytes[i]);
    }
    return value;
  }
}
