package org.waymark.check.crash;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.waymark.CapsuleId;
import org.waymark.CommitHistory;
import org.waymark.CommittedTransaction;
import org.waymark.TxnToken;
import org.waymark.check.history.Commit;

/**
 * What the clients of a workload know by heart: the token, payload and pages of each transaction.
 *
 * <p>A transaction has a number, unique over all lives. Whatever is read from a log is compared
 * with what is known here, and only what differs is digested and spelled out; so that reading back,
 * which happens for every image, makes no text. One thread.
 */
final class Clients {
  private static final long TOKEN_HIGH = 0x5741_594d_4152_4b00L;
  private static final int PAGES_EACH = 16;

  private final Workload workload;
  private final Map<Long, Client> clients = new HashMap<>();
  private byte[] buffer = new byte[1024];

  Clients(Workload workload) {
    this.workload = workload;
  }

  /** One transaction's client. */
  static final class Client {
    final TxnToken token;
    final String tokenText;
    final byte[] payload;
    final String digest;
    final long[] pages;
    final List<Long> pageList;
    private @Nullable CapsuleId capsule;
    private String capsuleText = "";

    private Client(TxnToken token, byte[] payload, long[] pages) {
      this.token = token;
      this.tokenText = token.toString();
      this.payload = payload;
      this.digest = digest(payload, payload.length);
      this.pages = pages;
      this.pageList = LongStream.of(pages).boxed().toList();
    }

    /** Returns the text of a capsule's id, made once. */
    String text(CapsuleId id) {
      if (!id.equals(capsule)) {
        capsule = id;
        capsuleText = id.toString();
      }
      return capsuleText;
    }
  }

  /** Returns the number of a transaction of a life's own. */
  static long number(int life, int transaction) {
    return life * 1000L + transaction;
  }

  /** Returns the client of this number. */
  Client client(long number) {
    Client known = clients.get(number);
    return known != null ? known : remember(number);
  }

  private Client remember(long number) {
    Workload.Transaction transaction = workload.transaction((int) (number % 1000));
    byte[] payload = new byte[transaction.bytes()];
    new SplittableRandom(Mix.of(TOKEN_HIGH, number)).nextBytes(payload);
    long[] pages =
        transaction.pages().isEmpty()
            ? new long[] {number * PAGES_EACH, number * PAGES_EACH + 1}
            : transaction.pages().stream().mapToLong(Long::longValue).toArray();
    Client made = new Client(new TxnToken(TOKEN_HIGH, number), payload, pages);
    clients.put(number, made);
    return made;
  }

  /** Returns the client whose transaction a token names, or null if it is nobody's. */
  private @Nullable Client of(TxnToken token) {
    return token.high() == TOKEN_HIGH ? clients.get(token.low()) : null;
  }

  /** Returns the number of the transaction that a token names, as {@link TxnToken#toString}. */
  static long numberOf(String token) {
    return TxnToken.parse(token).low();
  }

  /** Reads everything from a sequence on: markers, proofs and payloads. */
  List<Commit> readFrom(long sequence, CommitHistory history) throws IOException {
    List<Commit> commits = new ArrayList<>();
    CommitHistory.Cursor cursor = history.from(sequence);
    CommittedTransaction next;
    while ((next = cursor.next()) != null) {
      commits.add(read(next));
    }
    return commits;
  }

  private Commit read(CommittedTransaction transaction) throws IOException {
    TxnToken token = transaction.token();
    Client client = of(token);
    CommittedTransaction.Evidence evidence = transaction.readEvidence();
    int length = fill(transaction);
    boolean samePages = client != null && Arrays.equals(evidence.pagesWritten(), client.pages);
    boolean samePayload =
        client != null
            && Arrays.equals(buffer, 0, length, client.payload, 0, client.payload.length);
    return new Commit(
        transaction.sequence(),
        transaction.time(),
        client == null ? token.toString() : client.tokenText,
        client == null ? transaction.capsuleId().toString() : client.text(transaction.capsuleId()),
        new Commit.Content(
            evidence.beginSeq(),
            samePages
                ? Objects.requireNonNull(client).pageList
                : LongStream.of(evidence.pagesWritten()).boxed().toList(),
            samePayload ? Objects.requireNonNull(client).digest : digest(buffer, length)));
  }

  private int fill(CommittedTransaction transaction) throws IOException {
    try (InputStream capsule = transaction.openCapsule()) {
      int length = 0;
      int n;
      while ((n = capsule.read(buffer, length, buffer.length - length)) >= 0) {
        length += n;
        if (length == buffer.length) {
          buffer = Arrays.copyOf(buffer, 2 * length);
        }
      }
      return length;
    }
  }

  private static String digest(byte[] bytes, int length) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(bytes, 0, length);
      return HexFormat.of().formatHex(sha.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
