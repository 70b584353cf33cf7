package org.waymark.stress.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import org.waymark.check.replay.Bundle;
import org.waymark.check.replay.BundleKind;

/** What campaigns have found. */
public final class FindingBundleKind implements BundleKind {

  /** For {@link java.util.ServiceLoader}. */
  public FindingBundleKind() {}

  @Override
  public String name() {
    return FindingBundle.KIND;
  }

  @Override
  public Bundle open(JsonNode json) {
    return FindingBundle.read(json);
  }
}
