package org.waymark.check.lincheck;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.verifier.LinearizabilityVerifier;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;
import org.jspecify.annotations.Nullable;

/**
 * Judges results as Lincheck does, and counts: it is asked once for each run of a scenario, and
 * Lincheck itself does not tell how many there were.
 *
 * <p>Lincheck makes it by reflection and hands it to nobody, so the counts belong to the class. A
 * JVM does one job at a time.
 */
public final class CountingVerifier implements Verifier {
  private static final AtomicLong SCENARIOS = new AtomicLong();
  private static final AtomicLong INVOCATIONS = new AtomicLong();
  private static final AtomicLong RESULTS = new AtomicLong();

  private final Verifier judge;
  private final Set<ExecutionResult> seen = new HashSet<>();
  private @Nullable ExecutionScenario current;

  /** What was counted. */
  record Counts(long scenarios, long invocations, long results) {}

  /** Judges by a sequential specification. */
  public CountingVerifier(Class<?> specification) {
    this.judge = new LinearizabilityVerifier(specification);
  }

  @Override
  public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
    INVOCATIONS.incrementAndGet();
    if (!scenario.equals(current)) {
      current = scenario;
      seen.clear();
      SCENARIOS.incrementAndGet();
    }
    if (!seen.add(results)) {
      return true;
    }
    RESULTS.incrementAndGet();
    return judge.verifyResults(scenario, results);
  }

  /** Returns how often a scenario was run since the last {@link #take}. */
  static long invocations() {
    return INVOCATIONS.get();
  }

  /** Returns what was counted since the last call. */
  static Counts take() {
    return new Counts(SCENARIOS.getAndSet(0), INVOCATIONS.getAndSet(0), RESULTS.getAndSet(0));
  }
}
