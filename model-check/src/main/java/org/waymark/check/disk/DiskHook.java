package org.waymark.check.disk;

/**
 * Sees each operation of a {@link SimDisk}, in the thread that performs it. It may park that
 * thread, look at the disk, let others use it, or throw an {@link Error}, which leaves the
 * operation without effect: that is how a run ends in a power loss.
 */
public interface DiskHook {

  /** Sees nothing, and costs nothing. */
  DiskHook NONE = (disk, operation) -> {};

  /**
   * An operation begins and has had no effect yet.
   *
   * <p>What a force or a force of the directory covers is fixed by now: whatever completes from
   * this call on is not covered.
   */
  void begins(SimDisk disk, Operation operation);

  /**
   * A force, a force of the directory, or a preallocation that had something to do is about to
   * become effective: the latest moment at which a power loss may leave the medium as it was. What
   * other threads do in here is not covered by it.
   */
  default void forceEnds(SimDisk disk, Operation operation) {}
}
