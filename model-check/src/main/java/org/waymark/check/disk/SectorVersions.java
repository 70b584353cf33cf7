package org.waymark.check.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.waymark.check.disk.SectorChain.Version;

/**
 * Makes the values of a {@link SectorChain}: from the changes of its sectors the whole versions,
 * and between them what the profile adds.
 */
final class SectorVersions {

  private final CrashProfile profile;
  private final List<Version> values = new ArrayList<>();

  /** Values by hash, to leave out what is there already. */
  private final Map<Long, List<Version>> known = new HashMap<>();

  private SectorVersions(CrashProfile profile) {
    this.profile = profile;
  }

  /**
   * Returns the values, oldest first.
   *
   * @param medium what the medium holds
   * @param hole whether it holds nothing there, so that it may read as garbage
   * @param first the number of the first sector
   * @param changes of these sectors, in order
   */
  static List<Version> of(
      CrashProfile profile,
      Sector[] medium,
      boolean hole,
      int first,
      List<Unforced.Version> changes) {
    SectorVersions made = new SectorVersions(profile);
    int length = medium.length * Sector.SIZE;
    List<Version> whole = whole(medium, first, changes);
    if (hole && profile.garbageHoles()) {
      Sector[] garbage = garbage(first, medium.length);
      made.add(new Version(garbage, 0, 0, length, "old (a hole, garbage)"));
    }
    made.add(whole.get(0));
    for (int i = 1; i < whole.size(); i++) {
      made.between(whole, whole.get(i), i);
      made.add(whole.get(i));
    }
    return made.values;
  }

  /** Returns what the medium holds and each later version, without repetitions in a row. */
  private static List<Version> whole(Sector[] medium, int first, List<Unforced.Version> changes) {
    List<Version> whole = new ArrayList<>();
    Sector[] parts = medium.clone();
    whole.add(new Version(parts.clone(), 0, 0, medium.length * Sector.SIZE, "old"));
    for (int i = 0; i < changes.size(); ) {
      long order = changes.get(i).order();
      int from = Integer.MAX_VALUE;
      int to = 0;
      for (; i < changes.size() && changes.get(i).order() == order; i++) {
        Unforced.Version change = changes.get(i);
        int part = change.sector() - first;
        parts[part] = change.content();
        from = Math.min(from, part * Sector.SIZE + change.from());
        to = Math.max(to, part * Sector.SIZE + change.to());
      }
      Version version = new Version(parts.clone(), order, from, to, "new");
      if (!version.same(whole.get(whole.size() - 1))) {
        whole.add(version);
      }
    }
    return numbered(whole);
  }

  private static List<Version> numbered(List<Version> whole) {
    int changes = whole.size() - 1;
    for (int i = 1; changes > 1 && i <= changes; i++) {
      Version v = whole.get(i);
      String words = "new (version " + i + " of " + changes + ")";
      whole.set(i, new Version(v.parts(), v.order(), v.from(), v.to(), words));
    }
    return whole;
  }

  /** Adds what may be left when version {@code i} was being written over an earlier one. */
  private void between(List<Version> whole, Version now, int i) {
    if (profile.bytesAround() && now.to() - now.from() < now.length()) {
      Version garbage =
          new Version(garbage(-1, now.parts().length), now.order(), now.from(), now.to(), "");
      Version before = whole.get(i - 1);
      addIfNew(garbage.with(now.from(), now.to(), before, now.words() + " lost, rest garbage"));
      addIfNew(garbage.with(now.from(), now.to(), now, now.words() + ", rest garbage"));
    }
    if (profile.torn()) {
      for (int earlier = i - 1; earlier >= 0; earlier--) {
        tears(whole.get(earlier), now);
      }
    }
  }

  private void tears(Version old, Version now) {
    int length = now.length();
    for (int cut = 1; cut < length; cut++) {
      // Where both agree, the cut before was the same.
      if (old.at(cut - 1) != now.at(cut - 1)) {
        addIfNew(now.with(cut, length, old, torn(now, old, "up to byte " + cut)));
      }
    }
    for (int cut = length - 1; cut > 0; cut--) {
      if (old.at(cut) != now.at(cut)) {
        addIfNew(now.with(0, cut, old, torn(now, old, "from byte " + cut + " on")));
      }
    }
  }

  private static String torn(Version now, Version old, String where) {
    return "torn: " + now.words() + " " + where + ", else " + old.words();
  }

  private void add(Version version) {
    values.add(version);
    known.computeIfAbsent(hash(version), none -> new ArrayList<>()).add(version);
  }

  private void addIfNew(Version version) {
    List<Version> alike = known.getOrDefault(hash(version), List.of());
    if (alike.stream().noneMatch(version::same)) {
      add(version);
    }
  }

  private static long hash(Version version) {
    long sum = 0;
    for (int i = 0; i < version.parts().length; i++) {
      sum += version.parts()[i].term(i);
    }
    return sum;
  }

  /** Returns bytes that nobody wrote, the same ones each time. */
  private static Sector[] garbage(int seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    Sector[] garbage = new Sector[count];
    Arrays.setAll(
        garbage,
        i -> {
          byte[] bytes = new byte[Sector.SIZE];
          random.nextBytes(bytes);
          return Sector.of(bytes);
        });
    return garbage;
  }
}
