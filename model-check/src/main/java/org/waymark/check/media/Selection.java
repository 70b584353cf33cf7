package org.waymark.check.media;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.waymark.check.Profile;

/**
 * Which faults a profile takes. All but the quick one take every fault of every state. The quick
 * one takes all faults of sectors and files, and of the bits, in the two main states, those of the
 * regions that say something; of payload and of what nobody uses, a sample. Of the log with the
 * large capsule every profile takes no more than that, and no pairs of sectors.
 */
final class Selection {

  private static final Set<String> MAIN = Set.of(Specimens.CLOSED, Specimens.CRASHED);

  /** Most bits of a region that only a sample is taken of. */
  private static final int SAMPLE = 2_000;

  private Selection() {}

  /** Returns the faults of one state, always in the same order. */
  static List<Damage> of(FormatMap map, Profile profile, long seed) {
    Specimen specimen = map.specimen();
    List<Damage> all = new ArrayList<>(Damages.ofFiles(specimen));
    all.addAll(Damages.ofSectors(specimen));
    boolean large = specimen.name().equals(Specimens.TWO_SYMBOLS);
    if (!large) {
      all.addAll(Damages.ofPairs(specimen));
    }
    if (large || (profile == Profile.QUICK && MAIN.contains(specimen.name()))) {
      all.addAll(sampled(map, Damages.flips(specimen), new SplittableRandom(seed)));
    } else if (profile != Profile.QUICK) {
      all.addAll(Damages.flips(specimen));
    }
    return all;
  }

  private static List<Damage> sampled(FormatMap map, List<Damage> flips, SplittableRandom random) {
    Map<Region, Integer> sizes = new EnumMap<>(Region.class);
    flips.forEach(flip -> sizes.merge(flip.region(map), 1, Integer::sum));
    List<Damage> taken = new ArrayList<>();
    for (Damage flip : flips) {
      Region region = flip.region(map);
      if (!isSampled(region) || random.nextInt(sizes.getOrDefault(region, 1)) < SAMPLE) {
        taken.add(flip);
      }
    }
    return taken;
  }

  private static boolean isSampled(Region region) {
    return region == Region.PAYLOAD || region == Region.UNUSED || region == Region.SLACK;
  }
}
