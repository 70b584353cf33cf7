package org.waymark.check.lives;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.waymark.LogOptions;
import org.waymark.check.baton.Schedule;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.disk.Operation;
import org.waymark.log.SegmentNames;

/**
 * What one incarnation of a log is and meets: its sizes, its clients, its end. A function of the
 * life's seed and the incarnation's number. Immutable.
 *
 * @param number which of its life's incarnations it is, from 1
 * @param seed where its streams come from
 * @param traits what it is exposed to
 * @param end how it ends, if it does not halt before
 * @param crashAt at which point of the disk's operations it crashes; never if 0
 * @param aim which operations count as such points
 * @param profile what the medium may keep when the power fails
 * @param powerLossAfter whether the power fails when it has ended by itself
 * @param faulty whether operations of its disk fail
 * @param writers how many clients write; none in a loop of crashed openings
 * @param transactions how many transactions each of them begins
 * @param usurped whether its lock is removed by force
 * @param clockStepNanos how far the clock is ahead of where the last incarnation left it
 */
record IncarnationPlan(
    int number,
    long seed,
    Set<Trait> traits,
    End end,
    int crashAt,
    Aim aim,
    CrashProfile profile,
    boolean powerLossAfter,
    boolean faulty,
    int writers,
    int transactions,
    boolean usurped,
    long clockStepNanos) {

  /** The smallest and the largest segments that are drawn: markers, and bytes of capsules. */
  static final int LEAST_MARKERS = 2;

  static final int MARKERS = 64;
  static final int LEAST_CAPSULE_BYTES = 12 << 10;
  static final int CAPSULE_BYTES = 64 << 10;

  private static final long MOST_CLOCK_STEP_NANOS = 7_200_000_000_000L;

  /** So many incarnations come before a loop of crashed openings. */
  private static final int BEFORE_A_LOOP = 4;

  /** What survives a power loss in this many ways, but for those outside of what is promised. */
  private static final List<CrashProfile> PROFILES =
      CrashProfile.all().stream().filter(one -> !one.bytesAround()).toList();

  /** Which operations of the disk are points at which it may crash. */
  enum Aim {
    /** All, and the ends of all forces. */
    ANYTHING,
    /** The ends of forces of markers: that is where groups are torn. */
    MARKER_FORCES,
    /** What changes names, and forces them: that is where a crash leaves files behind. */
    NAMES;

    boolean includes(Operation operation, boolean end) {
      return switch (this) {
        case ANYTHING -> true;
        case MARKER_FORCES ->
            end
                && operation.kind() == Operation.Kind.FORCE
                && SegmentNames.parse(operation.name()) instanceof SegmentNames.Markers;
        case NAMES ->
            switch (operation.kind()) {
              case CREATE, RENAME, DELETE, FORCE_DIRECTORY -> true;
              default -> false;
            };
      };
    }

    /** About so many points of this kind there are in an incarnation, or in an opening. */
    int most(boolean opening) {
      return switch (this) {
        case ANYTHING -> opening ? 70 : 1200;
        case MARKER_FORCES -> 12;
        case NAMES -> opening ? 8 : 40;
      };
    }
  }

  /** How an incarnation ends. */
  enum End {
    /** The clients finish, and the log is closed. */
    CLOSE,
    /** The same, and nothing fails: progress must happen. */
    QUIET_CLOSE,
    /** The log is closed while clients are at work. */
    CLOSE_AMONG_CLIENTS,
    /** The power fails. */
    POWER_LOSS,
    /** The process dies, the machine stays. */
    PROCESS_DEATH
  }

  /** Draws an incarnation of a life that has these traits. */
  static IncarnationPlan draw(long lifeSeed, int number, Set<Trait> traits) {
    long seed = Seeds.of(lifeSeed, number);
    SplittableRandom random = Seeds.stream(seed, "plan");
    boolean loops = traits.contains(Trait.CRASH_LOOPS) && number > BEFORE_A_LOOP;
    End end = loops ? loopEnd(random) : end(random, traits);
    boolean crashes = end == End.POWER_LOSS || end == End.PROCESS_DEATH;
    boolean soon = loops || (traits.contains(Trait.CRASHED_OPENINGS) && random.nextBoolean());
    Aim aim = aim(random, soon, end);
    int within = soon ? aim.most(true) : 1 + random.nextInt(aim.most(false));
    boolean usurped = !loops && traits.contains(Trait.USURPERS) && Seeds.oneIn(random, 4);
    return new IncarnationPlan(
        number,
        seed,
        traits,
        end,
        crashes ? 1 + random.nextInt(within) : 0,
        aim,
        aim == Aim.MARKER_FORCES
            ? CrashProfile.TORN
            : PROFILES.get(random.nextInt(PROFILES.size())),
        traits.contains(Trait.POWER_LOSS) && Seeds.oneIn(random, 4),
        !usurped && random.nextBoolean(),
        loops ? 0 : 2 + random.nextInt(3),
        2 + random.nextInt(12),
        usurped,
        traits.contains(Trait.CLOCK_STEPS) ? -random.nextLong(MOST_CLOCK_STEP_NANOS) : 1_000_000);
  }

  /** An incarnation in which nothing fails. */
  static IncarnationPlan quiet(long lifeSeed, int number, Set<Trait> traits) {
    long seed = Seeds.of(lifeSeed, number);
    return new IncarnationPlan(
        number,
        seed,
        traits,
        End.QUIET_CLOSE,
        0,
        Aim.ANYTHING,
        CrashProfile.DROP,
        false,
        false,
        2,
        3,
        false,
        0);
  }

  private static Aim aim(SplittableRandom random, boolean opening, End end) {
    if (random.nextBoolean()) {
      return Aim.ANYTHING;
    }
    return opening || end != End.POWER_LOSS ? Aim.NAMES : Aim.MARKER_FORCES;
  }

  private static End loopEnd(SplittableRandom random) {
    return random.nextBoolean() ? End.POWER_LOSS : End.PROCESS_DEATH;
  }

  private static End end(SplittableRandom random, Set<Trait> traits) {
    int draw = random.nextInt(8);
    if (draw < 3 && traits.contains(Trait.POWER_LOSS)) {
      return End.POWER_LOSS;
    }
    if (draw >= 3 && draw < 6 && traits.contains(Trait.PROCESS_DEATH)) {
      return End.PROCESS_DEATH;
    }
    return draw == 6 && traits.contains(Trait.CLOSES_AMONG_CLIENTS)
        ? End.CLOSE_AMONG_CLIENTS
        : End.CLOSE;
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Whether this belongs to the quiet phase at the end of a life. */
  boolean isQuiet() {
    return end == End.QUIET_CLOSE;
  }

  /** Draws who runs when. */
  Schedule schedule() {
    SplittableRandom random = Seeds.stream(seed, "schedule");
    long own = random.nextLong();
    Schedule schedule =
        switch (random.nextInt(4)) {
          case 0 -> Schedule.random(own);
          case 1 -> Schedule.random(own, 8);
          case 2 -> Schedule.random(own, 64);
          default -> Schedule.fewPreemptions(own, Aim.ANYTHING.most(false), 1 + random.nextInt(6));
        };
    return has(Trait.SPURIOUS_WAKE_UPS) ? schedule.withSpuriousWakeUps(own, 16) : schedule;
  }

  /** Returns the sizes; the seams are the machine's. */
  LogOptions sizes() {
    SplittableRandom random = Seeds.stream(seed, "sizes");
    boolean tiny = has(Trait.TINY_SEGMENTS);
    int markers = tiny ? LEAST_MARKERS + random.nextInt(6) : MARKERS;
    int groups = has(Trait.TINY_GROUPS) ? 1 + random.nextInt(3) : 16;
    LogOptions.WhenFull whenFull =
        random.nextBoolean() ? LogOptions.WhenFull.BLOCK : LogOptions.WhenFull.REFUSE;
    return LogOptions.defaults()
        .withMarkersPerSegment(markers)
        .withGroupCommitMax(Math.min(markers, groups))
        .withCapsuleSegmentBytes(tiny ? LEAST_CAPSULE_BYTES : CAPSULE_BYTES)
        .withQueue(has(Trait.FULL_QUEUE) ? 1 + random.nextInt(3) : 64, whenFull)
        .withMaxLeases(64)
        .withMaxIndexPages(has(Trait.OLD_SNAPSHOTS) ? 12 : 1024)
        .withRetryWindow(1 << 14);
  }

  /** Says in a few words what was planned. */
  String words() {
    String crash = crashAt == 0 ? "" : " at point " + crashAt + " of " + aim;
    String medium = end == End.POWER_LOSS || powerLossAfter ? ", " + profile.name() : "";
    return writers
        + " writers, "
        + end
        + crash
        + (powerLossAfter ? ", power loss after" : "")
        + medium
        + (faulty ? ", faulty disk" : "")
        + (usurped ? ", usurped" : "");
  }
}
