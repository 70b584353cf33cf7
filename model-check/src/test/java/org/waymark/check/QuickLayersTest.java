package org.waymark.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs each layer's quick profile once, as part of the build, and records what came of it, so that
 * {@code waymark verify} of the same sources need not run it again.
 */
class QuickLayersTest {

  @TestFactory
  Stream<DynamicTest> layers() {
    return ServiceLoader.load(Layer.class).stream()
        .map(ServiceLoader.Provider::get)
        .map(layer -> DynamicTest.dynamicTest(layer.name(), () -> holds(layer)));
  }

  private static void holds(Layer layer) throws Exception {
    Checkout checkout = Checkout.find().orElseThrow();
    // Before the run: what changes meanwhile is not what was checked.
    BuildRecords records = new BuildRecords(checkout.output(), Fingerprint.of(checkout));
    long seed = ThreadLocalRandom.current().nextLong(1L << 32);
    LayerReport report =
        new LayerRunner(checkout.output()).run(layer, Profile.QUICK, seed, Progress.NONE);
    records.record(report, checkout.commit().orElse("unknown"));
    assertThat(report.held())
        .as(
            "%s: %s%n%s%n%s%n./%s",
            layer.name(),
            report.result().verdict(),
            report.result().counts(),
            String.join("\n", report.result().details()),
            report.replay())
        .isTrue();
  }
}
