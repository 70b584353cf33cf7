package org.waymark.check.disk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes the values of a {@link SectorChain}: from the changes of its sectors the whole versions,
 * and between them what the profile adds.
 */
final class SectorVersions {

  private final List<SectorVersion> whole = new ArrayList<>();

  /** Of each whole version, the bytes that its change wrote: from, and behind the last. */
  private final List<int[]> written = new ArrayList<>();

  private final List<SectorVersion> values = new ArrayList<>();

  /** What is allowed already, by hash. */
  private final Map<Long, SectorVersion> known = new HashMap<>();

  private SectorVersions() {}

  /**
   * Returns the values, oldest first.
   *
   * @param medium what the medium holds
   * @param stale what else may be read there if the medium holds nothing; null if nothing else
   * @param first the number of the first sector
   * @param changes of these sectors, in order
   */
  static List<SectorVersion> of(
      CrashProfile profile,
      Sector[] medium,
      Sector @Nullable [] stale,
      int first,
      List<Unforced.Version> changes) {
    SectorVersions made = new SectorVersions();
    made.whole(medium, first, changes);
    if (stale != null) {
      made.values.add(SectorVersion.hole(stale));
    }
    if (profile.torn() || profile.bytesAround()) {
      made.mix(profile);
    } else {
      made.values.addAll(made.whole);
    }
    return made.values;
  }

  /** Finds what the medium holds and each later version, without repetitions in a row. */
  private void whole(Sector[] medium, int first, List<Unforced.Version> changes) {
    SectorVersion last = SectorVersion.whole(medium, 0, 0);
    whole.add(last);
    written.add(new int[] {0, last.length()});
    Sector[] parts = medium.clone();
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
      if (!last.same(parts)) {
        last = SectorVersion.whole(parts.clone(), order, whole.size());
        whole.add(last);
        written.add(new int[] {from, to});
      }
    }
  }

  private void mix(CrashProfile profile) {
    values.forEach(version -> known.put(hash(version), version));
    whole.forEach(version -> known.put(hash(version), version));
    values.add(whole.get(0));
    for (int i = 1; i < whole.size(); i++) {
      SectorVersion now = whole.get(i);
      if (profile.bytesAround()) {
        spoilAround(now, whole.get(i - 1), written.get(i)[0], written.get(i)[1]);
      }
      for (int earlier = i - 1; profile.torn() && earlier >= 0; earlier--) {
        tear(now, whole.get(earlier));
      }
      values.add(now);
    }
  }

  private void spoilAround(SectorVersion now, SectorVersion before, int from, int to) {
    if (to - from < now.length()) {
      Sector[] garbage = garbage(-1, now.span());
      addIfNew(now.lostAround(before, from, to, garbage));
      addIfNew(now.around(from, to, garbage));
    }
  }

  private void tear(SectorVersion now, SectorVersion old) {
    int length = now.length();
    for (int cut = 1; cut < length; cut++) {
      // Where both agree, the cut before makes the same.
      if (old.at(cut - 1) != now.at(cut - 1)) {
        addIfNew(now.frontOver(old, cut));
      }
    }
    for (int cut = length - 1; cut > 0; cut--) {
      if (old.at(cut) != now.at(cut)) {
        addIfNew(now.backOver(old, cut));
      }
    }
  }

  /** Two of the same hash and of different contents are kept, if a third may be there twice. */
  private void addIfNew(SectorVersion version) {
    SectorVersion alike = known.putIfAbsent(hash(version), version);
    if (alike == null || !alike.same(version)) {
      values.add(version);
    }
  }

  private static long hash(SectorVersion version) {
    long sum = 0;
    for (int i = 0; i < version.span(); i++) {
      sum += version.part(i).term(i);
    }
    return sum;
  }

  /** Returns bytes that nobody wrote, the same ones each time. */
  static Sector[] garbage(int seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    Sector[] garbage = new Sector[count];
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[Sector.SIZE];
      random.nextBytes(bytes);
      garbage[i] = Sector.of(bytes);
    }
    return garbage;
  }
}
