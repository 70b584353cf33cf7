package org.waymark.check.disk;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.Unforced.Size;
import org.waymark.check.disk.Unforced.Version;

/**
 * A file behind its names: what is cached, what the medium holds, and what lies between the two.
 *
 * <p>The medium's sectors behind the medium's size may be anything; the cached ones behind the
 * cached size are zero.
 */
final class Inode {

  static final int SECTORS_PER_PAGE = 8;

  /** What a story calls this file: the name it had last. */
  private String label;

  /** What the disk was booted with. */
  private final FileImage booted;

  private final Content cached;
  private final Content medium;
  private long size;
  private long mediumSize;

  /** Null if nothing changed since the disk was booted. */
  private @Nullable Unforced unforced;

  /** Of a failure in the background that no force has reported yet. */
  private @Nullable String unreported;

  /** The operation before which that happened. */
  private long unreportedSince;

  Inode(String label, FileImage image) {
    this.label = label;
    this.booted = image;
    this.size = image.size();
    this.mediumSize = image.size();
    this.cached = new Content(image.sectors());
    this.medium = new Content(image.sectors());
  }

  /** A copy for a disk of its own; an error that nobody was told of is forgotten. */
  Inode(Inode other) {
    this.label = other.label;
    this.booted = other.booted;
    this.size = other.size;
    this.mediumSize = other.mediumSize;
    this.cached = new Content(other.cached.share());
    this.medium = new Content(other.medium.share());
    this.unforced = other.unforced == null ? null : new Unforced(other.unforced);
  }

  String label() {
    return label;
  }

  void label(String name) {
    label = name;
  }

  long size() {
    return size;
  }

  long mediumSize() {
    return mediumSize;
  }

  Content medium() {
    return medium;
  }

  /** Returns what the disk was booted with, if nothing was changed since; else null. */
  @Nullable FileImage untouched() {
    return unforced == null ? booted : null;
  }

  /** Returns what is cached. */
  FileImage image() {
    return unforced == null ? booted : new FileImage(size, cached.share());
  }

  int read(long position, byte[] buffer, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (position >= size) {
      return -1;
    }
    int n = (int) Math.min(length, size - position);
    int sector = (int) (position / Sector.SIZE);
    int from = (int) (position % Sector.SIZE);
    for (int done = 0; done < n; ) {
      int part = Math.min(Sector.SIZE - from, n - done);
      cached.at(sector++).copyTo(from, buffer, offset + done, part);
      done += part;
      from = 0;
    }
    return n;
  }

  void write(long order, long position, byte[] buffer, int offset, int length) {
    if (length == 0) {
      return;
    }
    change(order, position, position + length, buffer, offset);
    grow(order, position + length);
  }

  void truncate(long order, long newSize) {
    if (newSize < size) {
      change(order, newSize, size, null, 0);
      size = newSize;
      pending().sizes.add(new Size(order, newSize));
    }
  }

  /** Writes zeros behind the end up to {@code newSize}. */
  void extend(long order, long newSize) {
    change(order, size, newSize, null, 0);
    grow(order, newSize);
  }

  private void grow(long order, long end) {
    Unforced unforced = pending();
    // A failed force may have lost the size; what is written after it must be readable once forced.
    boolean lost = unforced.sizes.isEmpty() && mediumSize < end;
    if (end > size || lost) {
      size = Math.max(size, end);
      unforced.sizes.add(new Size(order, size));
    }
  }

  /** Exchanges the bytes from {@code begin} to {@code end}; without a source, for zeros. */
  private void change(long order, long begin, long end, byte @Nullable [] source, int offset) {
    Unforced unforced = pending();
    int last = Sector.count(end) - 1;
    int sector = (int) (begin / Sector.SIZE);
    while (sector <= last) {
      int page = sector / SECTORS_PER_PAGE;
      boolean wasClean = !unforced.dirty.get(page);
      int first = sector;
      int endOfPage = Math.min((page + 1) * SECTORS_PER_PAGE - 1, last);
      for (; sector <= endOfPage; sector++) {
        long start = (long) sector * Sector.SIZE;
        int from = (int) Math.max(begin - start, 0);
        int to = (int) Math.min(end - start, Sector.SIZE);
        Sector old = cached.at(sector);
        Sector now =
            source == null
                ? old.with(from, to, Sector.ZEROS)
                : old.with(from, source, offset + (int) (start + from - begin), to - from);
        if (now != old) {
          cached.set(sector, now);
          unforced.versions.add(new Version(order, sector, now, from, to));
        } else if (wasClean && !now.same(medium.at(sector))) {
          unforced.versions.add(new Version(order, sector, now, from, to));
        }
      }
      if (wasClean) {
        unforced.dirty.set(page);
        redirty(order, page, first, endOfPage);
      }
    }
  }

  /**
   * A clean page became dirty. Pages are copied whole, so the next force will also write what a
   * failed one had lost in it, beside the sectors just written.
   */
  private void redirty(long order, int page, int firstWritten, int lastWritten) {
    int first = page * SECTORS_PER_PAGE;
    int behind = Math.min(first + SECTORS_PER_PAGE, Math.max(cached.length(), medium.length()));
    for (int sector = first; sector < behind; sector++) {
      boolean written = firstWritten <= sector && sector <= lastWritten;
      if (!written && !cached.at(sector).same(medium.at(sector))) {
        pending().versions.add(new Version(order, sector, cached.at(sector), 0, Sector.SIZE));
      }
    }
  }

  /** A force that began when {@code covered} was the last change is done. */
  void forced(long covered) {
    Unforced unforced = this.unforced;
    if (unforced == null) {
      return;
    }
    if (unforced.versions.isEmpty()) {
      unforced.dirty.clear();
      forceSizes(unforced, covered);
      return;
    }
    BitSet written = new BitSet();
    for (Version version : unforced.versions) {
      if (version.order() <= covered) {
        medium.set(version.sector(), version.content());
        written.set(version.sector());
      }
    }
    unforced.versions.removeIf(version -> version.order() <= covered);
    unforced.undecidedVersions.removeIf(version -> written.get(version.sector()));
    unforced.dirty.clear();
    for (Version version : unforced.versions) {
      unforced.dirty.set(version.sector() / SECTORS_PER_PAGE);
    }
    forceSizes(unforced, covered);
  }

  private void forceSizes(Unforced unforced, long covered) {
    for (Size change : unforced.sizes) {
      if (change.order() <= covered) {
        mediumSize = change.size();
        unforced.undecidedSizes.clear();
      }
    }
    unforced.sizes.removeIf(change -> change.order() <= covered);
  }

  /**
   * Writing back failed: of what was there when {@code covered} was the last change, the survivors
   * are on the medium; all pages are clean, also those written since.
   */
  void lost(long covered, Survivors survivors) {
    Unforced unforced = this.unforced;
    if (unforced == null) {
      return;
    }
    if (survivors.undecided()) {
      unforced.undecidedVersions.addAll(unforced.versions);
      unforced.undecidedSizes.addAll(unforced.sizes);
    } else {
      keepSurvivors(unforced, covered, survivors);
    }
    unforced.versions.clear();
    unforced.sizes.clear();
    unforced.dirty.clear();
  }

  private void keepSurvivors(Unforced unforced, long covered, Survivors survivors) {
    BitSet written = new BitSet();
    for (Version version : unforced.versions) {
      int page = version.sector() / SECTORS_PER_PAGE;
      int ordinal = unforced.dirty.get(0, page).cardinality();
      if (version.order() <= covered && survivors.page(ordinal)) {
        medium.set(version.sector(), version.content());
        written.set(version.sector());
      }
    }
    unforced.undecidedVersions.removeIf(version -> written.get(version.sector()));
    if (survivors.size()) {
      forceSizes(unforced, covered);
    }
  }

  /** Writing back failed in the background; a force will report it. */
  void lostUnreported(long covered, Survivors survivors, String message, long operation) {
    lost(covered, survivors);
    unreported = message;
    unreportedSince = operation;
  }

  /** Returns, once, the failure that a handle must report which that operation had opened. */
  @Nullable String report(long opened) {
    String message = unreported;
    if (message == null || opened >= unreportedSince) {
      return null;
    }
    unreported = null;
    return message;
  }

  private Unforced pending() {
    Unforced known = unforced;
    if (known == null) {
      known = new Unforced();
      unforced = known;
    }
    return known;
  }

  /** Returns the versions of sectors that a power loss may leave, oldest first. */
  List<Version> versions() {
    return unforced == null ? List.of() : concat(unforced.undecidedVersions, unforced.versions);
  }

  /** Returns the sizes that a power loss may leave, oldest first. */
  List<Size> sizes() {
    return unforced == null ? List.of() : concat(unforced.undecidedSizes, unforced.sizes);
  }

  private static <T> List<T> concat(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
