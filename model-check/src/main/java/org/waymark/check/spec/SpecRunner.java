package org.waymark.check.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.waymark.check.Profile;
import org.waymark.check.spec.Verdict.Kind;

/**
 * Runs models in TLC and judges what comes of them. Several threads may use one at the same time;
 * runs share nothing but the files, which they only read.
 */
final class SpecRunner {

  private static final Duration FOREVER = Duration.ofDays(365);

  private final SpecFiles files;
  private final TlcOptions options;
  private final boolean tellExpected;

  /**
   * Creates a runner.
   *
   * @param files the specification; stays open
   * @param options how to run TLC
   * @param tellExpected whether to report on expected violations too, which takes a second each
   */
  SpecRunner(SpecFiles files, TlcOptions options, boolean tellExpected) {
    this.files = files;
    this.options = options;
    this.tellExpected = tellExpected;
  }

  /**
   * The models of a profile, in the order of the manifest.
   *
   * @throws IOException if the packaged manifest cannot be read
   */
  static List<SpecModel> models(Profile profile) throws IOException {
    return SpecFiles.manifest().models(profile);
  }

  /**
   * Runs one model as the manifest means it.
   *
   * @param listener hears how far it has come, from another thread
   * @throws IOException if TLC could not be run at all
   * @throws InterruptedException if this thread was interrupted; no child JVM is left
   */
  SpecResult run(SpecModel model, Consumer<TlcProgress> listener)
      throws IOException, InterruptedException {
    TlcConfig config = files.config(model);
    String difference = config.difference(model.bounds());
    if (!difference.isEmpty() && model.kind() != SpecModel.Kind.OPEN) {
      return SpecResult.refused(
          model,
          config.checks(),
          new Verdict(
              Kind.BOUNDS_DIFFER,
              "bounds of the manifest and of the configuration differ: " + difference));
    }
    Path scratch = scratch();
    List<String> command = TlcCommand.check(model, options, scratch);
    TlcRun run = TlcRun.of(command, files.directory(), limit(model), listener);
    return result(model, config, run, Verdict.judge(model, run, config.checks()));
  }

  /**
   * Looks at random behaviours of any model.
   *
   * @see #run
   */
  SpecResult simulate(SpecModel model, TlcCommand.Simulating how, Consumer<TlcProgress> listener)
      throws IOException, InterruptedException {
    TlcConfig config = files.config(model);
    List<String> command = TlcCommand.simulate(model, how, options, scratch());
    TlcRun run = TlcRun.of(command, files.directory(), FOREVER, listener);
    long least = how.seconds() > 0 ? 1 : how.behaviours().traces();
    return result(model, config, run, Verdict.judgeBehaviours(model, run, least, config.checks()));
  }

  /**
   * Lets workers elsewhere run one model, and waits for them.
   *
   * @param here where they find the server
   * @see #run
   */
  SpecResult serve(SpecModel model, TlcCommand.Place here, Consumer<TlcProgress> listener)
      throws IOException, InterruptedException {
    TlcConfig config = files.config(model);
    List<String> command = TlcCommand.server(model, here, options, scratch());
    TlcRun run = TlcRun.of(command, files.directory(), FOREVER, listener);
    return result(model, config, run, Verdict.judgeDistributed(model, run, config.checks()));
  }

  private Path scratch() throws IOException {
    return Files.createTempDirectory(files.directory(), "tlc-");
  }

  private SpecResult result(SpecModel model, TlcConfig config, TlcRun run, Verdict verdict)
      throws InterruptedException {
    TlcOutput output = run.output();
    boolean told = output.violated() && (tellExpected || !verdict.good());
    String report = told ? ViolationReport.of(model, config.checks(), files, output.text()) : "";
    return SpecResult.of(model, config.checks(), verdict, run, report);
  }

  private static Duration limit(SpecModel model) {
    if (model.kind() == SpecModel.Kind.OPEN) {
      return FOREVER;
    }
    return switch (model.profile()) {
      case QUICK -> Duration.ofMinutes(5);
      case FULL -> Duration.ofMinutes(20);
      case NIGHTLY -> Duration.ofHours(4);
    };
  }
}
