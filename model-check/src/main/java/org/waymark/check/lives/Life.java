package org.waymark.check.lives;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.waymark.check.baton.Crew;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.SimDisk;
import org.waymark.check.history.Violation;

/**
 * The whole life of one log: incarnations that are crashed and spoiled, each on what the one before
 * left, and at last two quiet ones in which progress must happen.
 *
 * <p>A pure function of its seed, but for the incarnations that are left out of it: each draws from
 * streams of its own, so the others stay as they were planned. One thread.
 */
final class Life {
  private static final int QUIET_INCARNATIONS = 2;

  /** A loop of crashed openings is so long, or a little longer. */
  private static final int LOOP = 100;

  private final long seed;
  private final Set<Trait> traits;
  private final int most;
  private final Tally tally;
  private final Sabotage sabotage;
  private final Crew crew;
  private final Recorder recorder;
  private final Memory memory = new Memory();
  private final Footprints footprints;
  private final List<String> story = new ArrayList<>();
  private final List<Integer> lived = new ArrayList<>();
  private long unixNanos = 1_780_000_000_000_000_000L;
  private int incarnation;
  private boolean killed;
  private boolean crashedOpening;

  private Life(long seed, Tally tally, Sabotage sabotage, Crew crew) {
    SplittableRandom random = Seeds.stream(seed, "life");
    this.seed = seed;
    this.traits = Trait.draw(random);
    this.most = (traits.contains(Trait.CRASH_LOOPS) ? LOOP : 4) + random.nextInt(21);
    this.tally = tally;
    this.sabotage = sabotage;
    this.crew = crew;
    this.recorder = new Recorder("simulated");
    this.footprints = new Footprints(traits.contains(Trait.TINY_SEGMENTS));
  }

  /**
   * What became of a life.
   *
   * @param violations what does not hold; empty if all did
   * @param story a line for each incarnation, and first one for the whole
   * @param incarnations the numbers of those that were lived, but for the quiet ones
   * @param traceHash a hash over everything that happened
   */
  record Outcome(
      List<Violation> violations, List<String> story, List<Integer> incarnations, long traceHash) {

    /** Copies the lists. */
    Outcome {
      violations = List.copyOf(violations);
      story = List.copyOf(story);
      incarnations = List.copyOf(incarnations);
    }
  }

  /** Returns what the life of this seed is exposed to. */
  static Set<Trait> traits(long seed) {
    return Trait.draw(Seeds.stream(seed, "life"));
  }

  /**
   * Lives a life to its end, or to the first violation.
   *
   * @param included which incarnations are lived; the quiet ones always are
   */
  static Outcome live(long seed, IntPredicate included, Tally tally, Sabotage sabotage) {
    try (Crew crew = new Crew()) {
      return new Life(seed, tally, sabotage, crew).live(included);
    }
  }

  private Outcome live(IntPredicate included) {
    story.add("exposed to " + traits);
    SimDisk disk = new SimDisk(DiskImage.EMPTY);
    for (int i = 1; i <= most && !recorder.isViolated(); i++) {
      if (included.test(i)) {
        lived.add(i);
        disk = run(IncarnationPlan.draw(seed, i, traits), disk);
      }
    }
    for (int i = 1; i <= QUIET_INCARNATIONS && !recorder.isViolated(); i++) {
      disk = run(IncarnationPlan.quiet(seed, most + i, traits), disk);
    }
    if (!recorder.isViolated()) {
      if (traits.contains(Trait.CRASH_LOOPS)) {
        tally.saw(Seen.CRASH_LOOP);
      }
      tally.saw(Seen.QUIET_PHASE);
      recorder.record(incarnation, footprints.of(disk.cached()));
      recorder.mix(disk.cached().hash());
    }
    tally.life(recorder.checker());
    return new Outcome(recorder.violations(), story, lived, recorder.hash());
  }

  private SimDisk run(IncarnationPlan plan, SimDisk disk) {
    if (plan.clockStepNanos() < 0) {
      tally.saw(Seen.CLOCK_STEP);
    }
    recorder.up();
    recorder.record(incarnation, footprints.of(disk.cached()));
    SimDisk left = new Machine(plan, disk, this).run();
    story.add(
        "incarnation "
            + plan.number()
            + ": "
            + plan.words()
            + "; highest known commit "
            + recorder.checker().highestSettled());
    return left;
  }

  /** A machine or process has crashed. */
  void crashed(boolean powerLoss, boolean opening) {
    if (powerLoss) {
      tally.saw(opening ? Seen.POWER_LOSS_OPENING : Seen.POWER_LOSS_SERVING);
      if (killed) {
        tally.saw(Seen.POWER_LOSS_AFTER_DEATH);
      }
    } else {
      tally.saw(opening ? Seen.DEATH_OPENING : Seen.DEATH_SERVING);
    }
    if (opening && crashedOpening) {
      tally.saw(Seen.NESTED_CRASH);
    }
    killed = !powerLoss;
    crashedOpening = opening;
  }

  /** An opening was completed, and found so many commits. */
  void recovered(long tip) {
    crashedOpening = false;
    footprints.recovered(tip);
  }

  /** A client begins to write a payload of this length. */
  void wrote(int bytes) {
    footprints.wrote(bytes);
  }

  int nextIncarnation() {
    return ++incarnation;
  }

  Recorder recorder() {
    return recorder;
  }

  Tally tally() {
    return tally;
  }

  Memory memory() {
    return memory;
  }

  Crew crew() {
    return crew;
  }

  Sabotage sabotage() {
    return sabotage;
  }

  /** Returns what the wall clock said when the last machine went. */
  long unixNanos() {
    return unixNanos;
  }

  void clock(long nowUnixNanos) {
    unixNanos = nowUnixNanos;
  }
}
