package org.waymark.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.waymark.disk.Disk;

/**
 * Commits through a log as the coordinator does: capsules, proofs, FSYNC_1, markers, FSYNC_2. Each
 * payload follows from a seed and its sequence, so that {@link #payload} can say later what a
 * sequence must hold.
 */
final class Committer {

  static final LogSeams SEAMS = new LogSeams(LockExclusion::new, () -> 0);

  private final OpenLog log;
  private final long seed;
  private long tip;
  private long time;

  Committer(OpenLog log, long seed) {
    this.log = log;
    this.seed = seed;
    this.tip = log.tip();
    this.time = log.tipTime();
  }

  static OpenLog open(Disk disk, LogShape shape, long random) throws LogException {
    return open(disk, shape, null, random);
  }

  static OpenLog open(Disk disk, LogShape shape, @Nullable Isolation named, long random)
      throws LogException {
    return OpenLog.recover(disk, shape, named, random, SEAMS, level -> MarkerVisitor.NONE);
  }

  long tip() {
    return tip;
  }

  /** Commits one transaction for each length, as one group. */
  void commit(int... lengths) throws IOException {
    List<MarkerDraft> group = coverByForce(lengths);
    append(group);
    log.markers().force();
    tip += lengths.length;
  }

  /** Writes the group's markers and does not force them. */
  void append(List<MarkerDraft> group) throws IOException {
    log.markers().prepare(tip + 1);
    log.markers().append(group, tip);
  }

  /** Writes and forces the capsules and proofs of the next group. */
  List<MarkerDraft> coverByForce(int... lengths) throws IOException {
    ProofEncoder proofs = new ProofEncoder(log.incarnation());
    List<Extent> extents = new ArrayList<>();
    int firstSegment = Integer.MAX_VALUE;
    for (int i = 0; i < lengths.length; i++) {
      long sequence = tip + 1 + i;
      byte[] payload = payload(seed, sequence, lengths[i]);
      Extent extent = log.capsules().write(new ByteArrayInputStream(payload));
      extents.add(extent);
      firstSegment = Math.min(firstSegment, extent.firstSegment());
      long[] written = {sequence};
      proofs.add(sequence, tip, token(sequence), extent, written, new long[] {}, List.of());
    }
    long location = log.capsules().append(proofs.bytes(), proofs.size());
    log.capsules().force(firstSegment, Location.segment(location));
    List<MarkerDraft> group = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      long sequence = tip + 1 + i;
      group.add(
          new MarkerDraft(
              sequence,
              ++time,
              extents.get(i).id(),
              proofs.proofId(i),
              location + proofs.offset(i),
              proofs.length(i),
              token(sequence)));
    }
    return group;
  }

  static Id128 token(long sequence) {
    return new Id128(0x746f6b656eL, sequence);
  }

  static byte[] payload(long seed, long sequence, int length) {
    byte[] payload = new byte[length];
    new Random(seed * 1_000_003 + sequence).nextBytes(payload);
    return payload;
  }

  /** Lets threads wait as the JDK's locks let them. */
  private static final class LockExclusion implements Exclusion {
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public void enter() {
      lock.lock();
    }

    @Override
    public void exit() {
      lock.unlock();
    }
  }
}
