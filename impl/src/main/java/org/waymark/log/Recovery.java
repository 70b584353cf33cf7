package org.waymark.log;

import java.io.IOException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;

/**
 * The writing half of recovery, in an order in which it may crash at any step and be run again:
 *
 * <ol>
 *   <li>what was never finished is removed;
 *   <li>{@link Quarantine}: what remains behind the history is copied aside;
 *   <li>{@link Rewrite}: what is not proven durable is written once more and forced;
 *   <li>the directory is forced, and rid of empty incarnations if they are too many;
 *   <li>the marker segment of the new incarnation is created; when its header is durable, that
 *       header proves everything before it durable;
 *   <li>{@link Tidying} of what holds nothing of the history.
 * </ol>
 *
 * <p>Up to step 5 the history's bytes are only replaced by themselves, and no file that holds one
 * of its records is removed. A step that fails refuses the opening.
 */
final class Recovery {

  private final Disk disk;
  private final SegmentFiles files;
  private final Examination found;
  private final LongSupplier nanoTime;
  private final long began;

  private Recovery(
      Disk disk,
      SegmentFiles files,
      @Nullable Isolation named,
      Function<Isolation, MarkerVisitor> visitors,
      LongSupplier nanoTime)
      throws IOException {
    this.disk = disk;
    this.files = files;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
    this.found = Examination.of(disk, files, named, visitors);
  }

  /**
   * A log recovered.
   *
   * @param report what was found and done
   * @param segment the header of the new incarnation's first marker segment
   * @param file that segment's file
   * @param table the live segments, the new one among them
   */
  record Result(
      RecoveryReport report, MarkerSegmentHeader segment, DiskFile file, MarkerTable table) {}

  /** Recovers the log in a directory that is locked. */
  static Result run(
      Disk disk,
      SegmentFiles files,
      LogShape shape,
      @Nullable Isolation named,
      long random,
      Function<Isolation, MarkerVisitor> visitors,
      LongSupplier nanoTime)
      throws IOException {
    return new Recovery(disk, files, named, visitors, nanoTime).write(shape, random);
  }

  /** Reports what {@link #run} would find and do. */
  static RecoveryReport dryRun(Disk disk, SegmentFiles files, LongSupplier nanoTime)
      throws IOException {
    Recovery recovery = new Recovery(disk, files, null, level -> MarkerVisitor.NONE, nanoTime);
    Examination found = recovery.found;
    Quarantine quarantine = Quarantine.of(found.remains(), disk, files, found.catalog(), false);
    long commits = found.tip() - found.durableUpTo();
    return recovery.report(quarantine, commits, found.bytesInDoubt(), recovery.plan(), null);
  }

  private Result write(LogShape shape, long random) throws IOException {
    int highest = found.catalog().highestCounter();
    if (highest == Integer.MAX_VALUE) {
      throw LogException.about(
          LogException.Reason.DAMAGED,
          LogException.directory(disk),
          "a file's name has the last incarnation number there is, " + highest);
    }
    Tidying tidying = plan();
    tidying.removeUnfinished(disk);
    Quarantine quarantine = Quarantine.of(found.remains(), disk, files, found.catalog(), true);
    Rewrite rewrite = Rewrite.run(disk, found.reader(), found.durableUpTo() + 1, found.tip());
    tidying.before(disk);
    MarkerSegmentHeader segment =
        new MarkerSegmentHeader(
            new Incarnation(highest + 1, random),
            shape.markersPerSegment(),
            found.tip() + 1,
            found.tipId(),
            found.tipTime(),
            found.isolation());
    DiskFile file = MarkerStream.create(disk, segment);
    tidying.after(disk);
    RecoveryReport report =
        report(quarantine, rewrite.commits(), rewrite.bytes(), tidying, segment.incarnation());
    return new Result(report, segment, file, found.reader().table().endingBefore(segment));
  }

  private Tidying plan() throws IOException {
    return Tidying.plan(found.catalog(), files, found.lastOfLives(), found.tip());
  }

  private RecoveryReport report(
      Quarantine quarantine,
      long commits,
      long bytes,
      Tidying tidying,
      @Nullable Incarnation current) {
    return new RecoveryReport(
        found.recoveryCase(),
        found.tip(),
        found.tipId(),
        found.tipTime(),
        found.durableUpTo(),
        commits,
        bytes,
        found.remains().stream().mapToLong(TailSearch.Remains::count).sum(),
        quarantine.kept(),
        quarantine.slotsNotKept(),
        tidying.removed(),
        tidying.cut(),
        found.catalog().ignored(),
        found.isolation(),
        found.newestLife(),
        current,
        nanoTime.getAsLong() - began);
  }
}
