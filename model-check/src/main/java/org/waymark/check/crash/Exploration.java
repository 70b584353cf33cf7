package org.waymark.check.crash;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.disk.CrashStates;
import org.waymark.check.disk.DiskImage;

/**
 * Every power loss of one workload: at each crash point every state that the disk may be left in,
 * each of them recovered by the shipped code and judged.
 *
 * <p>What is left out is left out exactly:
 *
 * <ul>
 *   <li>Crashes between two crash points: what the disk may keep then, it may keep at the later one
 *       as well, when nobody knows less.
 *   <li>An image that was recovered before with the same demands on it ({@link History#demands}),
 *       and with the same crashes to follow in the same profile: a run is a function of the image
 *       and of what later lives do, which is the same.
 * </ul>
 *
 * <p>Process deaths are not exhausted: here a process dies at crash points only. Between two of
 * them the cache holds less than at the later one, which is durable in neither; {@code waymark
 * simulate} lets processes die there, by chance.
 *
 * <p>Only where a crash point has more states than the plan allows ({@link Plan#most}) is a part of
 * them tried, and that is counted. One thread.
 */
class Exploration extends Explorer {
  private final Plan plan;

  Exploration(Workload workload, Plan plan, Seen seen, Tally counts, Consumer<Failure> failures) {
    super(workload, seen, counts, failures);
    this.plan = plan;
  }

  /** Explores. */
  final void run() {
    begin(new First());
  }

  /** Cuts the power, with every state of the disk. */
  private void all(Life life, WorkloadRun run, int nested, Plan.Follow follow) {
    CrashStates states = states(run, plan.profile());
    if (states.rawCount() <= plan.most()) {
      states.forEach(
          (hash, image, values) -> {
            lose(life, run, hash, image, values, nested, follow);
            return true;
          });
    } else {
      counts().incomplete++;
      alone(life, run, states, states.allLost(), nested, follow);
      alone(life, run, states, states.allKept(), nested, follow);
    }
  }

  /** Gives each choice each of its values, while all others are as given. */
  private void alone(
      Life life,
      WorkloadRun run,
      CrashStates states,
      int[] values,
      int nested,
      Plan.Follow follow) {
    for (int choice = 0; choice < values.length; choice++) {
      int usual = values[choice];
      for (values[choice] = 0; values[choice] < states.radix(choice); values[choice]++) {
        lose(life, run, states, values, nested, follow);
      }
      values[choice] = usual;
    }
  }

  /** Cuts the power; the disk keeps nothing, or everything. */
  private void corners(Life life, WorkloadRun run, int nested, Plan.Follow follow) {
    CrashStates states = states(run, plan.profile());
    lose(life, run, states, states.allLost(), nested, follow);
    lose(life, run, states, states.allKept(), nested, follow);
  }

  private void lose(
      Life life,
      WorkloadRun run,
      CrashStates states,
      int[] values,
      int nested,
      Plan.Follow follow) {
    DiskImage image = states.image(values);
    lose(life, run, image.hash(), () -> image, values, nested, follow);
  }

  private void lose(
      Life life,
      WorkloadRun run,
      long hash,
      Supplier<DiskImage> image,
      int[] values,
      int nested,
      Plan.Follow follow) {
    if (isNew(run, hash, purpose(nested, follow))) {
      lose(run, image.get(), new Later(life, run, plan.profile(), values, nested, follow));
    }
  }

  /** Returns a hash of what is to be done with an image: other profiles do something else. */
  private long purpose(int nested, Plan.Follow follow) {
    return Mix.of(nested, follow.name().hashCode(), plan.profile().name().hashCode());
  }

  /** The life that takes the workload's steps. */
  private final class First extends Life {
    @Override
    public void reached(WorkloadRun run, WorkloadRun.Where where) {
      all(this, run, plan.nested(), plan.follow());
      if (plan.follow().includes(Plan.Follow.POWER_LOSS)) {
        int nested = Math.min(1, plan.nested());
        die(run, new Later(this, run, null, new int[0], nested, plan.follow().next()));
      }
    }
  }

  /** A life after a crash. */
  private final class Later extends Life {
    private final int nested;
    private final Plan.Follow follow;

    Later(
        Life before,
        WorkloadRun run,
        @Nullable CrashProfile profile,
        int[] choices,
        int nested,
        Plan.Follow follow) {
      super(before, run, profile, choices);
      this.nested = nested;
      this.follow = follow;
    }

    @Override
    public void reached(WorkloadRun run, WorkloadRun.Where where) {
      if (where == WorkloadRun.Where.OPENING || where == WorkloadRun.Where.OPENED) {
        if (nested > 0) {
          counts().nested++;
          all(this, run, nested - 1, follow);
        }
      }
      if (where == WorkloadRun.Where.OPENING) {
        return;
      }
      if (where == WorkloadRun.Where.OPENED) {
        if (follow.includes(Plan.Follow.POWER_LOSS)) {
          corners(this, run, 0, follow.next());
        }
        if (follow.includes(Plan.Follow.CORNERS)) {
          die(run, new Later(this, run, null, new int[0], 0, follow.next()));
        }
      } else if (follow == Plan.Follow.ALL) {
        counts().again++;
        all(this, run, 0, follow.next());
      } else if (follow == Plan.Follow.CORNERS) {
        counts().again++;
        corners(this, run, 0, follow.next());
      }
    }
  }
}
