package org.waymark.check.bugs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.waymark.check.crash.CrashSearch;
import org.waymark.check.crash.PlannedFault;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.lives.LifeSearch;
import org.waymark.check.media.MediaAttack;
import org.waymark.check.serial.HistoryAttack;

/**
 * Kills by what looks for bugs in the shipped log too: the sampled crashes of the layer {@code
 * crash}, the lives of the layer {@code lives}, the damage of the layer {@code media}, the drawn
 * histories of the layer {@code serializability}.
 */
public final class CrashKiller implements Killer {
  private static final Set<PlannedFault.Kind> FAILURES =
      Set.of(
          PlannedFault.Kind.FAILS, PlannedFault.Kind.FAILS_IN_PART, PlannedFault.Kind.FORCE_FAILS);

  private static final Set<PlannedFault.Kind> SHORTAGES =
      Set.of(PlannedFault.Kind.FULL, PlannedFault.Kind.SHORT, PlannedFault.Kind.STOPS);

  /** Made by its name, behind the wall. */
  public CrashKiller() {}

  @Override
  public Attack attack(KillProfile profile, String property, long seed, long most) {
    return switch (profile) {
      case LOOP -> lives(LifeSearch.crashLoops(seed), property, most);
      case USURPER -> lives(LifeSearch.usurpers(seed), property, most);
      case MEDIA -> damage(seed, property, most);
      case HISTORIES -> histories(HistoryAttack.onValidator(seed, most), property);
      case FRONT -> histories(HistoryAttack.onCoordinator(seed, most), property);
      default -> crashes(search(profile, seed), property, most);
    };
  }

  private static Attack crashes(CrashSearch search, String property, long most) {
    CrashSearch.Found found = search.until(property, most);
    Map<String, String> evidence = new LinkedHashMap<>();
    found
        .failures()
        .forEach((which, failure) -> evidence.put(which, failure.violations().get(0).toString()));
    return Attack.of(property, found.openings(), evidence);
  }

  private static Attack lives(LifeSearch search, String property, long most) {
    LifeSearch.Found found = search.until(property, most);
    Map<String, String> evidence = new LinkedHashMap<>();
    found.violations().forEach((which, violation) -> evidence.put(which, violation.toString()));
    return Attack.of(property, found.incarnations(), evidence);
  }

  private static Attack damage(long seed, String property, long most) {
    MediaAttack.Finding found = MediaAttack.run(seed, most);
    Map<String, String> evidence =
        found.evidence().isEmpty() ? Map.of() : Map.of("P9", found.evidence());
    return Attack.of(property, found.images(), evidence);
  }

  private static Attack histories(HistoryAttack.Finding found, String property) {
    Map<String, String> evidence =
        found.evidence().isEmpty() ? Map.of() : Map.of("P4", found.evidence());
    return Attack.of(property, found.histories(), evidence);
  }

  private static CrashSearch search(KillProfile profile, long seed) {
    return switch (profile) {
      case LIVE -> CrashSearch.live(seed);
      case DROP -> CrashSearch.powerLosses(seed, CrashProfile.DROP);
      case PROCESS -> CrashSearch.crashes(seed, CrashProfile.DROP);
      case KEEP_ALL -> CrashSearch.crashes(seed, CrashProfile.KEEP_ALL);
      case ORDERED -> CrashSearch.crashes(seed, CrashProfile.ORDERED);
      case PER_FILE -> CrashSearch.crashes(seed, CrashProfile.PER_FILE);
      case PAGE4K -> CrashSearch.crashes(seed, CrashProfile.PAGE4K);
      case SECTOR512 -> CrashSearch.crashes(seed, CrashProfile.SECTOR512);
      case TORN -> CrashSearch.crashes(seed, CrashProfile.TORN);
      case FAILING -> CrashSearch.failingDisks(seed, CrashProfile.DROP, FAILURES);
      case FULL -> CrashSearch.failingDisks(seed, CrashProfile.SECTOR512, SHORTAGES);
      case LOOP, USURPER, MEDIA, HISTORIES, FRONT ->
          throw new IllegalArgumentException("no crashes: " + profile);
    };
  }
}
