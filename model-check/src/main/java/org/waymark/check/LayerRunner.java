package org.waymark.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs one layer in a directory of its own, and turns whatever happens into a report.
 *
 * <p>A layer that has not ended after twice its budget is interrupted and counts as violated: what
 * hangs does not hold. The directory is removed if the layer held and named in the report if not.
 */
final class LayerRunner {
  private static final long PATIENCE_MILLIS = 10_000;

  private final Path output;

  /**
   * Creates a runner.
   *
   * @param output where the layers' directories are made
   */
  LayerRunner(Path output) {
    this.output = output;
  }

  /** Runs a layer and reports. */
  LayerReport run(Layer layer, Profile profile, long seed, Progress progress)
      throws IOException, InterruptedException {
    Path directory = output.resolve(layer.name() + "-" + profile + "-" + seed);
    Trees.delete(directory);
    Files.createDirectories(directory);
    Duration budget = layer.budget(profile);
    long started = System.nanoTime();
    LayerContext context = new LayerContext(profile, seed, directory, budget, started);
    LayerResult result;
    try {
      result = watch(layer, context, progress);
    } catch (InterruptedException ended) {
      if (Trees.isEmpty(directory)) {
        Trees.delete(directory);
      }
      throw ended;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    if (result.verdict() == Verdict.HELD || Trees.isEmpty(directory)) {
      Trees.delete(directory);
    } else {
      result = withDetail(result, "kept for a closer look: " + directory);
    }
    return new LayerReport(
        layer.name(),
        layer.checks(),
        profile,
        seed,
        result,
        took,
        budget,
        Instant.now(),
        /* fromBuild= */ false);
  }

  private static LayerResult watch(Layer layer, LayerContext context, Progress progress)
      throws InterruptedException {
    FutureTask<LayerResult> task = new FutureTask<>(() -> layer.run(context, progress));
    Thread thread = new Thread(task, "layer " + layer.name());
    thread.setDaemon(true);
    thread.start();
    Duration most = context.budget().multipliedBy(2);
    try {
      return task.get(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException hanging) {
      String where = stack(thread);
      thread.interrupt();
      return violated("did not end within " + most.toSeconds() + " s; it was at\n" + where);
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause();
      if (cause instanceof IOException) {
        return LayerResult.couldNotRun(cause.toString());
      }
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      return violated("the layer failed: " + trace);
    } finally {
      thread.interrupt();
      // What it has started must not outlive this process, nor its files.
      thread.join(PATIENCE_MILLIS);
    }
  }

  private static String stack(Thread thread) {
    StringBuilder lines = new StringBuilder();
    for (StackTraceElement element : thread.getStackTrace()) {
      lines.append("  ").append(element).append('\n');
    }
    return lines.toString();
  }

  private static LayerResult violated(String why) {
    return new LayerResult(Verdict.VIOLATED, "", List.of(), List.of(why));
  }

  private static LayerResult withDetail(LayerResult result, String detail) {
    List<String> details = new ArrayList<>(result.details());
    details.add(detail);
    return new LayerResult(result.verdict(), result.checked(), result.counts(), details)
        .with(result.checks(), result.tables());
  }
}
