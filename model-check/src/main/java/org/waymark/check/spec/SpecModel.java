package org.waymark.check.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waymark.check.Profile;

/**
 * One model: a TLA+ module, a configuration for TLC, and what must come of it.
 *
 * <p>A model either <em>holds</em>, with an exact number of distinct states, or it has a seeded bug
 * or is a reachability probe and <em>violates</em> exactly one named property.
 *
 * @param cfg the configuration's file name in {@code models/} without extension; names the model
 * @param module the module that TLC loads
 * @param violates the property that must be violated, or null if the model holds
 * @param states distinct states of a model that holds; 0 if it violates
 * @param depth least depth of the state graph of a model that holds; 0 if it violates. Several
 *     workers may report more, never less
 * @param everyActionTaken whether each action of the module must have been taken, so that what
 *     holds does not hold for want of trying
 * @param profile the cheapest profile that runs this model
 */
public record SpecModel(
    @JsonProperty("cfg") String cfg,
    @JsonProperty("module") String module,
    @JsonProperty("violates") @Nullable String violates,
    @JsonProperty("states") long states,
    @JsonProperty("depth") int depth,
    @JsonProperty("everyActionTaken") boolean everyActionTaken,
    @JsonProperty("profile") Profile profile) {

  /**
   * Checks that the expectation is one.
   *
   * @throws IllegalArgumentException if a model that holds has no state count, or one that violates
   *     has one
   */
  public SpecModel {
    Objects.requireNonNull(cfg, "cfg");
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(profile, "profile");
    if ((violates == null) != (states > 0) || (violates == null) != (depth > 0)) {
      throw new IllegalArgumentException(
          cfg + ": a model that holds has states and depth, one that violates has neither");
    }
    if (everyActionTaken && violates != null) {
      throw new IllegalArgumentException(cfg + ": a run that stops early cannot take every action");
    }
  }
}
