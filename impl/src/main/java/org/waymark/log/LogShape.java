package org.waymark.log;

/**
 * The sizes a log creates its segments with. Segments that exist keep the size in their headers, so
 * a log may be reopened with another shape.
 *
 * <p>A record never straddles segments: with capsule segments under 384 KiB the largest proof does
 * not fit, and with segments under 72 KiB a full symbol does not; what does not fit is refused.
 * Such sizes serve experiments.
 *
 * @param markersPerSegment slots in a marker segment, 1 to 2^20
 * @param capsuleSegmentBytes size of a capsule segment's file in bytes, 8 KiB to 1 GiB, a multiple
 *     of 4096
 */
public record LogShape(int markersPerSegment, int capsuleSegmentBytes) {

  /** Refuses a size outside its range. */
  public LogShape {
    if (markersPerSegment < 1 || markersPerSegment > 1 << 20) {
      throw new IllegalArgumentException(
          "markersPerSegment must be 1 to 1048576: " + markersPerSegment);
    }
    if (capsuleSegmentBytes < 8 << 10
        || capsuleSegmentBytes > 1 << 30
        || capsuleSegmentBytes % 4096 != 0) {
      throw new IllegalArgumentException(
          "capsuleSegmentBytes must be a multiple of 4096 from 8192 to 1073741824: "
              + capsuleSegmentBytes);
    }
  }
}
