package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.waymark.log.CapsuleHash;
import org.waymark.log.CapsuleSegmentHeader;
import org.waymark.log.MarkerSegmentHeader;
import org.waymark.log.Proof;
import org.waymark.validation.SnapshotLeases;
import org.waymark.validation.TokenTable;
import org.waymark.validation.Validator;

class LimitsTest {

  @Test
  void agreeWithTheRoomsBelow() {
    assertThat(Limits.MAX_PAGES).isEqualTo(Proof.MAX_PAGES);
    assertThat(Limits.MAX_EVIDENCE).isEqualTo(Proof.MAX_EVIDENCE);
    assertThat(Limits.DEFAULT_MAX_INDEX_PAGES).isLessThanOrEqualTo(Limits.MAX_INDEX_PAGES);
    assertThat(Limits.MAX_INDEX_PAGES).isEqualTo(Validator.MAX_LIMIT);
    assertThat(Limits.MAX_RETRY_WINDOW).isLessThanOrEqualTo(TokenTable.MAX_WINDOW);
    assertThat(Limits.MAX_CAPSULE_BYTES).isEqualTo(CapsuleHash.MAX_LENGTH);
    assertThat(Limits.MAX_MARKERS_PER_SEGMENT).isEqualTo(MarkerSegmentHeader.MAX_SLOTS);
    assertThat(Limits.MAX_CAPSULE_SEGMENT_BYTES).isEqualTo(CapsuleSegmentHeader.MAX_FILE_SIZE);
    assertThat(Limits.MIN_CAPSULE_SEGMENT_BYTES).isEqualTo(CapsuleSegmentHeader.MIN_FILE_SIZE);
    assertThat(Threads.FOREVER).isEqualTo(SnapshotLeases.NO_DEADLINE);
  }

  @Test
  void defaultsLieWithinTheirRanges() {
    assertThat(Limits.DEFAULT_GROUP_COMMIT_MAX).isBetween(1, Limits.DEFAULT_MARKERS_PER_SEGMENT);
    assertThat(Limits.DEFAULT_MARKERS_PER_SEGMENT).isBetween(1, Limits.MAX_MARKERS_PER_SEGMENT);
    assertThat(Limits.DEFAULT_CAPSULE_SEGMENT_BYTES)
        .isBetween(Limits.MIN_CAPSULE_SEGMENT_BYTES, Limits.MAX_CAPSULE_SEGMENT_BYTES);
    assertThat(Limits.DEFAULT_QUEUE_CAPACITY).isBetween(1, Limits.MAX_QUEUE_CAPACITY);
    assertThat(Limits.DEFAULT_RETRY_WINDOW).isBetween(1, Limits.MAX_RETRY_WINDOW);
  }

  @Test
  void checkTheRange() {
    assertThat(Limits.checkRange("size", 3, 3, 3)).isEqualTo(3);
    assertThatThrownBy(() -> Limits.checkRange("size", 4, 1, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size must be 1 to 3, not 4");
    assertThatThrownBy(() -> Limits.checkRange("size", 0, 1, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size must be 1 to 3, not 0");
  }
}
