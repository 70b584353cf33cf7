package org.waymark.check.kill;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.waymark.TxnToken;

/** A transaction's payload, which follows from its token, so that a retry makes the same bytes. */
public final class Payload {
  private static final int LARGEST = 200 << 10;
  private static final int USUAL = 4 << 10;

  /** One payload in so many may be as long as {@link #LARGEST}; so one spans several symbols. */
  private static final int LARGE_ONE_IN = 48;

  private Payload() {}

  /** Makes the payload: 1 byte to 200 KiB, short ones the most frequent. */
  public static byte[] of(TxnToken token) {
    SplittableRandom random = new SplittableRandom(token.high() ^ Long.rotateLeft(token.low(), 32));
    int most = random.nextInt(LARGE_ONE_IN) == 0 ? LARGEST : USUAL;
    byte[] payload = new byte[1 + (int) Math.pow(most, random.nextDouble())];
    random.nextBytes(payload);
    return payload;
  }

  /** Returns 32 hexadecimal digits that tell payloads apart, independent of the log's own ids. */
  public static String digest(InputStream payload) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[8192];
    int read;
    while ((read = payload.read(buffer)) >= 0) {
      digest.update(buffer, 0, read);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
