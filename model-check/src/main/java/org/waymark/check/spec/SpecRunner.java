package org.waymark.check.spec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The model-checking layer: runs all models of a profile, one after another.
 *
 * <p>Each run is given two workers or one, so a machine with two cores is used and not overrun. The
 * methods may be called from any thread; runs do not share state.
 */
public final class SpecRunner {

  private SpecRunner() {}

  /** Told of the progress, on the thread that runs the models. */
  public interface ProgressListener {

    /**
     * A model is about to run.
     *
     * @param index 1 for the first
     * @param total how many will run
     */
    void started(SpecModel model, int index, int total);

    /** A model has been judged. */
    void finished(SpecResult result);
  }

  /**
   * The models that {@link #run} runs, in order.
   *
   * @throws IOException if the packaged manifest cannot be read
   */
  public static List<SpecModel> models(Profile profile) throws IOException {
    return SpecFiles.manifest().models(profile);
  }

  /**
   * Runs all models of a profile, also after one has failed.
   *
   * @return the results in the order of {@link #models}; the layer held if each verdict is good
   * @throws IOException if TLC could not be run at all
   * @throws InterruptedException if this thread was interrupted; no child JVM is left
   */
  public static List<SpecResult> run(Profile profile, ProgressListener listener)
      throws IOException, InterruptedException {
    List<SpecModel> models = models(profile);
    List<SpecResult> results = new ArrayList<>();
    try (SpecFiles files = SpecFiles.extract()) {
      for (SpecModel model : models) {
        listener.started(model, results.size() + 1, models.size());
        SpecResult result = run(model, files);
        results.add(result);
        listener.finished(result);
      }
    }
    return List.copyOf(results);
  }

  /**
   * Runs one model.
   *
   * @throws IOException if TLC could not be run at all
   * @throws InterruptedException if this thread was interrupted; no child JVM is left
   */
  public static SpecResult run(SpecModel model) throws IOException, InterruptedException {
    try (SpecFiles files = SpecFiles.extract()) {
      return run(model, files);
    }
  }

  private static SpecResult run(SpecModel model, SpecFiles files)
      throws IOException, InterruptedException {
    TlcRun run = TlcRun.of(model, files.directory());
    Verdict verdict = Verdict.judge(model, run.exitCode(), run.output(), files.checks(model));
    return new SpecResult(model, verdict, run.took(), run.output().text());
  }
}
