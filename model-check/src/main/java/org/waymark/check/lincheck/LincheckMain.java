package org.waymark.check.lincheck;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The child of {@link LincheckRuns}: does the jobs of a file one after another, and prints one line
 * for each. What Lincheck prints goes to the other stream.
 *
 * <p>A job that takes too long, or in which nothing moves any more, ends the process, since nobody
 * can end the threads of a scenario: the former with what it has done, the latter as a finding. As
 * long as a run stands still, its time is not up: Lincheck is about to tell that it has hung.
 */
public final class LincheckMain {
  /** The exit status if there may be jobs left. */
  static final int CUT_SHORT = 3;

  /** How a report begins that no run ended any more. */
  public static final String HUNG = "hung: no run ended for ";

  /**
   * How long a single run of a scenario may take: longer than Lincheck itself gives it, so that
   * this is for what Lincheck does not notice.
   */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A run that takes longer stands still. */
  private static final Duration STILL = Duration.ofSeconds(1);

  private static final long LOOK_MILLIS = 500;

  private LincheckMain() {}

  /**
   * Does jobs.
   *
   * @param arguments the file with a job on each line, and the limit of a job in milliseconds
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream lines = System.out;
    System.setOut(System.err);
    List<LincheckJob> jobs = LincheckJson.jobs(Path.of(arguments[0]));
    Duration limit = Duration.ofMillis(Long.parseLong(arguments[1]));
    for (LincheckJob job : jobs) {
      CountDownLatch done = new CountDownLatch(1);
      Thread watch = new Thread(() -> watch(job, limit, done, lines), "waymark-watch");
      watch.setDaemon(true);
      watch.start();
      LincheckOutcome outcome = LincheckCheck.run(job);
      done.countDown();
      print(lines, outcome);
    }
    // Threads of a scenario that hung must not keep the process.
    Runtime.getRuntime().halt(0);
  }

  private static void watch(
      LincheckJob job, Duration limit, CountDownLatch done, PrintStream lines) {
    try {
      long began = System.nanoTime();
      long moved = began;
      long seen = 0;
      while (!done.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        long now = System.nanoTime();
        long invocations = CountingVerifier.invocations();
        if (invocations != seen) {
          seen = invocations;
          moved = now;
        }
        boolean patient = now - moved <= PATIENCE.toNanos();
        boolean moves = seen > 0 && now - moved <= STILL.toNanos();
        if (!patient || (moves && now - began > limit.toNanos())) {
          // To the first run belongs the start of the agent: that it does not end tells nothing.
          boolean hung = !patient && seen > 0;
          print(lines, cut(job, now - began, hung));
          Runtime.getRuntime().halt(CUT_SHORT);
        }
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; were it so, the parent watches too.
      Thread.currentThread().interrupt();
    }
  }

  private static LincheckOutcome cut(LincheckJob job, long nanos, boolean hung) {
    CountingVerifier.Counts counts = CountingVerifier.take();
    return new LincheckOutcome(
        job,
        counts.scenarios(),
        counts.invocations(),
        counts.results(),
        Duration.ofNanos(nanos),
        true,
        hung ? HUNG + PATIENCE.toSeconds() + " s" + stacks() : null);
  }

  private static String stacks() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      text.append("\n").append(entry.getKey());
      for (StackTraceElement frame : entry.getValue()) {
        text.append("\n    at ").append(frame);
      }
    }
    return text.toString();
  }

  /** Prints in one write, so that a reader never finds half a line but at the end. */
  private static void print(PrintStream lines, LincheckOutcome outcome) {
    byte[] line = (LincheckJson.line(outcome) + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (lines) {
      lines.write(line, 0, line.length);
      lines.flush();
    }
  }
}
