package org.waymark.check;

import java.time.Duration;
import java.util.List;

/** A layer that ends as the test wants it to, within a budget of half a second. */
record TestLayer(String name, Body body) implements Layer {

  /** What the layer does. */
  interface Body {
    LayerResult run(LayerContext context, Progress progress) throws Exception;
  }

  static TestLayer holding(String name) {
    return ending(
        name, LayerResult.judge("3 things", List.of(new Count("things", 3, 2)), List.of()));
  }

  static TestLayer violated(String name) {
    return ending(
        name,
        LayerResult.judge(
                "3 things",
                List.of(new Count("things", 3, 2)),
                List.of("P1 violated: <it> & more\n  evidence"))
            .with(
                List.of(new Check("thing › P1", false, "violated")),
                List.of(
                    new Table(
                        "Things & more",
                        List.of("thing", "times"),
                        List.of(List.of("<it>", "3"))))));
  }

  static TestLayer ending(String name, LayerResult result) {
    return new TestLayer(name, (context, progress) -> result);
  }

  @Override
  public String checks() {
    return "what the test wants";
  }

  @Override
  public Duration budget(Profile profile) {
    return Duration.ofMillis(500);
  }

  @Override
  public LayerResult run(LayerContext context, Progress progress) throws Exception {
    return body.run(context, progress);
  }
}
