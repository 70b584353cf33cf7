package org.waymark.check.lives;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.Fault;
import org.waymark.check.disk.Faults;
import org.waymark.check.disk.Operation;
import org.waymark.check.disk.Survivors;

/** Draws which operations of one incarnation's disk fail, and how. */
final class FaultPlan implements Faults {
  private static final String EIO = "input/output error";

  private final IncarnationPlan plan;
  private final Tally tally;
  private final SplittableRandom random;

  FaultPlan(IncarnationPlan plan, Tally tally) {
    this.plan = plan;
    this.tally = tally;
    this.random = Seeds.stream(plan.seed(), "faults");
  }

  @Override
  public @Nullable Fault at(Operation operation) {
    return switch (operation.kind()) {
      case FORCE, PREALLOCATE ->
          draw(Trait.FAILED_FORCES, 120) ? failedForce(Seen.FAILED_FORCE) : null;
      case FORCE_DIRECTORY ->
          draw(Trait.FAILED_DIRECTORY_FORCES, 24) ? failedForce(Seen.FAILED_DIRECTORY_FORCE) : null;
      case WRITE -> ofWrite(operation);
      case READ -> ofRead(operation);
      case CREATE, RENAME -> draw(Trait.FAILED_NAMES, 30) ? fails(Seen.FAILED_CREATION) : null;
      case OPEN, DELETE, TRUNCATE, IS_HELD, LIST, LOCK ->
          draw(Trait.FAILED_NAMES, 80) ? fails(Seen.FAILED_NAME) : null;
      case UNLOCK, SIZE, CLOSE -> null;
    };
  }

  private @Nullable Fault ofWrite(Operation operation) {
    if (draw(Trait.FAILED_WRITES, 200)) {
      return fails(Seen.FAILED_WRITE);
    }
    if (draw(Trait.LATE_REPORTS, 80)) {
      tally.saw(Seen.LATE_REPORT);
      return new Fault.LateError(operation.name(), EIO, survivors());
    }
    return shortened(operation);
  }

  private @Nullable Fault ofRead(Operation operation) {
    return draw(Trait.FAILED_READS, 300) ? fails(Seen.FAILED_READ) : shortened(operation);
  }

  private @Nullable Fault shortened(Operation operation) {
    if (operation.length() < 2 || !draw(Trait.SHORT_TRANSFERS, 6)) {
      return null;
    }
    tally.saw(Seen.SHORT_TRANSFER);
    return new Fault.ShortTransfer(1 + random.nextInt(operation.length() - 1));
  }

  private Fault fails(Seen kind) {
    tally.saw(kind);
    return new Fault.Fails(EIO);
  }

  private Fault failedForce(Seen kind) {
    tally.saw(kind);
    return new Fault.Fails(EIO, survivors());
  }

  private Survivors survivors() {
    if (!plan.has(Trait.PARTIAL_FAILURES)) {
      return Survivors.NONE;
    }
    tally.saw(Seen.PARTIAL_FAILURE);
    return random.nextBoolean() ? Survivors.UNDECIDED : Survivors.pages(random.nextLong());
  }

  private boolean draw(Trait trait, int oneIn) {
    return plan.has(trait) && Seeds.oneIn(random, oneIn);
  }
}
