package org.waymark.check.crash;

import java.util.ArrayList;
import java.util.List;
import org.waymark.check.Profile;
import org.waymark.check.crash.Plan.Follow;
import org.waymark.check.disk.CrashProfile;

/**
 * What is explored exhaustively.
 *
 * <table>
 *   <caption>Workloads, what the disk may keep, and crashes within openings</caption>
 *   <tr><th>workloads</th><th>profile</th><th>nested</th></tr>
 *   <tr><td>every group shape, up to 6 commits in up to 3 groups</td><td>sector512</td>
 *       <td>0</td></tr>
 *   <tr><td>up to 4 commits: group shapes, overlapping barriers, rotation, retries, conflicts</td>
 *       <td>sector512, page4k</td><td>1</td></tr>
 *   <tr><td>group shapes and overlapping barriers among these</td>
 *       <td>growing</td><td>1</td></tr>
 *   <tr><td>the rest of these</td><td>growing</td><td>0</td></tr>
 *   <tr><td>up to 4 commits: group shapes, overlapping barriers</td><td>torn</td><td>0</td></tr>
 *   <tr><td>up to 2 commits in up to 2 groups</td><td>sector512</td><td>2</td></tr>
 *   <tr><td>1 commit</td><td>sector512</td><td>3</td></tr>
 *   <tr><td>awkward geometries, up to 20 commits</td><td>sector512</td><td>0</td></tr>
 * </table>
 *
 * <p>On each image follows a commit that must succeed, and what {@link Follow#CORNERS} says; beyond
 * the quick profile, what {@link Follow#ALL} says. Two things are not tried in all combinations,
 * and the crash points where that is so are counted: tears, for a sector of four markers has a
 * thousand of them, and the sectors of large capsules. There each choice is varied alone.
 */
final class Jobs {
  /** One sector torn at every byte, both ways, beside three whole ones in all combinations. */
  static final double MOST_TORN = 9_000;

  /** Ten sectors, a size and a name. */
  private static final double MOST_AWKWARD = 4_096;

  private final List<Job> all = new ArrayList<>();
  private final Follow follow;

  private Jobs(Follow follow) {
    this.follow = follow;
  }

  /** Returns the jobs of a profile, those that take longest first. */
  static List<Job> of(Profile profile) {
    Jobs jobs = new Jobs(profile == Profile.QUICK ? Follow.CORNERS : Follow.ALL);
    jobs.addAll();
    return jobs.all;
  }

  /** Returns every workload that a profile has jobs for, each once. */
  static List<Workload> workloads() {
    return of(Profile.QUICK).stream().map(Job::workload).distinct().toList();
  }

  private void addAll() {
    for (Workload workload : SpecialWorkloads.awkward()) {
      all.add(new Job(workload, new Plan(CrashProfile.SECTOR512, 0, follow, MOST_AWKWARD)));
    }
    List<Workload> special = new ArrayList<>();
    special.addAll(SpecialWorkloads.rotations());
    special.addAll(SpecialWorkloads.retries());
    special.addAll(SpecialWorkloads.habits());
    special.addAll(SpecialWorkloads.conflicts());
    add(special, CrashProfile.SECTOR512, 1);
    add(special, CrashProfile.PAGE4K, 1);
    add(special, CrashProfile.GROWING, 0);
    add(Workloads.groupShapes(1, 1, 1), CrashProfile.SECTOR512, 3);
    add(Workloads.groupShapes(1, 2, 2), CrashProfile.SECTOR512, 2);
    add(Workloads.groupShapes(1, 6, 3), CrashProfile.SECTOR512, 0);
    List<Workload> four = new ArrayList<>(Workloads.groupShapes(1, 4, 3));
    four.addAll(Workloads.overlapping(4));
    add(four, CrashProfile.SECTOR512, 1);
    add(four, CrashProfile.PAGE4K, 1);
    add(four, CrashProfile.GROWING, 1);
    for (Workload workload : four) {
      Plan plan = new Plan(CrashProfile.TORN, 0, Follow.POWER_LOSS, MOST_TORN);
      all.add(new Job(workload, plan));
    }
  }

  private void add(List<Workload> workloads, CrashProfile profile, int nested) {
    for (Workload workload : workloads) {
      all.add(new Job(workload, new Plan(profile, nested, follow)));
    }
  }
}
