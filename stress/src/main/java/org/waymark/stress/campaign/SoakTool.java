package org.waymark.stress.campaign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waymark.stress.storm.Figure;
import org.waymark.stress.storm.Latency;
import org.waymark.stress.storm.Soak;
import org.waymark.stress.storm.SoakOutcome;
import org.waymark.stress.storm.StormOutcome;
import org.waymark.stress.storm.Storms;

/**
 * Real threads on a real directory: the soak, whose processes are killed, and each storm.
 *
 * <p>Its known mistakes are writers with one bad habit each, which a process's death or a client's
 * own look shows. A missing force is not among them: a SIGKILL keeps what was written.
 */
public final class SoakTool implements Tool {
  private static final String SOAK = "soak";
  private static final Pattern PROPERTY = Pattern.compile("\\b(P\\d+) violated: ");

  /** For {@link java.util.ServiceLoader}. */
  public SoakTool() {}

  @Override
  public String name() {
    return SOAK;
  }

  @Override
  public List<String> targets() {
    List<String> targets = new ArrayList<>();
    targets.add(SOAK);
    targets.addAll(Storms.names());
    return targets;
  }

  @Override
  public List<String> calibration() {
    return Soak.calibration();
  }

  @Override
  public Outcome run(Job job, JobContext context) throws IOException, InterruptedException {
    if (Storms.names().contains(job.target())) {
      return outcome(job, Storms.run(job.target(), job.seed(), job.time(), context.directory()));
    }
    return outcome(
        job,
        job.target().equals(SOAK)
            ? Soak.run(job.seed(), job.time(), context.directory(), context.progress())
            : Soak.calibrate(
                job.target(), job.seed(), job.time(), context.directory(), context.progress()));
  }

  /** A storm in which nothing was committed is idle. */
  static Outcome outcome(Job job, StormOutcome storm) {
    boolean idle = storm.count(Figure.COMMITS) == 0;
    return outcome(job, idle, counts(storm.counts()), storm.latency(), storm.violations());
  }

  /** A soak in which nothing was committed or nobody was killed is idle. */
  static Outcome outcome(Job job, SoakOutcome soak) {
    SortedMap<String, Long> counts = counts(soak.counts());
    // The loop counts lives too, those included that were killed before they could.
    counts.remove(Figure.LIVES.toString());
    soak.seen().stream()
        .filter(count -> count.seen() != 0)
        .forEach(count -> counts.put(count.what(), count.seen()));
    boolean idle = soak.count(Figure.COMMITS) == 0 || soak.kills() == 0;
    return outcome(job, idle, counts, soak.latency(), soak.violations());
  }

  /** What can be added up over jobs. */
  private static SortedMap<String, Long> counts(Map<Figure, Long> figures) {
    SortedMap<String, Long> counts = new TreeMap<>();
    figures.forEach(
        (figure, count) -> {
          if (count != 0 && !figure.isMaximum()) {
            counts.put(figure.toString(), count);
          }
        });
    return counts;
  }

  /** Makes an outcome; the counts of an idle job would pass for work, so they are left out. */
  private static Outcome outcome(
      Job job,
      boolean idle,
      SortedMap<String, Long> counts,
      Latency latency,
      List<String> violations) {
    if (idle && violations.isEmpty()) {
      return new Outcome(new TreeMap<>(), List.of(), List.of());
    }
    List<Seen> seen = new ArrayList<>();
    latency
        .within()
        .forEach(
            (limit, times) ->
                seen.add(
                    new Seen(
                        job.target(),
                        "answered " + limit,
                        "measured",
                        "from the call until the answer",
                        times)));
    List<Finding> findings = new ArrayList<>();
    if (!violations.isEmpty()) {
      // One mistake shows in many ways; which came first is the one to look at.
      List<String> story = new ArrayList<>();
      violations.forEach(violation -> violation.lines().forEach(story::add));
      findings.add(new Finding(property(job, violations.get(0)), story));
    }
    return new Outcome(counts, seen, findings);
  }

  /** The oracle's property, or the target if it was no judgement of the history. */
  private static String property(Job job, String violation) {
    Matcher named = PROPERTY.matcher(violation);
    return named.find() ? named.group(1) : job.target();
  }
}
