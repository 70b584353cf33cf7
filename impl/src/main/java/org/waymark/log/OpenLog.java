package org.waymark.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskLock;

/**
 * A log that is recovered, exclusively locked, and can be written: one incarnation.
 *
 * <p>Safe for many threads as far as its parts are; closing comes last.
 */
public final class OpenLog implements Closeable {

  private final DiskLock lock;
  private final SegmentFiles files;
  private final RecoveryReport report;
  private final Incarnation incarnation;
  private final CapsuleLog capsules;
  private final MarkerStream markers;
  private final LogReader reader;
  private boolean closed;

  private OpenLog(
      Disk disk,
      DiskLock lock,
      SegmentFiles files,
      Recovery.Result recovered,
      LogShape shape,
      LogSeams seams) {
    this.lock = lock;
    this.files = files;
    this.report = recovered.report();
    this.incarnation = recovered.segment().incarnation();
    this.reader = new LogReader(files, recovered.table());
    this.markers = new MarkerStream(disk, recovered.segment(), recovered.file(), reader);
    this.capsules = new CapsuleLog(disk, incarnation, shape, seams);
  }

  /**
   * Locks a directory and recovers the log in it, or creates one if it is empty.
   *
   * @param shape the sizes of the segments that this incarnation creates
   * @param named the isolation level that the log must have, and has from now on if it is created
   *     here; null for the log's own, which is {@link Isolation#SERIALIZABLE} if it is created here
   * @param incarnationRandom 64 random bits for this incarnation
   * @param visitors gives, for the log's level, who sees every recovered marker in order
   * @throws LogException if that is not possible; the message is one line and names path and mend.
   *     Committed history is never changed, whatever the reason
   */
  public static OpenLog recover(
      Disk disk,
      LogShape shape,
      @Nullable Isolation named,
      long incarnationRandom,
      LogSeams seams,
      Function<Isolation, MarkerVisitor> visitors)
      throws LogException {
    try {
      // Looked at before the lock is taken, so that not even a lock file enters a foreign
      // directory.
      SegmentCatalog.requireLogOrNothing(disk);
      DiskLock lock = disk.lock(SegmentNames.LOCK);
      Disk owned = new OwnedDisk(disk, lock);
      SegmentFiles files = new SegmentFiles(disk);
      try {
        Recovery.Result recovered =
            Recovery.run(owned, files, shape, named, incarnationRandom, visitors, seams.nanoTime());
        return new OpenLog(disk, lock, files, recovered, shape, seams);
      } catch (Throwable e) {
        Closer closer = new Closer();
        closer.close(files);
        closer.close(lock);
        closer.attachTo(e);
        throw e;
      }
    } catch (IOException e) {
      throw LogException.of(disk, e);
    }
  }

  /**
   * Reports what {@link #recover} would find and do: the dry run. Takes no lock and modifies
   * nothing.
   *
   * @throws LogException if recovery would refuse
   */
  public static RecoveryReport examine(Disk disk, LongSupplier nanoTime) throws LogException {
    try (SegmentFiles files = new SegmentFiles(disk)) {
      return Recovery.dryRun(disk, files, nanoTime);
    } catch (IOException e) {
      throw LogException.of(disk, e);
    }
  }

  /** Returns what opening found and did. */
  public RecoveryReport report() {
    return report;
  }

  /** Returns the incarnation begun by opening. */
  public Incarnation incarnation() {
    return incarnation;
  }

  /** Returns the log's isolation level, the same in every incarnation. */
  public Isolation isolation() {
    return report.isolation();
  }

  /** Returns the highest recovered sequence; 0 for an empty log. */
  public long tip() {
    return report.tip();
  }

  /** Returns the id of the recovered tip's marker; {@link Id128#ZERO} for an empty log. */
  public Id128 tipId() {
    return report.tipId();
  }

  /** Returns the commit time of the recovered tip in Unix nanoseconds; 0 for an empty log. */
  public long tipTime() {
    return report.tipTime();
  }

  /** Returns where capsules and proofs are written. */
  public CapsuleLog capsules() {
    return capsules;
  }

  /** Returns where markers are appended. */
  public MarkerStream markers() {
    return markers;
  }

  /** Returns what reads this log. */
  public LogReader reader() {
    return reader;
  }

  /**
   * Returns whether the lock's name still leads to the file that this log locked; once it does not,
   * nothing may be published any more. Any thread.
   */
  public boolean stillOwned() {
    return lock.isHeld();
  }

  /**
   * Writes and forces the close record, and closes.
   *
   * @param unixNanos the time of closing
   * @throws IllegalStateException if the last group is not forced or the marker stream is over; the
   *     log is closed all the same
   */
  public void closeCleanly(long unixNanos) throws IOException {
    try (this) {
      markers.writeCloseRecord(unixNanos);
    }
  }

  /** Closes files and lock and writes nothing. Idempotent. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    Closer closer = new Closer();
    closer.close(capsules::close);
    closer.close(markers::close);
    closer.close(files);
    closer.close(lock);
    closer.finish();
  }
}
