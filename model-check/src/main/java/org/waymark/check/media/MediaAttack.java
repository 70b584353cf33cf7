package org.waymark.check.media;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.waymark.check.Profile;

/**
 * Damages logs at random until something comes of it that must not: for whoever wants to know
 * whether a mistake in the code would be noticed. Deterministic in its arguments; one thread.
 */
public final class MediaAttack {

  private MediaAttack() {}

  /**
   * What came of an attack.
   *
   * @param images how many damaged logs were opened and judged
   * @param evidence what violated P9, in a line; empty if nothing did
   */
  public record Finding(long images, String evidence) {}

  /**
   * Attacks the code that this class is loaded with.
   *
   * @param seed where the order of the faults comes from
   * @param most how many damaged logs are judged at most
   */
  public static Finding run(long seed, long most) {
    return run(new Shipped(), seed, most);
  }

  static Finding run(Subject subject, long seed, long most) {
    long images = 0;
    for (Shot shot : shots(subject, new Random(seed))) {
      if (images == most) {
        break;
      }
      images++;
      Judgement judgement = shot.judge().judge(shot.damage());
      if (judgement.outcome() == Outcome.VIOLATED) {
        return new Finding(images, shot.damage() + ": " + judgement.why());
      }
    }
    return new Finding(images, "");
  }

  /**
   * Returns all faults, by turns of each kind and of what it hits, so that those of which there are
   * few come early.
   */
  private static List<Shot> shots(Subject subject, Random random) {
    Map<Kind, Map<Region, List<Shot>>> byKind = new EnumMap<>(Kind.class);
    for (Specimen specimen : Specimens.all()) {
      FormatMap map = new FormatMap(specimen);
      Judge judge = new Judge(subject, map, /* thorough= */ true);
      for (Damage damage : Selection.of(map, Profile.FULL, 0)) {
        Region hit = damage.region(map);
        if (damage.kind() != Kind.FLIP || hit != Region.SLACK) {
          byKind
              .computeIfAbsent(damage.kind(), unseen -> new EnumMap<>(Region.class))
              .computeIfAbsent(hit, unseen -> new ArrayList<>())
              .add(new Shot(judge, damage));
        }
      }
    }
    List<List<Shot>> groups =
        byKind.values().stream().flatMap(ofKind -> ofKind.values().stream()).toList();
    groups.forEach(shots -> Collections.shuffle(shots, random));
    List<Shot> inTurn = new ArrayList<>();
    int most = groups.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < most; i++) {
      for (List<Shot> shots : groups) {
        if (i < shots.size()) {
          inTurn.add(shots.get(i));
        }
      }
    }
    return inTurn;
  }

  /** A fault and who judges it. */
  private record Shot(Judge judge, Damage damage) {}
}
