package org.waymark.check.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.disk.CrashStates;
import org.waymark.check.disk.DiskImage;

/**
 * Some crashes of a drawn workload: at each crash point the corners of what the disk may be left
 * in, then states by chance; and behind some of them a further crash, and behind that another.
 *
 * <p>What is drawn for a life follows from the seed and from the crashes that led to it, and from
 * nothing that another thread does. One thread.
 */
final class Sampling extends Explorer {
  /** What the names of drawn workloads begin with. */
  private static final String NAME = "run-";

  private static final int MOST_CRASHES = 4;

  /** A later life is cut short at one of so many points, which is more than most lives have. */
  private static final int POINTS = 64;

  /** So many states are tried where a later life is cut short. */
  private static final int LATER_SAMPLES = 4;

  /** Of so many states, one is told in words, to count what was lost. */
  private static final int TOLD_ONE_IN = 64;

  private final long seed;
  private final List<CrashProfile> profiles;
  private final boolean deaths;
  private final Breadth breadth;

  /**
   * How many states of a crash point are tried.
   *
   * @param few if there are no more than this, all of them
   * @param corners otherwise so many corners at most
   * @param samples and so many by chance
   */
  record Breadth(int few, int corners, int samples) {
    /** Most of what a workload can show. */
    static final Breadth WIDE = new Breadth(48, 64, 24);

    /** A little of many workloads. */
    static final Breadth NARROW = new Breadth(6, 4, 3);
  }

  /**
   * What is drawn from.
   *
   * @param seed where all randomness comes from
   * @param profiles what disks may keep; each run draws up to three of them. If there is none, the
   *     power never fails
   * @param deaths whether processes die
   * @param failing of so many runs, one has a disk that fails too; 0 for none
   * @param faults how disks fail
   * @param breadth how many states of a crash point are tried
   */
  record Mixture(
      long seed,
      List<CrashProfile> profiles,
      boolean deaths,
      int failing,
      Set<PlannedFault.Kind> faults,
      Breadth breadth) {

    /** Everything that is promised, what loses most the most often. */
    static Mixture of(long seed) {
      return new Mixture(
          seed,
          List.of(
              CrashProfile.SECTOR512,
              CrashProfile.SECTOR512,
              CrashProfile.SECTOR512,
              CrashProfile.TORN,
              CrashProfile.ORDERED,
              CrashProfile.PER_FILE,
              CrashProfile.PAGE4K,
              CrashProfile.GARBAGE,
              CrashProfile.GROWING),
          /* deaths= */ true,
          /* failing= */ 4,
          PlannedFault.Kind.PROMISED,
          Breadth.WIDE);
    }

    /** The same with one profile alone. */
    Mixture with(CrashProfile profile) {
      return new Mixture(seed, List.of(profile), deaths, failing, faults, breadth);
    }

    /** Returns the number of the run that a workload's name tells of, or -1. */
    static int runOf(String workload) {
      return workload.startsWith(NAME) ? Integer.parseInt(workload.substring(NAME.length())) : -1;
    }

    private long ofRun(int run) {
      return Mix.of(seed, run);
    }

    private Workload workload(int run) {
      boolean fails = failing > 0 && run % failing == failing - 1;
      return RandomWorkload.draw(Mix.of(ofRun(run), 0), fails ? faults : Set.of(), NAME + run);
    }
  }

  /** Draws the workload of a run, and its profiles. */
  Sampling(Mixture mixture, int run, Seen seen, Tally counts, Consumer<Failure> failures) {
    super(mixture.workload(run), seen, counts, failures);
    this.seed = Mix.of(mixture.ofRun(run), 1);
    this.deaths = mixture.deaths();
    this.breadth = mixture.breadth();
    this.profiles = some(mixture.profiles(), new SplittableRandom(Mix.of(mixture.ofRun(run), 2)));
  }

  private static List<CrashProfile> some(List<CrashProfile> profiles, SplittableRandom random) {
    List<CrashProfile> some = new ArrayList<>();
    int wanted = Math.min(profiles.size(), 1 + random.nextInt(3));
    for (int i = 0; i < wanted; i++) {
      some.add(profiles.get(random.nextInt(profiles.size())));
    }
    return some;
  }

  /** Explores. */
  void run() {
    begin(new First());
  }

  private CrashProfile profile(SplittableRandom random) {
    return profiles.get(random.nextInt(profiles.size()));
  }

  private void lose(
      Life life,
      WorkloadRun run,
      CrashProfile profile,
      CrashStates states,
      int[] values,
      long way) {
    DiskImage image = states.image(values);
    if (isNew(run, image.hash(), 0)) {
      if ((way & (TOLD_ONE_IN - 1)) == 0) {
        counts().kept(states.describe(values));
      }
      lose(run, image, new Later(life, run, profile, values, way));
    }
  }

  /** The life that takes the workload's steps. */
  private final class First extends Life {
    @Override
    public void reached(WorkloadRun run, WorkloadRun.Where where) {
      SplittableRandom random = new SplittableRandom(Mix.of(seed, run.point()));
      if (!profiles.isEmpty()) {
        lose(run, random);
      }
      if (deaths && (profiles.isEmpty() || random.nextInt(8) == 0)) {
        die(run, new Later(this, run, null, new int[0], random.nextLong()));
      }
    }

    private void lose(WorkloadRun run, SplittableRandom random) {
      CrashProfile profile = profile(random);
      CrashStates states = states(run, profile);
      if (states.rawCount() <= breadth.few()) {
        states.forEach(
            (hash, image, values) -> {
              Sampling.this.lose(this, run, profile, states, values, random.nextLong());
              return true;
            });
        return;
      }
      corners(run, profile, states, random);
      for (int i = 0; i < breadth.samples(); i++) {
        Sampling.this.lose(this, run, profile, states, states.sample(random), random.nextLong());
      }
    }

    private void corners(
        WorkloadRun run, CrashProfile profile, CrashStates states, SplittableRandom random) {
      List<int[]> corners = states.corners();
      // All lost and all kept stand in front; of the rest a window, wherever it falls.
      int most = breadth.corners();
      int window = 2 + (corners.size() > most ? random.nextInt(corners.size() - 1) : 0);
      for (int i = 0; i < Math.min(corners.size(), most); i++) {
        int[] corner = i < 2 ? corners.get(i) : corners.get((window + i - 2) % corners.size());
        Sampling.this.lose(this, run, profile, states, corner, random.nextLong());
      }
    }
  }

  /** A life after a crash, perhaps cut short itself. */
  private final class Later extends Life {
    private final long way;
    private final int target;

    Later(Life before, WorkloadRun run, @Nullable CrashProfile profile, int[] choices, long way) {
      super(before, run, profile, choices);
      this.way = way;
      boolean last = crashes() == MOST_CRASHES;
      this.target = last ? -1 : (int) Long.remainderUnsigned(Mix.finish(way), POINTS);
    }

    @Override
    public void reached(WorkloadRun run, WorkloadRun.Where where) {
      if (run.point() != target) {
        return;
      }
      if (where == WorkloadRun.Where.OPENING) {
        counts().nested++;
      } else {
        counts().again++;
      }
      SplittableRandom random = new SplittableRandom(way);
      if (profiles.isEmpty() || (deaths && random.nextInt(5) == 0)) {
        die(run, new Later(this, run, null, new int[0], random.nextLong()));
        return;
      }
      CrashProfile profile = profile(random);
      CrashStates states = states(run, profile);
      int[] extreme = random.nextBoolean() ? states.allLost() : states.allKept();
      lose(this, run, profile, states, extreme, random.nextLong());
      for (int i = 1; i < LATER_SAMPLES; i++) {
        lose(this, run, profile, states, states.sample(random), random.nextLong());
      }
    }
  }
}
