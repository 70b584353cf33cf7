package org.waymark;

import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.waymark.log.LogException;
import org.waymark.log.LogReader;

/**
 * The committed history of a log, up to its tip: by sequence, by time, by token, or from a sequence
 * on. Safe for many threads; it takes no lock and sees the tip move.
 *
 * <p>What is read is verified; damage is a {@link LogRefusedException} that names file, offset and
 * sequence.
 */
public final class CommitHistory {
  private final LogReader reader;
  private final LongSupplier tip;
  private final ToLongFunction<TxnToken> remembered;

  /**
   * Creates the history of a log.
   *
   * @param remembered finds the committed sequence of a recent token, or 0
   */
  CommitHistory(LogReader reader, LongSupplier tip, ToLongFunction<TxnToken> remembered) {
    this.reader = reader;
    this.tip = tip;
    this.remembered = remembered;
  }

  /** Returns the highest committed sequence, 0 if there is none. */
  public long tip() {
    return tip.getAsLong();
  }

  /**
   * Reads a commit by its sequence, with one read.
   *
   * @throws NoSuchElementException if {@code sequence} is not 1 to the tip
   */
  public CommittedTransaction read(long sequence) throws IOException {
    long last = tip();
    if (sequence < 1 || sequence > last) {
      throw new NoSuchElementException("sequence " + sequence + " is not 1 to " + last);
    }
    return new CommittedTransaction(reader, reading(() -> reader.marker(sequence)));
  }

  /**
   * Returns the last sequence whose commit time is {@code unixNanos} or earlier, 0 if there is
   * none, with at most log₂(tip) + 1 reads.
   */
  public long findByTime(long unixNanos) throws IOException {
    long last = tip();
    return reading(() -> reader.lastAtOrBefore(unixNanos, last));
  }

  /**
   * Finds the commit that a token names: at once if it is among the remembered last commits,
   * otherwise by a scan of all markers.
   */
  public Optional<CommittedTransaction> findByToken(TxnToken token) throws IOException {
    long sequence = remembered.applyAsLong(token);
    if (sequence != 0) {
      return Optional.of(read(sequence));
    }
    for (long candidate = tip(); candidate >= 1; candidate--) {
      CommittedTransaction transaction = read(candidate);
      if (transaction.token().equals(token)) {
        return Optional.of(transaction);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns a cursor that stands before {@code sequence}.
   *
   * @throws IllegalArgumentException if {@code sequence} is less than 1
   */
  public Cursor from(long sequence) {
    if (sequence < 1) {
      throw new IllegalArgumentException("sequence must be 1 or more, not " + sequence);
    }
    return new Cursor(sequence);
  }

  /** A position in the history that moves towards the tip, and on when the tip moves. */
  public final class Cursor {
    private long next;

    private Cursor(long next) {
      this.next = next;
    }

    /** Returns the next commit and moves past it, or null at the tip. Not safe for many threads. */
    public @Nullable CommittedTransaction next() throws IOException {
      return next <= tip() ? read(next++) : null;
    }
  }

  /** A read of the log. */
  interface Read<T> {
    T get() throws IOException;
  }

  /** Does a read, and says in the public words what the log refuses. */
  static <T> T reading(Read<T> read) throws IOException {
    try {
      return read.get();
    } catch (LogException e) {
      throw LogRefusedException.of(e);
    }
  }
}
