package org.waymark.stress.campaign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.waymark.check.crash.CrashSampling;
import org.waymark.check.crash.CrashSearch;
import org.waymark.check.crash.Failure;
import org.waymark.check.crash.PlannedFault;
import org.waymark.check.disk.CrashProfile;

/**
 * Crashes of drawn workloads on the simulated disk, pointed at what the disk may keep.
 *
 * <p>Its known mistakes are seeded bugs of the shipped log, one of each kind: a barrier left out, a
 * failed force forgiven, a name not forced, a recovery that trusts what it reads; and a disk that
 * lies about its forces, of which nothing can be promised.
 */
public final class CrashTool implements Tool {

  /** Every profile, and failing disks, mixed. */
  private static final String MIXTURE = "mixture";

  private static final String LYING_DISK = "lying_disk";

  private static final List<String> BUGS =
      List.of(
          "skip_fsync2",
          "failed_force_goes_on",
          "no_directory_force",
          "recovery_exposes_before_forcing");

  /** The property that a lying disk must violate: what was answered is there after a crash. */
  private static final String DURABLE = "P1";

  private static final String OPENINGS = "openings of the log";

  private static final long MOST_OPENINGS = 20_000;

  /** For {@link java.util.ServiceLoader}. */
  public CrashTool() {}

  @Override
  public String name() {
    return "crash";
  }

  @Override
  public List<String> targets() {
    List<String> targets = new ArrayList<>();
    targets.add(MIXTURE);
    CrashProfile.all().stream()
        .filter(profile -> !profile.equals(CrashProfile.NO_POWERSAFE))
        .forEach(profile -> targets.add(profile.name()));
    return targets;
  }

  @Override
  public List<String> calibration() {
    List<String> known = new ArrayList<>(BUGS);
    known.add(LYING_DISK);
    return known;
  }

  @Override
  public Outcome run(Job job, JobContext context) throws IOException, InterruptedException {
    if (job.target().equals(LYING_DISK)) {
      return lyingDisk(job);
    }
    return BUGS.contains(job.target()) ? SeededMistake.hunt(job, OPENINGS) : sample(job, context);
  }

  private static Outcome sample(Job job, JobContext context)
      throws IOException, InterruptedException {
    Optional<CrashProfile> profile =
        job.target().equals(MIXTURE)
            ? Optional.empty()
            : Optional.of(CrashProfile.named(job.target()));
    CrashSampling.Sampled sampled =
        CrashSampling.run(job.seed(), profile, job.time(), context.directory(), context.progress());
    List<Finding> findings =
        sampled.violated().stream()
            .map(one -> new Finding(one.property(), one.story().strip().lines().toList()))
            .toList();
    return new Outcome(sampled.counts(), List.of(), findings);
  }

  private static Outcome lyingDisk(Job job) {
    CrashSearch.Found found =
        CrashSearch.failingDisks(job.seed(), CrashProfile.DROP, Set.of(PlannedFault.Kind.IGNORED))
            .until(DURABLE, MOST_OPENINGS);
    Failure failure = found.failures().get(DURABLE);
    List<Finding> findings =
        failure == null
            ? List.of()
            : List.of(
                new Finding(DURABLE, failure.violations().get(0).toString().lines().toList()));
    return new Outcome(new TreeMap<>(Map.of(OPENINGS, found.openings())), List.of(), findings);
  }
}
