package org.waymark.check.crash;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.Fault;
import org.waymark.check.disk.Operation;
import org.waymark.check.disk.Survivors;

/**
 * Something that goes wrong with the disk in a run. Immutable.
 *
 * @param run in which run, 0 for the one of the workload's own steps, then one for each crash
 * @param change from which change of the disk in that run on, from 1: creations, renamings, writes,
 *     preallocations and forces count; it comes at the first that its kind concerns
 * @param kind what goes wrong
 */
public record PlannedFault(int run, int change, Kind kind) {

  /** Refuses a fault of no kind. */
  public PlannedFault {
    Objects.requireNonNull(kind, "kind");
  }

  /** What goes wrong. */
  public enum Kind {
    /** The operation fails; of a failed force nothing survives. */
    @JsonProperty("fails")
    FAILS,
    /** The operation fails; of a failed force any part may survive. */
    @JsonProperty("fails-in-part")
    FAILS_IN_PART,
    /** A force fails, and nothing of it survives. */
    @JsonProperty("force-fails")
    FORCE_FAILS,
    /** There is no space. */
    @JsonProperty("full")
    FULL,
    /** A write transfers half of its bytes only. */
    @JsonProperty("short")
    SHORT,
    /** A write transfers half of its bytes, and the rest of it fails. */
    @JsonProperty("stops")
    STOPS,
    /** A force returns and has done nothing: a disk that lies, of which nothing is promised. */
    @JsonProperty("ignored")
    IGNORED;

    /** The ways to fail after which everything that is promised holds all the same. */
    static final Set<Kind> PROMISED = Set.of(FAILS, FAILS_IN_PART, FORCE_FAILS, FULL, SHORT, STOPS);
  }

  /** Returns whether an operation counts as a change of the disk. */
  static boolean isChange(Operation operation) {
    return switch (operation.kind()) {
      case CREATE, RENAME, WRITE, PREALLOCATE, FORCE, FORCE_DIRECTORY -> true;
      default -> false;
    };
  }

  /** Returns whether an operation is a force, of a file or of the directory. */
  static boolean isForce(Operation operation) {
    return operation.kind() == Operation.Kind.FORCE
        || operation.kind() == Operation.Kind.FORCE_DIRECTORY;
  }

  /** Returns what is wrong with a change, or null if this has nothing to do with its kind. */
  @Nullable Fault fault(Operation operation) {
    return switch (kind) {
      case FAILS -> new Fault.Fails("injected");
      case FAILS_IN_PART -> new Fault.Fails("injected", Survivors.UNDECIDED);
      case FORCE_FAILS -> isForce(operation) ? new Fault.Fails("injected") : null;
      case FULL -> new Fault.Full();
      case IGNORED -> isForce(operation) ? new Fault.Ignored() : null;
      case SHORT, STOPS ->
          operation.kind() == Operation.Kind.WRITE && operation.length() > 1
              ? new Fault.ShortTransfer(operation.length() / 2)
              : null;
    };
  }

  /** Returns what goes wrong with the next change after this one, or null if nothing does. */
  @Nullable PlannedFault sequel() {
    return kind == Kind.STOPS ? new PlannedFault(run, change, Kind.FAILS) : null;
  }
}
