package org.waymark.check.spec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.waymark.check.Profile;

/**
 * The lane that asks whether a bound was one too small: a model {@code X} that is marked for it has
 * a twin {@code X_plus_C} for each of its bounds {@code C}, which checks the same with that bound
 * one larger and runs at night.
 */
final class BoundsLane {

  private BoundsLane() {}

  /**
   * Says what is wrong with the lane, one sentence for each twin that is missing or is none.
   *
   * @param configurations where the models' configurations come from
   */
  static List<String> flaws(SpecManifest manifest, BoundsPage.Configurations configurations)
      throws IOException {
    List<String> flaws = new ArrayList<>();
    for (SpecModel base : manifest.models()) {
      if (!base.lane()) {
        continue;
      }
      for (String bound : base.bounds().keySet()) {
        String name = base.cfg() + "_plus_" + bound;
        Optional<SpecModel> twin = manifest.model(name);
        if (twin.isEmpty()) {
          flaws.add(name + ": there is no such model");
        } else {
          compare(base, bound, twin.get(), configurations).ifPresent(flaws::add);
        }
      }
    }
    return flaws;
  }

  private static Optional<String> compare(
      SpecModel base, String bound, SpecModel twin, BoundsPage.Configurations configurations)
      throws IOException {
    TlcConfig ours = configurations.of(base);
    TlcConfig theirs = configurations.of(twin);
    Map<String, Integer> larger = new TreeMap<>(ours.bounds());
    larger.merge(bound, 1, Integer::sum);
    String difference = theirs.difference(larger);
    if (!difference.isEmpty()) {
      return flaw(twin, "should have and has " + difference);
    }
    if (!theirs.switches().equals(ours.switches())) {
      return flaw(twin, "has " + theirs.switches() + ", and " + base.cfg() + " " + ours.switches());
    }
    if (!twin.module().equals(base.module()) || !theirs.checks().containsAll(ours.checks())) {
      return flaw(twin, "does not check all that " + base.cfg() + " checks");
    }
    if (twin.kind() == SpecModel.Kind.VIOLATED) {
      return flaw(twin, "should hold");
    }
    return twin.profile() == Profile.NIGHTLY ? Optional.empty() : flaw(twin, "is not nightly");
  }

  private static Optional<String> flaw(SpecModel twin, String what) {
    return Optional.of(twin.cfg() + ": " + what);
  }
}
