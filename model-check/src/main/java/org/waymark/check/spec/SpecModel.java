package org.waymark.check.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.waymark.check.Profile;

/**
 * One model: a TLA+ module, a configuration for TLC, and what must come of it.
 *
 * @param cfg the configuration's file name in {@code models/} without extension; names the model
 * @param module the module that TLC loads
 * @param bounds the size of every constant of the configuration that has one: an integer's value, a
 *     set's cardinality
 * @param violates the property that must be violated, or null if the model holds
 * @param states distinct states of an exhaustive model that holds; 0 for any other
 * @param depth depth of the state graph of an exhaustive model that holds, as one worker finds it;
 *     0 for any other. Several workers may report more, never less
 * @param everyActionTaken whether each action of the module must have been taken, so that what
 *     holds does not hold for want of trying
 * @param liveness whether it checks temporal properties, which TLC cannot do distributed
 * @param simulate how many random behaviours to look at, where all are too many; or null
 * @param samples whether the initial states are a random subset of those that there are
 * @param lane whether its claims are checked again with each bound one larger
 * @param profile the cheapest profile that runs this model
 */
public record SpecModel(
    @JsonProperty("cfg") String cfg,
    @JsonProperty("module") String module,
    @JsonProperty("bounds") @Nullable Map<String, Integer> bounds,
    @JsonProperty("violates") @Nullable String violates,
    @JsonProperty("states") long states,
    @JsonProperty("depth") int depth,
    @JsonProperty("everyActionTaken") boolean everyActionTaken,
    @JsonProperty("liveness") boolean liveness,
    @JsonProperty("simulate") @Nullable Simulation simulate,
    @JsonProperty("samples") boolean samples,
    @JsonProperty("lane") boolean lane,
    @JsonProperty("profile") Profile profile) {

  private static final long FEW_STATES = 50_000;

  /**
   * Random behaviours.
   *
   * @param traces how many, at least 1
   * @param depth the most steps of each, at least 1
   */
  public record Simulation(@JsonProperty("traces") long traces, @JsonProperty("depth") int depth) {

    /** Checks the ranges. */
    public Simulation {
      if (traces < 1 || depth < 1) {
        throw new IllegalArgumentException("a simulation has at least one trace of one step");
      }
    }

    /** How much it looks at, in words. */
    String amount() {
      return String.format(Locale.ROOT, "%,d behaviours of %d steps", traces, depth);
    }
  }

  /** What must come of a model. */
  public enum Kind {
    /** It holds in exactly the recorded number of states: all that there are. */
    EXHAUSTIVE,
    /**
     * A seeded bug or reachability probe: exactly the named property is violated, by chance too.
     */
    VIOLATED,
    /** No random behaviour violates anything. */
    SIMULATION,
    /** Nothing is violated from randomly chosen initial states. */
    SAMPLING,
    /** Nothing is expected: somebody else's configuration, which only reports what came. */
    OPEN
  }

  /**
   * Checks that the expectation is one.
   *
   * @throws IllegalArgumentException if it contradicts itself or is not whole
   */
  public SpecModel {
    Objects.requireNonNull(cfg, "cfg");
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(profile, "profile");
    bounds = Collections.unmodifiableMap(new TreeMap<>(bounds == null ? Map.of() : bounds));
    if ((states > 0) != (depth > 0)) {
      throw new IllegalArgumentException(cfg + ": states and depth are recorded together");
    }
    if (states > 0 && (violates != null || simulate != null || samples)) {
      throw new IllegalArgumentException(
          cfg + ": only a model that holds, without chance, has a number of states");
    }
    if (simulate != null && samples) {
      throw new IllegalArgumentException(cfg + ": it simulates or samples, not both");
    }
    if ((everyActionTaken || lane) && states == 0) {
      throw new IllegalArgumentException(
          cfg + ": only a run over all states can take every action or have a lane");
    }
  }

  /** A configuration of somebody's own: nothing is expected of it. */
  public static SpecModel open(String cfg, String module) {
    return new SpecModel(
        cfg, module, null, null, 0, 0, false, false, null, false, false, Profile.NIGHTLY);
  }

  /** What must come of it. */
  public Kind kind() {
    if (violates != null) {
      return Kind.VIOLATED;
    }
    if (simulate != null) {
      return Kind.SIMULATION;
    }
    if (samples) {
      return Kind.SAMPLING;
    }
    return states > 0 ? Kind.EXHAUSTIVE : Kind.OPEN;
  }

  /** The sizes of the constants, always there. */
  @Override
  public Map<String, Integer> bounds() {
    return Objects.requireNonNull(bounds);
  }

  /**
   * Whether its run ends before a JVM's second compiler has earned what it costs. Measured, it
   * halves the work of a model of ten thousand states to do without; at a hundred thousand both are
   * equal, and checking liveness wants it.
   */
  boolean soonEnds() {
    boolean small = states > 0 && states < FEW_STATES && !liveness;
    return kind() == Kind.VIOLATED || small;
  }

  /** Whether TLC is given one worker: it goes the same way each time, and others run beside it. */
  boolean singleWorker() {
    return soonEnds() || kind() == Kind.SIMULATION;
  }

  /** Whether another seed is to give another run. What must be violated, must be each time. */
  boolean isRandom() {
    return kind() == Kind.SIMULATION || kind() == Kind.SAMPLING;
  }
}
