package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What the encoders of a segment's header page refuse, and what the headers say of the file. */
class SegmentHeaderTest {

  private static final Digests DIGESTS = new Digests();

  private final byte[] bytes = new byte[MarkerSegmentHeader.SIZE];

  private void assertRefused(MarkerSegmentHeader header, Flaw flaw) {
    assertThatThrownBy(() -> header.encode(bytes, 0, DIGESTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(flaw.words());
    assertThat(bytes).containsOnly(0);
  }

  private static MarkerSegmentHeader header(int slots, long first, Id128 baseId, long baseTime) {
    return new MarkerSegmentHeader(
        Samples.INCARNATION, slots, first, baseId, baseTime, Isolation.SNAPSHOT);
  }

  @Test
  void markerSegmentsOutOfRangeAreRefused() {
    Id128 id = Samples.PREVIOUS;

    assertRefused(header(16, 0, id, 3), Flaw.SEQUENCE);
    assertRefused(header(16, -5, id, 3), Flaw.SEQUENCE);
    assertRefused(header(0, 5, id, 3), Flaw.LENGTH);
    assertRefused(header((1 << 20) + 1, 5, id, 3), Flaw.LENGTH);
    assertRefused(header(2, Long.MAX_VALUE, id, 3), Flaw.LENGTH);
    assertRefused(header(16, 5, Id128.ZERO, 3), Flaw.PREVIOUS);
    assertRefused(header(16, 1, id, 0), Flaw.PREVIOUS);
    assertRefused(header(16, 5, id, 0), Flaw.TIME);
    assertRefused(header(16, 1, Id128.ZERO, 3), Flaw.TIME);
  }

  @Test
  void capsuleSegmentsOutOfRangeAreRefused() {
    int[][] numbersAndSizes = {{0, 8192}, {-1, 8192}, {1, 8191}, {1, (1 << 30) + 1}, {1, -1}};
    for (int[] pair : numbersAndSizes) {
      CapsuleSegmentHeader header = new CapsuleSegmentHeader(Samples.INCARNATION, pair[0], pair[1]);

      assertThatThrownBy(() -> header.encode(bytes, 0, DIGESTS))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(bytes).containsOnly(0);
    }
  }

  @Test
  void aCloseRecordOfAnotherSegmentIsRefused() {
    CloseRecord close = new CloseRecord(Samples.INCARNATION, 21, Samples.PREVIOUS, 9);

    assertThatThrownBy(() -> close.encode(bytes, 0, Samples.HEADER, DIGESTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Flaw.SEQUENCE.words());
    assertThat(bytes).containsOnly(0);
  }

  @Test
  void theHeaderKnowsItsFile() {
    assertThat(Samples.HEADER.base()).isEqualTo(4);
    assertThat(Samples.HEADER.lastSequence()).isEqualTo(20);
    assertThat(Samples.HEADER.fileSize()).isEqualTo(4096 + 16 * 128);
    assertThat(MarkerSegmentHeader.slotOffset(3)).isEqualTo(4096 + 3 * 128);
    assertThat(Samples.HEADER.name().fileName())
        .isEqualTo("markers-0016909060-00000000000000000005");
    assertThat(Samples.CAPSULE_HEADER.name().fileName())
        .isEqualTo("capsules-0016909060-0000000012");
  }
}
