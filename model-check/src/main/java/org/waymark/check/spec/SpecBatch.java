package org.waymark.check.spec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs many models so that the machine is used and not overrun: those that need one worker first,
 * several side by side, then those that use several workers one after the other. One run at a time.
 */
final class SpecBatch {

  /** Hears how the runs go. Called from several threads, but never from two at once. */
  interface Listener {

    /** Hears nothing. */
    Listener NONE = new Listener() {};

    /** A model is begun. */
    default void started(SpecModel model) {}

    /** A model has come so far. */
    default void progress(SpecModel model, TlcProgress progress) {}

    /** A model has ended. */
    default void ended(SpecResult result) {}
  }

  /** Runs one model; {@link SpecRunner#run} does. */
  interface Run {

    /** Runs a model and judges what comes of it. */
    SpecResult of(SpecModel model, Consumer<TlcProgress> listener)
        throws IOException, InterruptedException;
  }

  private final Run run;
  private final int atOnce;
  private final Listener listener;

  /**
   * Creates a batch.
   *
   * @param run how to run one model, from any thread
   * @param atOnce how many models with a single worker run at the same time, 1 or more
   */
  SpecBatch(Run run, int atOnce, Listener listener) {
    this.run = run;
    this.atOnce = atOnce;
    this.listener = listener;
  }

  /**
   * Runs models.
   *
   * @param more is asked before each start; once it says no, nothing is started any more
   * @return what came of those that were started, in the order of {@code models}
   * @throws IOException if TLC could not be run at all; no child JVM is left
   * @throws InterruptedException if this thread was interrupted; no child JVM is left
   */
  List<SpecResult> run(List<SpecModel> models, BooleanSupplier more)
      throws IOException, InterruptedException {
    List<SpecResult> results = new ArrayList<>();
    results.addAll(run(models.stream().filter(SpecModel::singleWorker).toList(), atOnce, more));
    results.addAll(run(models.stream().filter(model -> !model.singleWorker()).toList(), 1, more));
    results.sort((a, b) -> models.indexOf(a.model()) - models.indexOf(b.model()));
    return results;
  }

  private List<SpecResult> run(List<SpecModel> models, int threads, BooleanSupplier more)
      throws IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<@Nullable SpecResult>> running = new ArrayList<>();
    List<SpecResult> results = new ArrayList<>();
    try {
      for (SpecModel model : models) {
        running.add(pool.submit(() -> more.getAsBoolean() ? run(model) : null));
      }
      for (Future<@Nullable SpecResult> each : running) {
        SpecResult result = each.get();
        if (result != null) {
          results.add(result);
        }
      }
      return results;
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException machine) {
        throw machine;
      }
      throw new IllegalStateException("a model could not be judged", failure.getCause());
    } finally {
      pool.shutdownNow();
      awaitEnd(pool);
    }
  }

  /** An interrupted run kills its child first: only then may the files be removed. */
  private static void awaitEnd(ExecutorService pool) throws InterruptedException {
    boolean interrupted = Thread.interrupted();
    while (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
      pool.shutdownNow();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private SpecResult run(SpecModel model) throws IOException, InterruptedException {
    synchronized (listener) {
      listener.started(model);
    }
    SpecResult result =
        run.of(
            model,
            progress -> {
              synchronized (listener) {
                listener.progress(model, progress);
              }
            });
    synchronized (listener) {
      listener.ended(result);
    }
    return result;
  }
}
