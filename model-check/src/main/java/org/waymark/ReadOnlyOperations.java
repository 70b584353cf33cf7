package org.waymark;

import java.io.IOException;
import java.io.InputStream;
import java.util.NoSuchElementException;
import org.jetbrains.lincheck.datastructures.Operation;
import org.waymark.check.disk.PlainDisk;

/**
 * A read-only log, refreshed and read by many threads beside a writer. In a scenario one thread
 * commits.
 */
public final class ReadOnlyOperations {
  private final NewCommitLog transactions;
  private final CommitLog writer;
  private final ReadOnlyCommitLog reader;

  /** Of the thread that commits. */
  private int commits;

  /** Opens an empty log, for writing and for reading. */
  public ReadOnlyOperations() throws IOException {
    PlainDisk disk = new PlainDisk();
    transactions = new NewCommitLog(disk, NewCommitLog.OPTIONS);
    writer = transactions.log();
    reader = ReadOnlyCommitLog.open(disk);
  }

  /** Commits a transaction; its capsule tells its number. */
  @Operation
  public void commit() throws InterruptedException {
    commits++;
    writer.commitAsync(transactions.submission(commits));
    writer.barrierOneStep();
    writer.barrierTwoStep();
  }

  /** Looks for what was proven durable. */
  @Operation
  public long refresh() throws LogRefusedException {
    return reader.refresh();
  }

  /** Tells the tip of the last refresh. */
  @Operation
  public long tip() {
    return reader.history().tip();
  }

  /** Tells whose commit has a sequence. */
  @Operation
  public String read(int sequence) throws IOException {
    try (InputStream capsule = reader.history().read(sequence).openCapsule()) {
      return "transaction " + capsule.read();
    } catch (NoSuchElementException beyond) {
      return "none";
    }
  }

  /** A commit proves the one before it. */
  public static final class Specification {
    private int commits;
    private long tip;

    /** Commits. */
    public void commit() {
      commits++;
    }

    /** Shows what is proven. */
    public long refresh() {
      tip = Math.max(0, commits - 1);
      return tip;
    }

    /** Tells what was shown. */
    public long tip() {
      return tip;
    }

    /** The transactions are numbered like their sequences. */
    public String read(int sequence) {
      return sequence <= tip ? "transaction " + sequence : "none";
    }
  }
}
