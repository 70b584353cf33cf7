package org.waymark.check.lincheck;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.waymark.check.ChildJvm;
import org.waymark.check.Progress;

/**
 * Does Lincheck jobs in child JVMs, many in each, since its agent takes seconds to start. A child
 * that ended with a job that took too long is followed by another for the rest.
 */
public final class LincheckRuns {
  /**
   * How many jobs under stress a child does. Its agent transforms classes again for each, and from
   * some JDK between 17 and 25 on the JVM gathers what it replaced: there a dozen jobs take a
   * second each and the next ones a minute each, until the constant pool of a class overflows.
   */
  private static final int MOST_UNDER_STRESS = 8;

  private static final long LOOK_MILLIS = 100;

  /**
   * How much longer than its limit a job may take before the parent ends a child gone silent: the
   * child itself gives up earlier.
   */
  private static final Duration GRACE = LincheckMain.PATIENCE.plusSeconds(30);

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int LOG_LINES = 20;

  private LincheckRuns() {}

  /**
   * How long it may take.
   *
   * @param job one job; it is cut short then, and its outcome tells how far it came; if it stands
   *     still it has time to show whether it has hung
   * @param all everything; what is not done then is left out
   */
  public record Limits(Duration job, Duration all) {}

  /** Does jobs on the shipped classes; see the other one. */
  public static List<LincheckOutcome> run(
      List<LincheckJob> jobs, Path directory, Limits limits, Progress progress)
      throws IOException, InterruptedException {
    return run(jobs, List.of(), directory, limits, progress);
  }

  /**
   * Does jobs one after another, on the calling thread as far as anybody sees.
   *
   * @param first directories with classes that stand in for the shipped ones
   * @param directory where the child's files go; one run at a time
   * @param progress is told of each job that is done
   * @return the outcomes of the jobs that were begun, in their order
   * @throws InterruptedException if interrupted; no child is left
   * @throws IOException if a child could not be started, or ended by itself
   */
  public static List<LincheckOutcome> run(
      List<LincheckJob> jobs, List<Path> first, Path directory, Limits limits, Progress progress)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    List<LincheckOutcome> outcomes = new ArrayList<>();
    int child = 0;
    while (outcomes.size() < jobs.size() && began + limits.all().toNanos() > System.nanoTime()) {
      child++;
      int before = outcomes.size();
      List<LincheckJob> its = forOneChild(jobs.subList(before, jobs.size()));
      Child run = new Child(directory, child, its, first, limits);
      run.follow(
          began + limits.all().toNanos(),
          outcome -> {
            outcomes.add(outcome);
            progress.at(outcomes.size(), jobs.size(), outcome.job().toString());
          });
      if (outcomes.size() == before && began + limits.all().toNanos() > System.nanoTime()) {
        throw new IOException("the child JVM did no job: " + run.lastWords());
      }
    }
    return outcomes;
  }

  private static List<LincheckJob> forOneChild(List<LincheckJob> jobs) {
    int underStress = 0;
    for (int i = 0; i < jobs.size(); i++) {
      if (jobs.get(i).mode() == Mode.STRESS && ++underStress > MOST_UNDER_STRESS) {
        return jobs.subList(0, i);
      }
    }
    return jobs;
  }

  /** Hears of outcomes. */
  private interface Ear {
    void done(LincheckOutcome outcome);
  }

  /** One child JVM. */
  private static final class Child {
    private final List<LincheckJob> jobs;
    private final List<Path> first;
    private final Duration limit;
    private final boolean soonEnds;
    private final Path input;
    private final Path lines;
    private final Path log;
    private int read;

    Child(Path directory, int number, List<LincheckJob> jobs, List<Path> first, Limits limits) {
      this.jobs = jobs;
      this.first = first;
      this.limit = limits.job();
      this.soonEnds = limits.all().compareTo(SOON) < 0;
      this.input = directory.resolve("jobs-" + number + ".jsonl");
      this.lines = directory.resolve("outcomes-" + number + ".jsonl");
      this.log = directory.resolve("lincheck-" + number + ".log");
    }

    void follow(long deadlineNanos, Ear ear) throws IOException, InterruptedException {
      Files.write(input, jobs.stream().map(LincheckJson::line).toList());
      Process process =
          ChildJvm.withAgent(
                  soonEnds,
                  first,
                  LincheckMain.class,
                  input.toString(),
                  Long.toString(limit.toMillis()))
              .redirectOutput(lines.toFile())
              .redirectError(log.toFile())
              .start();
      try {
        process.getOutputStream().close();
        long lastHeard = System.nanoTime();
        while (true) {
          boolean ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
          if (hear(ear)) {
            lastHeard = System.nanoTime();
          }
          if (ended) {
            endedWith(process.exitValue());
            return;
          }
          if (System.nanoTime() > deadlineNanos) {
            if (read < jobs.size()) {
              ear.done(leftOff(System.nanoTime() - lastHeard));
            }
            return;
          }
          if (System.nanoTime() - lastHeard > limit.plus(GRACE).toNanos()) {
            ear.done(silent());
            return;
          }
        }
      } finally {
        end(process);
      }
    }

    /** Waits until it is gone, which a kill does not take long, so that nothing is left behind. */
    private static void end(Process process) {
      process.destroyForcibly().onExit().join();
    }

    private LincheckOutcome leftOff(long nanos) {
      return new LincheckOutcome(jobs.get(read), 0, 0, 0, Duration.ofNanos(nanos), true, null);
    }

    private LincheckOutcome silent() {
      String text = "hung: nothing was heard of it for " + limit.plus(GRACE).toSeconds() + " s";
      return new LincheckOutcome(jobs.get(read), 0, 0, 0, limit.plus(GRACE), true, text);
    }

    /** Tells of what is new in the child's file; false if nothing is. */
    private boolean hear(Ear ear) throws IOException {
      String text = Files.readString(lines, StandardCharsets.UTF_8);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      List<String> fresh = whole.lines().skip(read).toList();
      for (String line : fresh) {
        ear.done(LincheckJson.outcome(line));
        read++;
      }
      return !fresh.isEmpty();
    }

    private void endedWith(int exit) throws IOException {
      if (exit != 0 && exit != LincheckMain.CUT_SHORT) {
        throw new IOException("the child JVM ended with " + exit + ": " + lastWords());
      }
    }

    String lastWords() throws IOException {
      if (!Files.exists(log)) {
        return "it was never started";
      }
      try (Stream<String> all = Files.lines(log)) {
        List<String> told = all.toList();
        return String.join("\n", told.subList(Math.max(0, told.size() - LOG_LINES), told.size()));
      }
    }
  }
}
