package org.waymark.check.crash.failure;

import com.fasterxml.jackson.databind.JsonNode;
import org.waymark.check.replay.Bundle;
import org.waymark.check.replay.BundleKind;

/** Failures that explorations of crashes have found. */
public final class CrashBundleKind implements BundleKind {

  /** For {@link java.util.ServiceLoader}. */
  public CrashBundleKind() {}

  @Override
  public String name() {
    return CrashBundle.KIND;
  }

  @Override
  public Bundle open(JsonNode json) {
    return CrashBundle.read(json);
  }
}
