package org.waymark.check.vectors;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.waymark.check.Count;
import org.waymark.check.Layer;
import org.waymark.check.LayerContext;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Progress;

/**
 * The layer {@code vectors}: the shipped encoders and decoders, and a shipped coordinator, against
 * the golden vectors.
 */
public final class VectorLayer implements Layer {
  /** As many vectors as there are, so that none gets lost unnoticed. */
  private static final int LEAST_VECTORS = 2_245;

  @Override
  public String name() {
    return "vectors";
  }

  @Override
  public String checks() {
    return "every record format and decision against the golden vectors";
  }

  @Override
  public Duration budget(Profile profile) {
    return Duration.ofSeconds(5);
  }

  @Override
  public LayerResult run(LayerContext context, Progress progress) throws IOException {
    VectorCheck.Outcome outcome = VectorCheck.run();
    return LayerResult.judge(
        outcome.vectors() + " vectors",
        List.of(
            new Count("files", outcome.files(), VectorCheck.FILES.size()),
            new Count("vectors", outcome.vectors(), LEAST_VECTORS),
            new Count("valid records", outcome.valid(), 1)),
        outcome.failures());
  }
}
