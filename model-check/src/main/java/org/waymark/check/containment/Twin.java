package org.waymark.check.containment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.disk.CrashStates;
import org.waymark.check.disk.DiskHook;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.Operation;
import org.waymark.check.disk.SimDisk;

/**
 * The simulated disk beside a real one: carries out the same steps and remembers, for each moment
 * between and within them, which states a power loss may leave.
 *
 * <p>Moments are counted in <em>phases</em>: phase 2k is after k steps, phase 2k−1 is within the
 * k-th. Used by one thread.
 */
final class Twin {
  /**
   * What the simulator says of one phase.
   *
   * @param disk the simulated disk as it was, never used again
   * @param lost the medium if nothing unforced survives
   * @param cached the medium if everything does
   * @param step the step that the phase is within or after
   */
  record Moment(SimDisk disk, DiskImage lost, DiskImage cached, Step step) {

    private static Moment of(SimDisk disk, Step step) {
      CrashStates drop = disk.crashStates(CrashProfile.DROP);
      return new Moment(disk.afterProcessDeath(), drop.image(drop.allLost()), disk.cached(), step);
    }

    /** Tells whether this profile allows a power loss to leave an image. */
    boolean allows(CrashProfile profile, DiskImage found) {
      return disk.crashStates(profile).allows(found);
    }
  }

  /**
   * Makes a simulator kinder than it is: what it believes durable beyond what was forced. For the
   * test of this test.
   */
  interface Kindness {
    /** The simulator as it is. */
    Kindness NONE = (step, hands) -> {};

    /** Forces what this simulator is to believe durable after a step. */
    void after(Step step, Hands hands) throws IOException;
  }

  private final SimDisk disk = new SimDisk(DiskImage.EMPTY);
  private final Hands hands = new Hands(disk);
  private final List<Moment> moments = new ArrayList<>();
  private final Kindness kindness;

  Twin(Kindness kindness) {
    this.kindness = kindness;
    moments.add(Moment.of(disk, Step.of(Step.Kind.LIST)));
  }

  /**
   * Carries a step out, and adds the phases within and after it.
   *
   * @return what the process sees of it
   */
  String apply(Step step) throws IOException {
    Between between = new Between(step);
    disk.hook(between);
    String seen = hands.apply(step);
    disk.hook(DiskHook.NONE);
    kindness.after(step, hands);
    Moment after = Moment.of(disk, step);
    Moment within = between.moment;
    moments.add(within == null ? after : within);
    moments.add(after);
    return seen;
  }

  /** Catches the moment between the two events of a force. */
  private static final class Between implements DiskHook {
    private final Step step;
    private @Nullable Moment moment;

    Between(Step step) {
      this.step = step;
    }

    @Override
    public void begins(SimDisk disk, Operation operation) {}

    @Override
    public void forceEnds(SimDisk disk, Operation operation) {
      moment = Moment.of(disk, step);
    }
  }

  Moment at(int phase) {
    return moments.get(phase);
  }

  /** Returns what a process sees now. */
  DiskImage cached() {
    return disk.cached();
  }
}
