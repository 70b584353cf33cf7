package org.waymark.check.crash;

import java.util.List;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.Operation;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.Violation;

/**
 * What happened in one {@link CrashCase}, in order. Immutable.
 *
 * @param happenings everything
 * @param violations what the oracle said; empty if all held
 */
public record Tale(List<Happening> happenings, List<Violation> violations) {

  /** Copies the lists. */
  public Tale {
    happenings = List.copyOf(happenings);
    violations = List.copyOf(violations);
  }

  /** One thing that happened. */
  public sealed interface Happening {

    /** Returns which life it happened in, from 1. */
    int life();
  }

  /** The process began a step; what follows up to the next one is its doing. */
  public record Took(int life, Step step) implements Happening {}

  /** The log began an operation of its disk. */
  public record Began(int life, Operation operation) implements Happening {}

  /** The disk is about to fail an operation. */
  public record Faulted(int life, Operation operation, PlannedFault.Kind kind)
      implements Happening {}

  /** A force, or what forces, is about to become effective. */
  public record Forced(int life, Operation operation) implements Happening {}

  /** A client asked or was told something, or the log was read. */
  public record Told(int life, HistoryEvent event) implements Happening {}

  /** The run is at a crash point. */
  public record Reached(int life, int point, WorkloadRun.Where where) implements Happening {}

  /**
   * The run was cut short.
   *
   * @param life the life that it ended
   * @param crash how
   * @param survived what each choice of the disk came to, in words
   * @param image what the medium held; of a process death, what the cache holds
   */
  public record Crashed(int life, Crash crash, List<String> survived, DiskImage image)
      implements Happening {

    /** Copies the list. */
    public Crashed {
      survived = List.copyOf(survived);
    }
  }
}
