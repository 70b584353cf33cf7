package org.waymark.check.crash;

import org.waymark.log.CapsuleSegmentHeader;
import org.waymark.log.Location;
import org.waymark.log.Proof;
import org.waymark.log.SymbolHeader;

/**
 * Follows where a log will put the capsules and proofs of a workload, so that payloads can be made
 * as long as it takes to fill a sector exactly. One thread.
 */
final class Layout {
  private static final int SECTOR = 512;

  /** What a transaction without pages of its own writes. */
  static final int PAGES = 2;

  private int position = CapsuleSegmentHeader.PAGE;

  /** Places a capsule that ends where a sector ends, and returns the payload that makes it so. */
  int fillSector() {
    int room = SECTOR - position % SECTOR;
    if (room <= SymbolHeader.SIZE) {
      room += SECTOR;
    }
    position += room;
    return room - SymbolHeader.SIZE;
  }

  /** Places a capsule of this payload. */
  int place(int bytes) {
    position += align(SymbolHeader.SIZE + bytes);
    return bytes;
  }

  /** Places the proofs of a group. */
  void proofs(int commits) {
    position += commits * align(Proof.lengthOf(PAGES, 0));
  }

  private static int align(int length) {
    return (length + Location.ALIGNMENT - 1) & -Location.ALIGNMENT;
  }
}
