package org.waymark.stress.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.waymark.check.Trees;
import org.waymark.check.Workers;

/**
 * One job on a thread of its own, so that neither an endless tool nor a failing one ends the
 * campaign: both are findings. Used once, by one thread.
 */
final class JobRun {
  /** What a job that does not end violates. */
  static final String ENDS = "ends";

  /** What a job violates that ends with an exception. */
  static final String NO_EXCEPTION = "no exception";

  private static final long LOOK_MILLIS = 200;

  /** Less than an orderly end may take. */
  private static final long PATIENCE_SECONDS = 15;

  /** How long a job may take beyond twice its time, for a machine that others share. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final Tool tool;
  private final Job job;
  private final Path directory;
  private final LongSupplier nanos;
  private final Environment environment;
  private final long began;
  private final AtomicReference<String> doing = new AtomicReference<>("");

  /**
   * Prepares a job.
   *
   * @param directory where it may leave files; what an earlier try has left there is removed
   * @param nanos the time, which never goes back
   */
  JobRun(Tool tool, Job job, Path directory, Environment environment, LongSupplier nanos) {
    this.tool = tool;
    this.job = job;
    this.directory = directory;
    this.environment = environment;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /** Returns how long it has been running. */
  Duration running() {
    return Duration.ofNanos(nanos.getAsLong() - began);
  }

  /**
   * Runs it.
   *
   * @param look called now and then, by the calling thread, with what the job is doing
   * @throws InterruptedException if this thread was interrupted; the job has ended, if it listens
   */
  Result run(Consumer<String> look) throws IOException, InterruptedException {
    Trees.delete(directory);
    Files.createDirectories(directory);
    ExecutorService worker = Workers.daemons(1, "waymark-stress-job");
    AtomicReference<Thread> thread = new AtomicReference<>();
    try {
      Future<Outcome> ended =
          worker.submit(
              () -> {
                thread.set(Thread.currentThread());
                return tool.run(job, new JobContext(directory, doing::set));
              });
      return await(ended, thread, look);
    } finally {
      worker.shutdownNow();
      worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private Result await(Future<Outcome> ended, AtomicReference<Thread> thread, Consumer<String> look)
      throws InterruptedException {
    Duration most = job.time().multipliedBy(2).plus(GRACE);
    while (true) {
      look.accept(doing.get());
      try {
        return result(ended.get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
      } catch (TimeoutException goesOn) {
        if (running().compareTo(most) > 0) {
          return found(ENDS, stack(Objects.requireNonNull(thread.get())));
        }
      } catch (ExecutionException failed) {
        Throwable cause = Objects.requireNonNull(failed.getCause());
        return cause instanceof IOException trouble
            ? Result.troubled(job, environment, running(), String.valueOf(trouble.getMessage()))
            : found(NO_EXCEPTION, trace(cause));
      }
    }
  }

  private Result result(Outcome outcome) {
    return new Result(job, environment, running(), outcome, Optional.empty());
  }

  private Result found(String property, List<String> story) {
    List<Finding> findings = List.of(new Finding(property, story));
    return result(new Outcome(new TreeMap<>(), List.of(), findings));
  }

  private List<String> stack(Thread thread) {
    List<String> story = new ArrayList<>();
    story.add(
        "after "
            + running().toSeconds()
            + " s it goes on, and was to take "
            + job.time().toSeconds()
            + " s; its thread is at");
    for (StackTraceElement frame : thread.getStackTrace()) {
      story.add("  " + frame);
    }
    return story;
  }

  private static List<String> trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString().lines().toList();
  }
}
