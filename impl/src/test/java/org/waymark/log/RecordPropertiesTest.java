package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every layout: nothing but the record itself passes, and no bytes are too odd. */
class RecordPropertiesTest {

  @ParameterizedTest
  @EnumSource
  void theSampleIsValidAndEncodesToItself(RecordKind kind) {
    byte[] sample = kind.sample();

    assertThat(sample).hasSize(kind.size);
    assertThat(kind.flaw(sample)).isNull();
    assertThat(kind.encodeAgain(sample)).isEqualTo(sample);
  }

  @ParameterizedTest
  @EnumSource
  void zerosAreBlank(RecordKind kind) {
    assertThat(kind.flaw(new byte[kind.size])).isEqualTo(Flaw.BLANK);
  }

  @ParameterizedTest
  @EnumSource
  void everyChangeOfOneByteIsRefused(RecordKind kind) {
    for (int at = 0; at < kind.size; at++) {
      byte[] changed = kind.sample();
      for (int value = 1; value < 256; value++) {
        changed[at]++;
        assertThat(kind.flaw(changed)).as("byte %s is %s", at, changed[at]).isNotNull();
      }
    }
  }

  @Property
  void randomBytesAreNeverValid(@ForAll RecordKind kind, @ForAll @Size(192) byte[] bytes) {
    assertThat(kind.flaw(Arrays.copyOf(bytes, kind.size))).isNotNull();
  }

  @Property
  void randomBytesBehindTheRightPreambleAreNeverValid(
      @ForAll RecordKind kind, @ForAll @Size(192) byte[] bytes) {
    byte[] record = Arrays.copyOf(bytes, kind.size);
    System.arraycopy(kind.sample(), 0, record, 0, Preamble.SIZE);

    assertThat(kind.flaw(record)).isNotNull();
  }

  /**
   * The judge and the encoder are a pair: bytes with an intact checksum, whatever their fields, are
   * either refused by the judge or made again by the encoder, byte for byte.
   */
  @Property(tries = 20_000)
  void whatTheJudgeAcceptsTheEncoderMakes(
      @ForAll RecordKind kind,
      @ForAll @IntRange(max = 191) int at,
      @ForAll @Size(min = 1, max = 8) byte[] change,
      @ForAll @ByteRange(min = 0, max = 3) byte alignment) {
    byte[] record = kind.sample();
    int from = at % kind.sealed >> alignment << alignment;
    System.arraycopy(change, 0, record, from, Math.min(change.length, kind.sealed - from));
    kind.seal(record);

    Flaw flaw = kind.flaw(record);

    if (flaw == null) {
      assertThat(kind.encodeAgain(record)).isEqualTo(record);
    }
    Statistics.label("verdict")
        .collect(flaw == null ? "valid" : "refused")
        .coverage(checker -> checker.check("valid").percentage(share -> share > 10));
  }
}
