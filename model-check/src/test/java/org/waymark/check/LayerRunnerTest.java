package org.waymark.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a layer does, it becomes a report. */
class LayerRunnerTest {
  @TempDir private Path output;

  private LayerReport run(TestLayer.Body body) throws Exception {
    return new LayerRunner(output)
        .run(new TestLayer("probe", body), Profile.QUICK, 42, Progress.NONE);
  }

  @Test
  void aLayerThatHeldLeavesNothing() throws Exception {
    LayerReport report =
        run(
            (context, progress) -> {
              Files.createFile(context.directory().resolve("scratch"));
              return LayerResult.judge("all", List.of(), List.of());
            });
    assertThat(report.held()).isTrue();
    assertThat(output).isEmptyDirectory();
  }

  @Test
  void aViolationKeepsItsDirectoryAndSaysWhere() throws Exception {
    LayerReport report =
        run(
            (context, progress) -> {
              Files.createFile(context.directory().resolve("history"));
              return LayerResult.judge("all", List.of(), List.of("P1 violated"));
            });
    assertThat(report.result().verdict()).isEqualTo(Verdict.VIOLATED);
    Path kept = output.resolve("probe-quick-42");
    assertThat(kept.resolve("history")).exists();
    assertThat(report.result().details())
        .containsExactly("P1 violated", "kept for a closer look: " + kept);
    assertThat(report.replay()).isEqualTo("waymark verify --profile quick --only probe --seed 42");
  }

  @Test
  void seeingTooLittleIsNotHolding() throws Exception {
    LayerReport report =
        run(
            (context, progress) ->
                LayerResult.judge(
                    "little",
                    List.of(new Count("kills", 3, 4), new Count("lives", 5, 5)),
                    List.of()));
    assertThat(report.result().verdict()).isEqualTo(Verdict.UNDER_COVERED);
    assertThat(report.result().details()).containsExactly("saw only 3 kills, fewer than 4");
  }

  @Test
  void aLayerThatHangsIsInterruptedAndToldWithItsStack() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    LayerReport report =
        run(
            (context, progress) -> {
              try {
                new CountDownLatch(1).await();
              } finally {
                interrupted.countDown();
              }
              return LayerResult.judge("never", List.of(), List.of());
            });
    assertThat(interrupted.getCount()).as("the layer has ended").isZero();
    assertThat(report.result().verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(report.result().details().get(0))
        .startsWith("did not end within 1 s; it was at\n")
        .contains("CountDownLatch.await");
  }

  @Test
  void aMachineInTheWayIsNoViolation() throws Exception {
    LayerReport report =
        run(
            (context, progress) -> {
              throw new IOException("no space left");
            });
    assertThat(report.result().verdict()).isEqualTo(Verdict.COULD_NOT_RUN);
    assertThat(report.result().details()).containsExactly("java.io.IOException: no space left");
  }

  @Test
  void aDefectOfALayerIsAViolation() throws Exception {
    LayerReport report =
        run(
            (context, progress) -> {
              throw new IllegalStateException("a defect");
            });
    assertThat(report.result().verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(report.result().details().get(0)).contains("a defect", "LayerRunnerTest");
  }

  @Test
  void aRunThatIsEndedFromOutsideLeavesNothing() throws Exception {
    CountDownLatch cleaned = new CountDownLatch(1);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(
            () ->
                run(
                    (context, progress) -> {
                      try {
                        new CountDownLatch(1).await();
                      } finally {
                        cleaned.countDown();
                      }
                      return LayerResult.judge("never", List.of(), List.of());
                    }));
    assertThat(cleaned.getCount()).as("the layer has ended").isZero();
    assertThat(output).isEmptyDirectory();
  }
}
