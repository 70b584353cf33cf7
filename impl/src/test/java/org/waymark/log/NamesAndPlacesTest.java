package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Ids, incarnations, locations, file names and the hash: the words that records are made of. */
class NamesAndPlacesTest {

  @Property
  void idsReadAsTheirBytes(@ForAll long high, @ForAll long low) {
    Id128 id = new Id128(high, low);
    byte[] bytes = new byte[20];
    id.put(bytes, 3);

    assertThat(Id128.get(bytes, 3)).isEqualTo(id);
    assertThat(id.isAt(bytes, 3)).isTrue();
    assertThat(id).hasToString(HexFormat.of().formatHex(bytes, 3, 19));
    assertThat(Id128.parse(id.toString())).isEqualTo(id);
    bytes[3 + Math.floorMod(low, 16)]++;
    assertThat(id.isAt(bytes, 3)).isFalse();
  }

  @Test
  void idsAreStrictAboutTheirSpelling() {
    assertThatThrownBy(() -> Id128.parse("ab")).hasMessageContaining("32");
    assertThatThrownBy(() -> Id128.parse("A".repeat(32))).hasMessageContaining("lower case");
    assertThatThrownBy(() -> Id128.parse("g".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Id128.ZERO.isZero()).isTrue();
    assertThat(new Id128(0, 1).isZero()).isFalse();
    assertThat(new Id128(1, 0).isZero()).isFalse();
  }

  @Test
  void incarnationsCountFromOne() {
    assertThat(new Incarnation(1, 0x00c0ffeeL)).hasToString("1/0000000000c0ffee");
    assertThatThrownBy(() -> new Incarnation(0, 1)).hasMessageContaining("at least 1");
  }

  @Property
  void locationsPackAndOrder(
      @ForAll @IntRange(min = 1) int segment,
      @ForAll @IntRange(min = 512, max = (1 << 27) - 1) int eighths,
      @ForAll @IntRange(min = 1) int otherSegment) {
    long location = Location.of(segment, 8 * eighths);

    assertThat(Location.segment(location)).isEqualTo(segment);
    assertThat(Location.offset(location)).isEqualTo(8 * eighths);
    assertThat(location).isPositive();
    long other = Location.of(otherSegment, 4096);
    if (segment != otherSegment) {
      assertThat(Long.compare(location, other)).isEqualTo(Integer.compare(segment, otherSegment));
    }
  }

  @Test
  void impossiblePlacesAreRefused() {
    int[][] places = {{0, 4096}, {-1, 4096}, {1, 0}, {1, 4088}, {1, 4100}, {1, 1 << 30}, {1, -8}};
    for (int[] place : places) {
      assertThatThrownBy(() -> Location.of(place[0], place[1]))
          .as(Arrays.toString(place))
          .hasMessageContaining("no record can be at");
    }
    assertThat(Location.isValid(0)).isFalse();
  }

  @Property
  void namesReadAsTheyAreWritten(
      @ForAll @IntRange(min = 1) int incarnation,
      @ForAll @LongRange(min = 1) long sequence,
      @ForAll @IntRange(min = 1) int number) {
    SegmentNames.Name[] names = {
      new SegmentNames.Markers(incarnation, sequence),
      new SegmentNames.Capsules(incarnation, number),
      new SegmentNames.Quarantine(new Id128(sequence, number))
    };
    for (SegmentNames.Name name : names) {
      assertThat(SegmentNames.parse(name.fileName())).isEqualTo(name);
      SegmentNames.Temporary temporary = new SegmentNames.Temporary(name);
      assertThat(SegmentNames.parse(temporary.fileName())).isEqualTo(temporary);
    }
  }

  @Property
  void namesSortAsTheirNumbers(
      @ForAll @LongRange(min = 1) long one, @ForAll @LongRange(min = 1) long two) {
    String first = new SegmentNames.Markers(1, one).fileName();
    String second = new SegmentNames.Markers(1, two).fileName();

    assertThat(Integer.signum(first.compareTo(second))).isEqualTo(Long.compare(one, two));
  }

  @Property
  void aNameIsOursOnlyIfItIsWrittenSo(@ForAll String anything) {
    SegmentNames.Name name = SegmentNames.parse("markers-" + anything);

    assertThat(name == null || name.fileName().equals("markers-" + anything)).isTrue();
  }

  @Test
  void noTemporaryNameForALockOrATemporary() {
    SegmentNames.Temporary temporary = new SegmentNames.Temporary(new SegmentNames.Capsules(1, 1));

    assertThatThrownBy(() -> new SegmentNames.Temporary(temporary))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SegmentNames.Temporary(new SegmentNames.Lock()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SegmentNames.Markers(0, 1)).hasMessageContaining("incarnation");
    assertThatThrownBy(() -> new SegmentNames.Markers(1, 0)).hasMessageContaining("firstSequence");
    assertThatThrownBy(() -> new SegmentNames.Capsules(0, 1)).hasMessageContaining("incarnation");
    assertThatThrownBy(() -> new SegmentNames.Capsules(1, 0)).hasMessageContaining("number");
  }

  @Property(tries = 100)
  void theHashIsSha256BehindItsLabel(
      @ForAll Digests.Domain domain, @ForAll byte[] data, @ForAll int word, @ForAll long longWord)
      throws NoSuchAlgorithmException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    String label =
        switch (domain) {
          case SYMBOL -> "waymark/symbol/1";
          case CAPSULE -> "waymark/capsul/1";
          case PROOF -> "waymark/proof//1";
          case MARKER -> "waymark/marker/1";
          case HEADER -> "waymark/header/1";
          case CLOSE -> "waymark/close//1";
          case QUARANTINE -> "waymark/quaran/1";
        };
    sha256.update(label.getBytes(StandardCharsets.US_ASCII));
    sha256.update(data);
    byte[] words = new byte[12];
    Bytes.putInt(words, 0, word);
    Bytes.putLong(words, 4, longWord);
    byte[] expected = Arrays.copyOf(sha256.digest(words), Id128.SIZE);
    Digests digests = new Digests();
    digests.start(Digests.Domain.CLOSE).addInt(1);

    digests.start(domain).add(data, 0, data.length).addInt(word).addLong(longWord);

    assertThat(digests.end()).isEqualTo(Id128.get(expected, 0));
    byte[] written = new byte[Id128.SIZE];
    digests.start(domain).add(data, 0, data.length).add(words, 0, 12).end(written, 0);
    assertThat(written).isEqualTo(expected);
    digests.start(domain).add(data, 0, data.length).add(words, 0, 12);
    assertThat(digests.endsAs(expected, 0)).isTrue();
    expected[15]++;
    digests.start(domain).add(data, 0, data.length).add(words, 0, 12);
    assertThat(digests.endsAs(expected, 0)).isFalse();
  }
}
