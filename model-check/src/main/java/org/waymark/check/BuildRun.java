package org.waymark.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The run of a layer's quick profile that is part of the build: it is recorded, so that {@code
 * waymark verify} of the same sources need not run it again.
 */
public final class BuildRun {

  private BuildRun() {}

  /**
   * Runs a layer and records what came of it, in the checkout that these classes were built in.
   *
   * @return what the layer has checked by name, and its verdict as the last
   * @throws IOException if the machine stood in the way
   */
  public static List<Check> of(Layer layer) throws IOException, InterruptedException {
    Checkout checkout = Checkout.find().orElseThrow(() -> new IOException("not in a checkout"));
    // Before the run: what changes meanwhile is not what was checked.
    Fingerprint fingerprint = Fingerprint.of(checkout, layer.getClass());
    long seed = ThreadLocalRandom.current().nextLong(1L << 32);
    LayerReport report =
        new LayerRunner(checkout.output()).run(layer, Profile.QUICK, seed, Progress.NONE);
    new BuildRecords(checkout.output(), fingerprint)
        .record(report, checkout.commit().orElse("unknown"));
    report.notes().forEach(note -> System.err.println("NOTE: " + note));
    List<Check> checks = new ArrayList<>(report.result().checks());
    checks.add(new Check("verdict", report.held(), explanation(report)));
    return checks;
  }

  private static String explanation(LayerReport report) {
    LayerResult result = report.result();
    return "%s: %s%n%s%n%s%n./%s"
        .formatted(
            report.layer(),
            result.verdict(),
            result.counts(),
            String.join("\n", result.details()),
            report.replay());
  }
}
