package org.waymark;

import static net.jqwik.api.Arbitraries.integers;
import static net.jqwik.api.Arbitraries.longs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import net.jqwik.api.statistics.Statistics;
import org.waymark.CoordinatorBench.Crash;
import org.waymark.SequentialModel.Bounds;
import org.waymark.SequentialModel.Commit;
import org.waymark.SequentialModel.Txn;

/**
 * Any sequence of calls of the stepwise API, in any order, ends as the sequential model says: on a
 * disk in memory, across clean closes and crashes, with limits so small that each is met.
 *
 * <p>{@code -Djqwik.tries.default=100000} runs it for longer than a build should.
 */
class CoordinatorPropertiesTest {
  private static final long HOURS = 3_600_000_000_000L;

  /** Without these, the property would hold for want of trying. */
  private static final List<String> MUST_BE_MET =
      List.of(
          "acceptable",
          "admitted",
          "committed",
          "conflict",
          "crash inside a barrier",
          "crash inside recovery",
          "crash with more than published",
          "error",
          "in",
          "no",
          "older",
          "serializable",
          "shutting");

  /** Where a transaction says it began. */
  private enum Begin {
    AT_TIP,
    BELOW_TIP,
    ABOVE_TIP,
    AT_FLOOR,
    BELOW_FLOOR,
    AT_WINDOW,
    BELOW_WINDOW;

    long of(CoordinatorBench bench) {
      long tip = bench.model().tip();
      long begin =
          switch (this) {
            case AT_TIP -> tip;
            case BELOW_TIP -> tip - 1;
            case ABOVE_TIP -> tip + 1;
            case AT_FLOOR -> bench.model().floor();
            case BELOW_FLOOR -> bench.model().floor() - 1;
            case AT_WINDOW -> tip - bench.retryWindow();
            case BELOW_WINDOW -> tip - bench.retryWindow() - 1;
          };
      return Math.max(0, begin);
    }
  }

  /** Which token a transaction bears. */
  private enum Token {
    FRESH,
    OF_AN_EARLIER_ONE
  }

  /** What the wall clock says at a submission. */
  private enum Clock {
    STANDS,
    STEPS,
    GOES_BACK,
    IS_NEGATIVE,
    LEAPS,
    ENDS;

    long now(CoordinatorBench bench) {
      List<Commit> committed = bench.model().committed();
      long last = committed.isEmpty() ? 0 : committed.get(committed.size() - 1).time();
      return switch (this) {
        case STANDS -> last;
        case STEPS -> last + 7;
        case GOES_BACK -> last / 2;
        case IS_NEGATIVE -> Long.MIN_VALUE;
        case LEAPS -> last > Long.MAX_VALUE - 3 * HOURS ? last : last + 2 * HOURS;
        case ENDS -> Long.MAX_VALUE - 2;
      };
    }
  }

  private record Draft(
      Begin begin,
      Token token,
      int earlier,
      List<Long> writes,
      List<Long> reads,
      String capsule,
      List<Long> evidence) {

    Txn of(CoordinatorBench bench) {
      List<Txn> before = bench.submitted();
      long name =
          token == Token.FRESH || before.isEmpty()
              ? before.size() + 1_000L
              : before.get(earlier % before.size()).token();
      return capsule.isEmpty()
          ? new Txn(name, begin.of(bench), List.of(), reads, capsule, List.of())
          : new Txn(name, begin.of(bench), writes, reads, capsule, evidence);
    }
  }

  /** An operation that may touch the disk. */
  private interface Step<P> {
    void run(CoordinatorBench bench, P parameters) throws IOException;
  }

  @Property
  void everySequenceOfCallsEndsAsTheModelSays(@ForAll("chains") ActionChain<CoordinatorBench> chain)
      throws IOException {
    CoordinatorBench bench = chain.run();
    bench.agreeOnHistory();
    bench.met().forEach(what -> Statistics.label("met").collect(what));
    Statistics.label("met")
        .coverage(
            coverage ->
                MUST_BE_MET.forEach(what -> coverage.check(what).count(count -> count > 0)));
  }

  @Provide
  Arbitrary<ActionChain<CoordinatorBench>> chains() {
    return Combinators.combine(bounds(), longs())
        .flatAs(
            (bounds, seed) ->
                ActionChain.startWith(() -> new CoordinatorBench(bounds, seed))
                    .withAction(20, submitting("submit", CoordinatorBench::submit))
                    .withAction(3, submitting("submitAndCommit", CoordinatorBench::submitAndCommit))
                    .withAction(3, submitting("validate", (b, txn, now) -> b.validate(txn)))
                    .withAction(4, retrying())
                    .withAction(2, fillingGroups())
                    .withAction(6, plain("fsync1", CoordinatorBench::fsync1))
                    .withAction(6, plain("append", CoordinatorBench::appendMarkersAndFsync2))
                    .withAction(4, plain("flush", CoordinatorBench::flushBatch))
                    .withAction(4, plain("drain", CoordinatorBench::drainCommitted))
                    .withAction(3, plain("prune", CoordinatorBench::prune))
                    .withAction(1, plain("shutdown", CoordinatorBench::initiateShutdown))
                    .withAction(3, step("snapshot", lifetimes(), CoordinatorBench::beginSnapshot))
                    .withAction(
                        3, step("end", integers().between(0, 9), CoordinatorBench::endSnapshot))
                    .withAction(1, plain("wait", bench -> bench.passTime(10)))
                    .withAction(1, plain("close", CoordinatorBench::closeCleanly))
                    .withAction(
                        1, step("crash", Arbitraries.of(Crash.class), CoordinatorBench::crash))
                    .withAction(
                        1,
                        step(
                            "crash twice",
                            Combinators.combine(
                                    Arbitraries.of(Crash.class), integers().between(1, 60))
                                .as(Tuple::of),
                            (bench, p) -> bench.crashTwice(p.get1(), p.get2())))
                    .withAction(
                        1,
                        step(
                            "crash inside",
                            Combinators.combine(
                                    Arbitraries.of(Crash.class),
                                    integers().between(1, 12),
                                    Arbitraries.of(true, false))
                                .as(Tuple::of),
                            (bench, p) -> {
                              fill(bench, 3);
                              if (!p.get3()) {
                                bench.fsync1();
                              }
                              bench.crashInside(p.get1(), p.get2(), p.get3());
                            }))
                    .withMaxTransformations(40));
  }

  private static Arbitrary<Bounds> bounds() {
    return Combinators.combine(
            integers().between(1, 4),
            integers().between(0, 3),
            integers().between(1, 8),
            integers().between(2, 9),
            integers().between(1, 3))
        .as(
            (group, more, window, pages, leases) ->
                new Bounds(group, group + more, window, pages, leases));
  }

  private static Arbitrary<Duration> lifetimes() {
    return Arbitraries.of(Duration.ofNanos(1), Duration.ofNanos(25), Duration.ofDays(1));
  }

  private static Arbitrary<Draft> drafts() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(12, Begin.AT_TIP),
                Tuple.of(2, Begin.BELOW_TIP),
                Tuple.of(1, Begin.ABOVE_TIP),
                Tuple.of(2, Begin.AT_FLOOR),
                Tuple.of(1, Begin.BELOW_FLOOR),
                Tuple.of(1, Begin.AT_WINDOW),
                Tuple.of(1, Begin.BELOW_WINDOW)),
            Arbitraries.frequency(Tuple.of(9, Token.FRESH), Tuple.of(1, Token.OF_AN_EARLIER_ONE)),
            integers().between(0, 1_000),
            pages(),
            pages(),
            Arbitraries.frequency(
                Tuple.of(6, "a"), Tuple.of(2, "bb"), Tuple.of(1, "cccc"), Tuple.of(1, "")),
            longs().list().ofMaxSize(3))
        .as(Draft::new);
  }

  private static Arbitrary<List<Long>> pages() {
    return Arbitraries.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, Long.MIN_VALUE, -1L)
        .set()
        .ofMaxSize(3)
        .map(set -> set.stream().sorted(Long::compareUnsigned).toList());
  }

  private static Arbitrary<Clock> clocks() {
    return Arbitraries.frequency(
        Tuple.of(100, Clock.STEPS),
        Tuple.of(50, Clock.STANDS),
        Tuple.of(30, Clock.GOES_BACK),
        Tuple.of(10, Clock.IS_NEGATIVE),
        Tuple.of(10, Clock.LEAPS),
        Tuple.of(1, Clock.ENDS));
  }

  private interface Submitting {
    void run(CoordinatorBench bench, Txn txn, long now) throws IOException;
  }

  private static Action.Independent<CoordinatorBench> submitting(String name, Submitting call) {
    return step(
        name,
        Combinators.combine(drafts(), clocks()).as(Tuple::of),
        (bench, p) -> call.run(bench, p.get1().of(bench), p.get2().now(bench)));
  }

  /** Submits once more, word for word, what was submitted before; most likely not long ago. */
  private static Action.Independent<CoordinatorBench> retrying() {
    return step(
        "retry",
        Combinators.combine(integers().between(0, 12), clocks(), Arbitraries.of(true, false))
            .as(Tuple::of),
        (bench, p) -> {
          List<Txn> before = bench.submitted();
          if (!before.isEmpty()) {
            Txn txn = before.get(Math.floorMod(before.size() - 1 - p.get1(), before.size()));
            long now = p.get2().now(bench);
            if (p.get3()) {
              bench.submit(txn, now);
            } else {
              bench.submitAndCommit(txn, now);
            }
          }
        });
  }

  /** Submits a few in a row that cannot conflict, so that groups and segments become full. */
  private static Action.Independent<CoordinatorBench> fillingGroups() {
    return step("fill", integers().between(1, 9), CoordinatorPropertiesTest::fill);
  }

  private static void fill(CoordinatorBench bench, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      long token = bench.submitted().size() + 1_000L;
      long page = 1_000_000 + token;
      bench.submit(
          new Txn(token, bench.model().tip(), List.of(page), List.of(), "a", List.of(page)), 0);
    }
  }

  private interface Plain {
    void run(CoordinatorBench bench) throws IOException;
  }

  private static Action.Independent<CoordinatorBench> plain(String name, Plain call) {
    return Action.just(
        name, Transformer.mutate(name, bench -> run(bench, name, (b, none) -> call.run(b))));
  }

  private static <P> Action.Independent<CoordinatorBench> step(
      String name, Arbitrary<P> parameters, Step<P> step) {
    Arbitrary<Transformer<CoordinatorBench>> transformers =
        parameters.map(p -> Transformer.mutate(name + " " + p, bench -> run(bench, p, step)));
    return () -> transformers;
  }

  private static <P> void run(CoordinatorBench bench, P parameters, Step<P> step) {
    try {
      step.run(bench, parameters);
    } catch (IOException e) {
      throw new AssertionError("no step's disk fails for good", e);
    }
  }
}
