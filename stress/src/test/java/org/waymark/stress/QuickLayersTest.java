package org.waymark.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.waymark.check.BuildRun;
import org.waymark.check.Check;
import org.waymark.check.Layer;

/**
 * Runs the quick profile of each layer of this module once, as part of the build, and records what
 * came of it. What a layer has checked by name becomes a test each, and its verdict one more.
 */
class QuickLayersTest {

  @TestFactory
  Stream<DynamicContainer> layers() {
    return ServiceLoader.load(Layer.class).stream()
        .filter(layer -> layer.type().getName().startsWith("org.waymark.stress."))
        .map(ServiceLoader.Provider::get)
        .map(layer -> DynamicContainer.dynamicContainer(layer.name(), tests(layer)));
  }

  /** Runs the layer when the first of its tests is asked for. */
  private static Stream<DynamicTest> tests(Layer layer) {
    return Stream.of(layer)
        .flatMap(QuickLayersTest::run)
        .map(check -> DynamicTest.dynamicTest(check.name(), () -> held(check)));
  }

  private static void held(Check check) {
    assertThat(check.held()).as(check.explanation()).isTrue();
  }

  private static Stream<Check> run(Layer layer) {
    try {
      return BuildRun.of(layer).stream();
    } catch (IOException e) {
      throw new AssertionError("the machine stood in the way of " + layer.name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(layer.name() + " was interrupted", e);
    }
  }
}
