package org.waymark.check.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The states in which a power loss may leave one file: its size and each of its sectors,
 * independently. Knows for each size which sectors count, and what they add to the hash.
 */
final class FileStates {

  private static final SectorChain[] NO_SECTORS = {};

  private final String label;
  private final SizeChain sizes;
  private final SectorChain[] sectors;

  /** What the medium holds where no chain says otherwise. */
  private final Sector[] medium;

  /** For each size: how many chains begin before it. */
  private final int[] live;

  /** For each size: the hash of size and sectors without a chain. */
  private final long[] fixed;

  /** For each size: what the values of the last live chain add to the hash, cut to the size. */
  private final long[][] lastTerms;

  /** The one state, if there is no choice. */
  private final @Nullable FileImage only;

  FileStates(Inode inode, CrashProfile profile, @Nullable FileImage freed) {
    label = inode.label();
    medium = inode.medium().share();
    sizes = new SizeChain(label, inode.mediumSize(), inode.sizes(), profile.sizesBetween());
    live = new int[sizes.radix()];
    fixed = new long[live.length];
    lastTerms = new long[live.length][];
    FileImage untouched = inode.untouched();
    if (untouched != null) {
      sectors = NO_SECTORS;
      only = untouched;
      fixed[0] = untouched.hash();
      return;
    }
    sectors = chains(inode, profile, freed);
    for (int value = 0; value < live.length; value++) {
      prepare(value, sizes.size(value));
    }
    only = isFixed() ? build(0, new int[0], 0) : null;
  }

  String label() {
    return label;
  }

  SizeChain sizes() {
    return sizes;
  }

  /** Returns the chains that have a choice, by their place in the file. */
  SectorChain[] sectors() {
    return sectors;
  }

  /** Tells whether there is no choice. */
  boolean isFixed() {
    return sizes.radix() == 1 && sectors.length == 0;
  }

  /** Returns how many of the chains count if the file has that size: the first so many. */
  int live(int size) {
    return live[size];
  }

  /** Returns the part of the file's hash that the size decides. */
  long fixed(int size) {
    return fixed[size];
  }

  /** Returns what each value of a live chain adds to the file's hash. */
  long[] terms(int size, int chain) {
    return chain == live[size] - 1 ? lastTerms[size] : sectors[chain].terms();
  }

  /**
   * Builds a file.
   *
   * @param values has the value of chain <i>i</i> at {@code offset + i}
   */
  FileImage image(int size, int[] values, int offset) {
    return only == null ? build(size, values, offset) : only;
  }

  private FileImage build(int size, int[] values, int offset) {
    long bytes = sizes.size(size);
    int count = Sector.count(bytes);
    Sector[] built = count <= medium.length ? Arrays.copyOf(medium, count) : grown(count);
    for (int chain = 0; chain < live[size]; chain++) {
      SectorChain sector = sectors[chain];
      for (int i = Math.min(sector.span(), count - sector.first()) - 1; i >= 0; i--) {
        built[sector.first() + i] = sector.part(values[offset + chain], i);
      }
    }
    if (bytes % Sector.SIZE != 0) {
      built[count - 1] = built[count - 1].cut((int) (bytes % Sector.SIZE));
    }
    return new FileImage(bytes, built);
  }

  /** Tells whether the file may be exactly this. */
  boolean allows(FileImage image) {
    for (int size = 0; size < sizes.radix(); size++) {
      if (sizes.size(size) == image.size()) {
        return allows(size, image);
      }
    }
    return false;
  }

  private boolean allows(int size, FileImage image) {
    int next = 0;
    int count = Sector.count(image.size());
    for (int i = 0; i < count; ) {
      if (next < live[size] && sectors[next].first() == i) {
        if (!allows(sectors[next], image)) {
          return false;
        }
        i += sectors[next++].span();
      } else if (cut(medium(i), i, image.size()).same(image.sector(i))) {
        i++;
      } else {
        return false;
      }
    }
    return true;
  }

  private static boolean allows(SectorChain chain, FileImage image) {
    int span = Math.min(chain.span(), Sector.count(image.size()) - chain.first());
    for (int value = 0; value < chain.radix(); value++) {
      int same = 0;
      while (same < span
          && cut(chain.part(value, same), chain.first() + same, image.size())
              .same(image.sector(chain.first() + same))) {
        same++;
      }
      if (same == span) {
        return true;
      }
    }
    return false;
  }

  private SectorChain[] chains(Inode inode, CrashProfile profile, @Nullable FileImage freed) {
    int span = profile.sector() / Sector.SIZE;
    Map<Integer, List<Unforced.Version>> changes = new TreeMap<>();
    for (Unforced.Version version : inode.versions()) {
      int first = version.sector() / span * span;
      changes.computeIfAbsent(first, none -> new ArrayList<>()).add(version);
    }
    if (profile.garbageHoles()) {
      addHoles(changes, span);
    }
    List<SectorChain> chains = new ArrayList<>();
    changes.forEach(
        (first, versions) -> {
          Sector[] old = new Sector[span];
          Arrays.setAll(old, i -> medium(first + i));
          Sector @Nullable [] stale =
              profile.garbageHoles() && isHole(first, span) ? stale(first, span, freed) : null;
          List<SectorVersion> values = SectorVersions.of(profile, old, stale, first, versions);
          if (values.size() > 1) {
            chains.add(new SectorChain(label, first, values));
          }
        });
    return chains.toArray(SectorChain[]::new);
  }

  private void addHoles(Map<Integer, List<Unforced.Version>> changes, int span) {
    long largest = 0;
    for (int value = 0; value < sizes.radix(); value++) {
      largest = Math.max(largest, sizes.size(value));
    }
    int begin = Sector.count(sizes.size(0));
    for (int i = (begin + span - 1) / span * span; i < Sector.count(largest); i += span) {
      changes.computeIfAbsent(i, none -> List.of());
    }
  }

  /** Tells whether the medium holds nothing there: behind its size, and never written. */
  private boolean isHole(int first, int span) {
    boolean hole = first >= Sector.count(sizes.size(0));
    for (int i = 0; i < span; i++) {
      hole &= medium(first + i) == Sector.ZEROS;
    }
    return hole;
  }

  /** Returns what space that another file had before may hold; where that is unknown, garbage. */
  private static Sector[] stale(int first, int span, @Nullable FileImage freed) {
    Sector[] stale = SectorVersions.garbage(first, span);
    for (int i = 0; i < span && freed != null; i++) {
      Sector left = freed.sector(first + i);
      stale[i] = left == Sector.ZEROS ? stale[i] : left;
    }
    return stale;
  }

  private void prepare(int value, long size) {
    int count = Sector.count(size);
    int chain = 0;
    fixed[value] = Hashes.ofSize(size);
    for (int i = 0; i < count; ) {
      if (chain < sectors.length && sectors[chain].first() == i) {
        i += sectors[chain++].span();
      } else {
        fixed[value] += cut(medium(i), i, size).term(i);
        i++;
      }
    }
    live[value] = chain;
    if (chain > 0) {
      lastTerms[value] = cutTerms(sectors[chain - 1], size);
    }
  }

  private static long[] cutTerms(SectorChain chain, long size) {
    if ((long) (chain.first() + chain.span()) * Sector.SIZE <= size) {
      return chain.terms();
    }
    long[] terms = new long[chain.radix()];
    for (int value = 0; value < terms.length; value++) {
      for (int i = chain.first(); i < Sector.count(size); i++) {
        terms[value] += cut(chain.part(value, i - chain.first()), i, size).term(i);
      }
    }
    return terms;
  }

  private static Sector cut(Sector sector, int index, long size) {
    return sector.cut((int) Math.min(Sector.SIZE, size - (long) index * Sector.SIZE));
  }

  private Sector medium(int index) {
    return index < medium.length ? medium[index] : Sector.ZEROS;
  }

  private Sector[] grown(int count) {
    Sector[] grown = Arrays.copyOf(medium, count);
    Arrays.fill(grown, medium.length, count, Sector.ZEROS);
    return grown;
  }
}
