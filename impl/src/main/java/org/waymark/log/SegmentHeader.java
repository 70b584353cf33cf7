package org.waymark.log;

/**
 * What the headers of marker segments and of capsule segments have in common, in every version.
 *
 * <pre>
 *    0  preamble                          8 bytes
 *    8  fields of the kind and version  104 bytes
 *  112  checksum                         16 bytes   header domain, over bytes 0..111
 *  128  zero, to the end of the page
 * </pre>
 */
final class SegmentHeader {

  /** Bytes of the header proper. */
  static final int SIZE = 128;

  /** Bytes set aside for it at the beginning of the file. */
  static final int PAGE = 4096;

  private static final int CHECKSUM = 112;

  private SegmentHeader() {}

  static void seal(byte[] target, int offset, Digests digests) {
    digests
        .start(Digests.Domain.HEADER)
        .add(target, offset, CHECKSUM)
        .end(target, offset + CHECKSUM);
  }

  static boolean checksumHolds(byte[] bytes, int offset, Digests digests) {
    return digests
        .start(Digests.Domain.HEADER)
        .add(bytes, offset, CHECKSUM)
        .endsAs(bytes, offset + CHECKSUM);
  }
}
