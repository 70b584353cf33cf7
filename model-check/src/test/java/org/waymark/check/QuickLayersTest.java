package org.waymark.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs each layer's quick profile once, as part of the build, and records what came of it, so that
 * {@code waymark verify} of the same sources need not run it again. What a layer has checked by
 * name becomes a test each, and its verdict one more.
 */
class QuickLayersTest {

  @TestFactory
  Stream<DynamicContainer> layers() {
    return ServiceLoader.load(Layer.class).stream()
        .map(ServiceLoader.Provider::get)
        .map(layer -> DynamicContainer.dynamicContainer(layer.name(), tests(layer)));
  }

  /** Runs the layer when the first of its tests is asked for. */
  private static Stream<DynamicTest> tests(Layer layer) {
    return Stream.of(layer).map(QuickLayersTest::run).flatMap(QuickLayersTest::tests);
  }

  private static Stream<DynamicTest> tests(LayerReport report) {
    return Stream.concat(
        report.result().checks().stream()
            .map(check -> DynamicTest.dynamicTest(check.name(), () -> held(check))),
        Stream.of(DynamicTest.dynamicTest("verdict", () -> held(report))));
  }

  private static void held(Check check) {
    assertThat(check.held()).as(check.explanation()).isTrue();
  }

  private static void held(LayerReport report) {
    assertThat(report.held())
        .as(
            "%s: %s%n%s%n%s%n./%s",
            report.layer(),
            report.result().verdict(),
            report.result().counts(),
            String.join("\n", report.result().details()),
            report.replay())
        .isTrue();
  }

  private static LayerReport run(Layer layer) {
    try {
      Checkout checkout = Checkout.find().orElseThrow();
      // Before the run: what changes meanwhile is not what was checked.
      BuildRecords records = new BuildRecords(checkout.output(), Fingerprint.of(checkout));
      long seed = ThreadLocalRandom.current().nextLong(1L << 32);
      LayerReport report =
          new LayerRunner(checkout.output()).run(layer, Profile.QUICK, seed, Progress.NONE);
      records.record(report, checkout.commit().orElse("unknown"));
      report.notes().forEach(note -> System.err.println("NOTE: " + note));
      return report;
    } catch (IOException e) {
      throw new AssertionError("the machine stood in the way of " + layer.name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(layer.name() + " was interrupted", e);
    }
  }
}
