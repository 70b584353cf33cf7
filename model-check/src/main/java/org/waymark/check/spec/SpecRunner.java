package org.waymark.check.spec;

import java.io.IOException;
import java.util.List;
import org.waymark.check.Profile;

/**
 * Runs models in TLC and judges what comes of them.
 *
 * <p>Each run is given two workers or one, so a machine with two cores is used and not overrun. The
 * methods may be called from any thread; runs do not share state.
 */
public final class SpecRunner {

  private SpecRunner() {}

  /**
   * The models of a profile, in the order in which to run them.
   *
   * @throws IOException if the packaged manifest cannot be read
   */
  public static List<SpecModel> models(Profile profile) throws IOException {
    return SpecFiles.manifest().models(profile);
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
