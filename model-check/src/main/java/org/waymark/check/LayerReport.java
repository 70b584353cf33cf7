package org.waymark.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One layer's line in the summary: what it found, how long it took, how to repeat it. Immutable.
 *
 * @param layer the layer's name
 * @param checks what the layer checks
 * @param profile the profile it ran in
 * @param seed where its randomness came from
 * @param result what it found
 * @param took how long it ran
 * @param budget how long it was allowed to run
 * @param finished when it ended
 * @param fromBuild whether the run was the build's, and its result was taken over
 */
public record LayerReport(
    String layer,
    String checks,
    Profile profile,
    long seed,
    LayerResult result,
    Duration took,
    Duration budget,
    Instant finished,
    boolean fromBuild) {

  /** Returns whether the layer held. */
  public boolean held() {
    return result.verdict() == Verdict.HELD;
  }

  /** Returns what a layer that held has left out, each with the layer's name. */
  public List<String> notes() {
    return held() ? result.details().stream().map(note -> layer + ": " + note).toList() : List.of();
  }

  /** Returns the same report as one whose result another process takes over. */
  public LayerReport takenOver() {
    return new LayerReport(layer, checks, profile, seed, result, took, budget, finished, true);
  }

  /** Returns the command that runs this layer again with the same seed. */
  public String replay() {
    return "waymark verify --profile " + profile + " --only " + layer + " --seed " + seed;
  }
}
