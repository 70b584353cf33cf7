package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waymark.check.spec.Verdict.Kind;

/** The order in which many models run, without running any. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpecBatchTest {

  private static final SpecModel HOLDS = named("holds", "'states': 50000, 'depth': 2");
  private static final SpecModel SAMPLED = named("sampled", "'samples': true");
  private static final SpecModel BUG = named("bug", "'violates': 'P'");
  private static final SpecModel PROBE = named("probe", "'violates': 'Q'");

  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final SpecBatch.Listener listener =
      new SpecBatch.Listener() {
        @Override
        public void started(SpecModel model) {
          heard.add("started " + model.cfg());
        }

        @Override
        public void progress(SpecModel model, TlcProgress progress) {
          heard.add(model.cfg() + " at " + progress.distinct());
        }

        @Override
        public void ended(SpecResult result) {
          heard.add("ended " + result.model().cfg());
        }
      };

  private static SpecModel named(String cfg, String expectation) {
    return Models.of(
        "{'cfg': '" + cfg + "', 'module': 'M', 'profile': 'quick', " + expectation + "}");
  }

  private static SpecResult held(SpecModel model) {
    Verdict verdict = new Verdict(Kind.HELD, "held");
    return new SpecResult(model, List.of(), verdict, 9, 2, Duration.ZERO, Map.of(), "", "");
  }

  private static List<String> names(List<SpecResult> results) {
    return results.stream().map(result -> result.model().cfg()).toList();
  }

  @Test
  void thoseWithOneWorkerRunSideBySideBeforeTheOthers() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    SpecBatch batch =
        new SpecBatch(
            (model, progress) -> {
              if (model.singleWorker()) {
                await(both);
              }
              progress.accept(new TlcProgress(9, 5, 1, 2, 1, 0));
              return held(model);
            },
            2,
            listener);

    assertThat(names(batch.run(List.of(HOLDS, BUG, SAMPLED, PROBE), () -> true)))
        .containsExactly("holds", "bug", "sampled", "probe");
    assertThat(heard.subList(0, 2)).containsExactlyInAnyOrder("started bug", "started probe");
    assertThat(heard.subList(6, 12))
        .containsExactly(
            "started holds",
            "holds at 5",
            "ended holds",
            "started sampled",
            "sampled at 5",
            "ended sampled");
  }

  private static void await(CyclicBarrier both) throws InterruptedException {
    try {
      both.await(30, TimeUnit.SECONDS);
    } catch (java.util.concurrent.BrokenBarrierException
        | java.util.concurrent.TimeoutException alone) {
      throw new IllegalStateException("they do not run side by side", alone);
    }
  }

  @Test
  void whenTimeIsUpNothingIsStartedAnyMore() throws Exception {
    AtomicInteger left = new AtomicInteger(2);
    SpecBatch batch = new SpecBatch((model, progress) -> held(model), 1, listener);

    assertThat(names(batch.run(List.of(HOLDS, BUG, PROBE), () -> left.getAndDecrement() > 0)))
        .containsExactly("bug", "probe");
    assertThat(heard).doesNotContain("started holds");
  }

  @Test
  void aMachineInTheWayEndsItAll() {
    SpecBatch batch =
        new SpecBatch(
            (model, progress) -> {
              throw new IOException("no space left");
            },
            2,
            listener);

    assertThatIOException()
        .isThrownBy(() -> batch.run(List.of(BUG, HOLDS), () -> true))
        .withMessage("no space left");
    assertThat(heard).containsExactly("started bug");
  }

  @Test
  void anInterruptEndsWhatRunsBeforeItReturns() {
    CountDownLatch ended = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    SpecBatch batch =
        new SpecBatch(
            (model, progress) -> {
              caller.interrupt();
              try {
                new CountDownLatch(1).await();
              } finally {
                ended.countDown();
              }
              return held(model);
            },
            2,
            listener);

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> batch.run(List.of(BUG, HOLDS), () -> true));
    assertThat(ended.getCount()).isZero();
    assertThat(heard).containsExactly("started bug");
  }
}
