package org.waymark.check.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.waymark.check.disk.CrashProfile;

/** Crashes of drawn workloads for a given time, as {@code waymark crash} samples them. */
public final class CrashSampling {
  private static final int THREADS = 2;

  private CrashSampling() {}

  /**
   * What sampling came to.
   *
   * @param counts how much was done, by what was counted, in the plural
   * @param violated the first violation of each property; empty if all held
   */
  public record Sampled(SortedMap<String, Long> counts, List<Violated> violated) {

    /** Copies the list. */
    public Sampled {
      violated = List.copyOf(violated);
    }
  }

  /**
   * A violation.
   *
   * @param property the id of the property, such as {@code P1}
   * @param story what happened; its last line is the command that runs it again
   */
  public record Violated(String property, String story) {}

  /**
   * Samples until the time is up, or something is violated. What is drawn follows from the seed;
   * how far it comes, from the machine.
   *
   * @param profile what the disk may keep; empty for a mixture of everything
   * @param directory where files about violations go
   * @param progress hears now and then how far it is
   * @throws IOException if a file about a violation cannot be written
   * @throws InterruptedException if this thread was interrupted; its helpers have ended
   */
  public static Sampled run(
      long seed,
      Optional<CrashProfile> profile,
      Duration time,
      Path directory,
      Consumer<String> progress)
      throws IOException, InterruptedException {
    Sampling.Mixture every = Sampling.Mixture.of(seed);
    Sampling.Mixture mixture = profile.map(every::with).orElse(every);
    Campaign campaign = new Campaign(THREADS);
    long end = System.nanoTime() + time.toNanos();
    BooleanSupplier enough = () -> System.nanoTime() - end >= 0;
    campaign.sample(
        mixture, 0, enough, () -> progress.accept(campaign.images() + " images recovered"));
    return new Sampled(counts(campaign), violated(campaign.failures(), directory));
  }

  private static SortedMap<String, Long> counts(Campaign campaign) {
    Tally tally = campaign.counts();
    SortedMap<String, Long> counts = new TreeMap<>();
    counts.put("explorations", (long) campaign.done());
    counts.put("images recovered", tally.images);
    counts.put("openings of the log", tally.recoveries);
    counts.put("crashes within an opening", tally.nested);
    counts.put("crashes while serving again", tally.again);
    counts.put("process deaths", tally.deaths);
    counts.put("faults of the disk", tally.faults);
    return counts;
  }

  /** Each property's first failure, in the order in which they are reported. */
  private static List<Violated> violated(List<Failure> failures, Path directory)
      throws IOException {
    TreeSet<String> properties = new TreeSet<>();
    failures.forEach(one -> properties.add(one.violations().get(0).property()));
    List<String> stories = FailureReporter.find().report(failures, directory);
    List<Violated> violated = new ArrayList<>();
    for (String property : properties) {
      violated.add(new Violated(property, stories.get(violated.size())));
    }
    return violated;
  }
}
