package org.waymark.check.disk;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What was changed in a file since a force covered it: in the order of the changes, with one entry
 * for each sector that a write, truncation or preallocation changed.
 *
 * <p>Changes are <em>pending</em> as long as their page is dirty, so that the next force will write
 * them; they are <em>undecided</em> if writing them back failed and it is not known what reached
 * the medium. A page's undecided changes are always older than its pending ones.
 */
final class Unforced {

  /**
   * A new version of a sector.
   *
   * @param order of the operation that made it, among all changes of the disk
   * @param from the first byte it wrote, 0 to 511
   * @param to behind the last byte it wrote
   */
  record Version(long order, int sector, Sector content, int from, int to) {}

  /** A new size. */
  record Size(long order, long size) {}

  final List<Version> versions = new ArrayList<>();
  final List<Size> sizes = new ArrayList<>();
  final List<Version> undecidedVersions = new ArrayList<>();
  final List<Size> undecidedSizes = new ArrayList<>();

  /** 4 KiB pages that the next force will write. */
  final BitSet dirty = new BitSet();

  Unforced() {}

  Unforced(Unforced other) {
    versions.addAll(other.versions);
    sizes.addAll(other.sizes);
    undecidedVersions.addAll(other.undecidedVersions);
    undecidedSizes.addAll(other.undecidedSizes);
    dirty.or(other.dirty);
  }
}
