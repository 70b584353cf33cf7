package org.waymark.stress.campaign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.waymark.stress.jcstress.Compilation;
import org.waymark.stress.jcstress.JcstressJob;
import org.waymark.stress.jcstress.JcstressOutcome;
import org.waymark.stress.jcstress.JcstressRuns;
import org.waymark.stress.jcstress.JcstressTest;
import org.waymark.stress.jcstress.Pace;
import org.waymark.stress.jcstress.Role;

/**
 * Memory ordering under jcstress. A target is one test: an idea or a shipped class; the weakened
 * twins are the calibration. The seed chooses the kind of compilation; the rest is chance.
 */
public final class JcstressTool implements Tool {

  /** For {@link java.util.ServiceLoader}. */
  public JcstressTool() {}

  @Override
  public String name() {
    return "jcstress";
  }

  @Override
  public List<String> targets() {
    return JcstressTest.all().stream()
        .filter(test -> test.role() != Role.TWIN)
        .map(JcstressTest::name)
        .toList();
  }

  @Override
  public List<String> calibration() {
    return JcstressTest.all().stream()
        .filter(test -> test.role() == Role.TWIN)
        .map(JcstressTest::name)
        .toList();
  }

  @Override
  public Outcome run(Job job, JobContext context) throws IOException, InterruptedException {
    JcstressTest test = JcstressTest.named(job.target());
    Pace pace =
        test.role() == Role.TWIN
            ? Pace.untilSeen(job.time(), Compilation.ofTwin(job.seed()))
            : Pace.of(job.time(), Compilation.of(job.seed()));
    AtomicLong samples = new AtomicLong();
    List<JcstressOutcome> outcomes =
        JcstressRuns.run(
            new JcstressJob(List.of(test), pace),
            context.directory(),
            job.time().multipliedBy(2),
            round -> context.progress().accept(samples.addAndGet(round.samples()) + " samples"));
    SortedMap<String, Long> counts = new TreeMap<>(Map.of("samples", 0L));
    List<Seen> seen = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (JcstressOutcome outcome : outcomes) {
      counts.merge("samples", outcome.samples(), Long::sum);
      outcome
          .seen()
          .forEach(
              s ->
                  seen.add(
                      new Seen(
                          job.target(), s.outcome(), s.expectation(), s.meaning(), s.times())));
      List<String> story = new ArrayList<>(outcome.violations());
      story.addAll(outcome.mistakes());
      if (!story.isEmpty()) {
        findings.add(new Finding("memory order", story));
      }
    }
    return new Outcome(counts, seen, findings);
  }
}
