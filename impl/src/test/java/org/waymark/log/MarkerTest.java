package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The marker and its chain. */
class MarkerTest {

  private static final Digests DIGESTS = new Digests();

  private static MarkerDraft draft(long sequence, long time) {
    Id128 token = new Id128(sequence, time);
    return new MarkerDraft(
        sequence,
        time,
        Samples.CAPSULE,
        Samples.PROOF_ID,
        Location.of(2, 8192),
        Proof.MIN_LENGTH,
        token);
  }

  @Property
  void readsWhatWasWritten(
      @ForAll @LongRange(min = 2) long sequence,
      @ForAll @LongRange(min = 1) long time,
      @ForAll @LongRange(min = 0) long durable,
      @ForAll @IntRange(min = 1) int segment,
      @ForAll @IntRange(min = 512, max = (1 << 27) - 1) int eighths,
      @ForAll @IntRange(min = 1, max = 2 * Proof.MAX_PAGES) int pages,
      @ForAll @IntRange(max = Proof.MAX_EVIDENCE) int references,
      @ForAll long high,
      @ForAll long low,
      @ForAll @IntRange(max = 300) int offset) {
    Incarnation incarnation = new Incarnation(segment, low);
    MarkerDraft draft =
        new MarkerDraft(
            sequence,
            time,
            new Id128(high, low),
            new Id128(low, high),
            Location.of(segment, 8 * eighths),
            Proof.lengthOf(pages, references),
            new Id128(~high, ~low));
    long durableUpTo = durable % sequence;
    Id128 previous = new Id128(high | 1, low);
    byte[] bytes = new byte[offset + Marker.SIZE];

    Id128 id = Marker.encode(bytes, offset, incarnation, draft, durableUpTo, previous, DIGESTS);

    assertThat(Marker.flaw(bytes, offset, incarnation, sequence, DIGESTS)).isNull();
    assertThat(Marker.decode(bytes, offset))
        .isEqualTo(
            new Marker(
                id,
                incarnation.counter(),
                sequence,
                time,
                draft.capsule(),
                draft.proofId(),
                draft.proofLocation(),
                draft.proofLength(),
                durableUpTo,
                draft.token(),
                previous));
  }

  @Test
  void aChainHoldsFromTheHeaderOn() {
    Incarnation incarnation = Samples.INCARNATION;
    byte[] slots = new byte[4 * Marker.SIZE];
    Marker.Expectation next = Marker.Expectation.first(Samples.HEADER);
    for (int slot = 0; slot < 4; slot++) {
      int at = slot * Marker.SIZE;
      MarkerDraft draft = draft(next.sequence(), next.previousTime() + 1);
      Marker.encode(slots, at, incarnation, draft, 4 + slot / 2, next.previousId(), DIGESTS);

      assertThat(Marker.flaw(slots, at, incarnation, next, DIGESTS)).isNull();
      next = Marker.Expectation.after(Marker.decode(slots, at));
    }
    assertThat(next.sequence()).isEqualTo(9);
    assertThat(next.leastDurableUpTo()).isEqualTo(5);
  }

  @Test
  void encoderNamesWhatItRefusesAndLeavesZeros() {
    byte[] bytes = new byte[Marker.SIZE];

    assertThatThrownBy(
            () ->
                Marker.encode(
                    bytes, 0, Samples.INCARNATION, draft(3, 1), 3, Samples.PREVIOUS, DIGESTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Flaw.WATERMARK.words())
        .hasMessageContaining("sequence=3");
    assertThat(bytes).containsOnly(0);
  }

  @Test
  void aBufferTooShortIsAProgrammingError() {
    byte[] bytes = RecordKind.MARKER.sample();

    assertThatThrownBy(() -> Marker.flaw(bytes, 1, Samples.INCARNATION, 7, DIGESTS))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
