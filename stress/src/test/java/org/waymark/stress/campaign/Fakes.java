package org.waymark.stress.campaign;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.waymark.check.Progress;

/** Tools, clocks and results that tests make up. */
final class Fakes {
  static final Environment HERE = new Environment("17.0.1", "amd64", 2, "c0ffee");
  static final Outcome CALM =
      new Outcome(new TreeMap<>(Map.of("tries", 10L)), List.of(), List.of());

  private Fakes() {}

  /** A clock that stands still unless it is moved. */
  static final class Clock implements LongSupplier {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    @Override
    public long getAsLong() {
      return nanos.get();
    }

    void pass(Duration time) {
      nanos.addAndGet(time.toNanos());
    }
  }

  /** What a scripted tool does with a job. */
  @FunctionalInterface
  interface Script {
    Outcome run(Job job, JobContext context) throws Exception;
  }

  /** A tool that takes each job's time, by a clock of its own, and does what its script says. */
  static final class ScriptedTool implements Tool {
    private final String name;
    private final List<String> targets;
    private final List<String> known;
    private final Clock clock;
    private final Script script;
    private final List<Job> jobs = new ArrayList<>();

    ScriptedTool(
        String name, List<String> targets, List<String> known, Clock clock, Script script) {
      this.name = name;
      this.targets = targets;
      this.known = known;
      this.clock = clock;
      this.script = script;
    }

    /** Returns the jobs that it was given. */
    List<Job> jobs() {
      return jobs;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<String> targets() {
      return targets;
    }

    @Override
    public List<String> calibration() {
      return known;
    }

    @Override
    public Outcome run(Job job, JobContext context)
        throws java.io.IOException, InterruptedException {
      jobs.add(job);
      clock.pass(job.time());
      try {
        return script.run(job, context);
      } catch (RuntimeException | java.io.IOException | InterruptedException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  /** A tool that catches what it is shown, and finds nothing else. */
  static ScriptedTool good(String name, Clock clock) {
    return tool(name, clock, (job, context) -> CALM);
  }

  /** A tool that catches what it is shown, and else does what the script says. */
  static ScriptedTool tool(String name, Clock clock, Script script) {
    return new ScriptedTool(
        name,
        List.of("one", "two", "three"),
        List.of("known"),
        clock,
        (job, context) -> job.isCalibration() ? found("known") : script.run(job, context));
  }

  static Outcome found(String property) {
    Finding finding = new Finding(property, List.of("first it was so,", "  then it was not"));
    return new Outcome(new TreeMap<>(Map.of("tries", 3L)), List.of(), List.of(finding));
  }

  static Settings settings(Duration budget, Tool... tools) {
    return Settings.of(7, Shard.WHOLE, List.of(tools).stream().map(Tool::name).toList(), budget);
  }

  /** Runs a campaign from where its directory stands; returns what was told. */
  static List<String> run(
      CampaignDirectory directory, List<? extends Tool> tools, Clock clock, boolean failFast)
      throws Exception {
    List<String> told = new ArrayList<>();
    Settings settings = directory.settings();
    CampaignProgress progress = new CampaignProgress(settings.budget(), Progress.NONE);
    Plan plan = new Plan(settings, List.copyOf(tools));
    new Campaign(plan, directory, HERE, clock, progress, told::add, failFast).run();
    return told;
  }

  /** Runs a new campaign to its end. */
  static Recorded run(Path path, Duration budget, Clock clock, Tool... tools) throws Exception {
    try (CampaignDirectory directory = CampaignDirectory.create(path, settings(budget, tools))) {
      run(directory, List.of(tools), clock, /* failFast= */ false);
    }
    return Recorded.read(path);
  }
}
