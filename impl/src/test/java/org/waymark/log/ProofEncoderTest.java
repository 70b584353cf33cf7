package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Proofs in groups, at their limits, and the order of page numbers. */
class ProofEncoderTest {

  private static final Digests DIGESTS = new Digests();
  private static final Extent CAPSULE =
      new Extent(Samples.CAPSULE, Location.of(3, 4096), 70_000, 3, 3);
  private static final long[] NONE = {};

  private final ProofEncoder encoder = new ProofEncoder(Samples.INCARNATION);

  private int add(long sequence, long[] written, long[] read) {
    return add(sequence, written, read, List.of());
  }

  private int add(long sequence, long[] written, long[] read, List<Id128> evidence) {
    return encoder.add(sequence, 0, Samples.TOKEN, CAPSULE, written, read, evidence);
  }

  private static List<Id128> references(int count) {
    return LongStream.range(0, count).mapToObj(i -> new Id128(i, ~i)).toList();
  }

  private @Nullable Flaw flaw(int index) {
    int available = encoder.length(index);
    return Proof.flaw(
        encoder.bytes(), encoder.offset(index), available, Samples.INCARNATION, DIGESTS);
  }

  @Property(tries = 200)
  void groupsAreContiguousAndReadBack(
      @ForAll @NotEmpty @Size(max = 40) List<@NotEmpty @Size(max = 60) Set<Long>> sets,
      @ForAll @Size(max = 40) List<@IntRange(max = 9) Integer> evidence) {
    List<long[]> pages = new ArrayList<>();
    for (Set<Long> set : sets) {
      Set<Long> above = new HashSet<>(set);
      above.remove(0L);
      above.add(1L);
      pages.add(above.stream().sorted(Long::compareUnsigned).mapToLong(Long::longValue).toArray());
    }
    int end = 0;
    for (int i = 0; i < pages.size(); i++) {
      List<Id128> references = references(i < evidence.size() ? evidence.get(i) : 0);
      assertThat(add(i + 1, pages.get(i), pages.get(0), references)).isEqualTo(i);
      assertThat(encoder.offset(i)).isEqualTo(end).matches(offset -> offset % 8 == 0);
      end += encoder.length(i);
    }
    assertThat(encoder.size()).isEqualTo(end);
    assertThat(encoder.count()).isEqualTo(pages.size());
    for (int i = 0; i < pages.size(); i++) {
      assertThat(flaw(i)).isNull();
      Proof proof = Proof.decode(encoder.bytes(), encoder.offset(i));
      assertThat(proof.id()).isEqualTo(encoder.proofId(i));
      assertThat(proof.length()).isEqualTo(encoder.length(i));
      assertThat(proof.sequence()).isEqualTo(i + 1);
      assertThat(proof.writtenPages()).isEqualTo(pages.get(i));
      assertThat(proof.readPages()).isEqualTo(pages.get(0));
      assertThat(proof.evidence()).isEqualTo(references(i < evidence.size() ? evidence.get(i) : 0));
      assertThat(proof.capsule()).isEqualTo(CAPSULE.id());
      assertThat(proof.capsuleLocation()).isEqualTo(CAPSULE.location());
      assertThat(proof.capsuleLength()).isEqualTo(CAPSULE.length());
    }
    encoder.reset();
  }

  @Property(tries = 200)
  void signedOrderIsRefusedWhereItDiffers(@ForAll @Size(min = 2, max = 20) Set<Long> pages) {
    long[] signed =
        pages.stream().mapToLong(Long::longValue).filter(p -> p != 0).sorted().toArray();
    boolean mixed = signed.length > 1 && signed[0] < 0 && signed[signed.length - 1] > 0;
    if (mixed) {
      assertThatThrownBy(() -> add(1, signed, NONE)).hasMessageContaining(Flaw.PAGES.words());
    }
    assertThat(encoder.size()).isZero();
  }

  @Test
  void theLongestProofIsTheLimit() {
    long[] most = LongStream.rangeClosed(1, Proof.MAX_PAGES).toArray();
    add(1, most, most, references(Proof.MAX_EVIDENCE));

    assertThat(encoder.size()).isEqualTo(Proof.MAX_LENGTH).isEqualTo(266_360);
    assertThat(flaw(0)).isNull();
    assertThat(Proof.decode(encoder.bytes(), 0).evidence())
        .isEqualTo(references(Proof.MAX_EVIDENCE));
    assertThat(Proof.decode(encoder.bytes(), 0).readPages()).isEqualTo(most);
  }

  @Test
  void setsBeyondTheLimitsAreRefused() {
    long[] tooMany = LongStream.rangeClosed(1, Proof.MAX_PAGES + 1).toArray();
    long[] one = {1};

    assertThatThrownBy(() -> add(1, tooMany, NONE)).hasMessageContaining("16385 pages written");
    assertThatThrownBy(() -> add(1, one, tooMany)).hasMessageContaining("16385 pages read");
    assertThatThrownBy(() -> add(1, NONE, one)).hasMessageContaining("0 pages written");
    assertThatThrownBy(() -> add(1, one, NONE, references(257)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("257 references");
    assertThat(encoder.count()).isZero();
  }

  @Test
  void aRefusedProofLeavesTheOthersAlone() {
    add(1, new long[] {1}, NONE);
    byte[] before = Arrays.copyOf(encoder.bytes(), encoder.size());

    assertThatThrownBy(() -> add(2, new long[] {2, 1}, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("proof of 2");

    assertThat(encoder.count()).isEqualTo(1);
    assertThat(Arrays.copyOf(encoder.bytes(), encoder.size())).isEqualTo(before);
    assertThatThrownBy(() -> encoder.proofId(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aHugeLengthIsRefusedBeforeItIsUsed() {
    add(1, new long[] {1}, NONE);
    byte[] bytes = Arrays.copyOf(encoder.bytes(), encoder.size());
    for (int huge : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 1 << 29, 16_385}) {
      for (int field :
          new int[] {
            Proof.TOTAL_LENGTH, Proof.WRITTEN_COUNT, Proof.READ_COUNT, Proof.EVIDENCE_COUNT
          }) {
        byte[] hostile = bytes.clone();
        Bytes.putInt(hostile, field, huge);

        Flaw flaw = Proof.flaw(hostile, 0, hostile.length, Samples.INCARNATION, DIGESTS);

        assertThat(flaw).as("%s at %s", huge, field).isEqualTo(Flaw.LENGTH);
      }
    }
  }

  @Test
  void aWholeProofBeyondTheLimitsIsRefused() {
    for (int field : new int[] {Proof.WRITTEN_COUNT, Proof.READ_COUNT}) {
      encoder.reset();
      add(1, new long[] {1}, new long[] {1});
      int pages = Proof.MAX_PAGES + 2;
      byte[] bytes = Arrays.copyOf(encoder.bytes(), Proof.FIXED + 8 * pages);
      Bytes.putInt(bytes, Proof.TOTAL_LENGTH, bytes.length);
      Bytes.putInt(bytes, field, Proof.MAX_PAGES + 1);
      int one = field == Proof.WRITTEN_COUNT ? Proof.MAX_PAGES + 1 : 0;
      for (int i = 0; i < pages; i++) {
        Bytes.putLong(bytes, Proof.PAGES + 8 * i, i == one ? 1 : i + 1L);
      }
      int idAt = bytes.length - Id128.SIZE;
      Proof.hash(bytes, 0, idAt, DIGESTS).end(bytes, idAt);

      Flaw flaw = Proof.flaw(bytes, 0, bytes.length, Samples.INCARNATION, DIGESTS);

      assertThat(flaw).isEqualTo(Flaw.LENGTH);
    }
  }

  /** A count that makes the right length in 32 bits would have billions of bytes hashed. */
  @Test
  void aNumberOfReferencesThatWrapsIsRefused() {
    add(1, new long[] {1}, NONE);
    byte[] bytes = Arrays.copyOf(encoder.bytes(), encoder.size());
    Bytes.putInt(bytes, Proof.EVIDENCE_COUNT, 1 << 28);
    Proof.hash(bytes, 0, bytes.length - Id128.SIZE, DIGESTS).end(bytes, bytes.length - Id128.SIZE);

    Flaw flaw = Proof.flaw(bytes, 0, bytes.length, Samples.INCARNATION, DIGESTS);

    assertThat(flaw).isEqualTo(Flaw.LENGTH);
  }

  @Test
  void oneReferenceTooManyIsRefusedThoughAllAreThere() {
    add(1, new long[] {1}, NONE);
    int length = Proof.lengthOf(1, Proof.MAX_EVIDENCE + 1);
    byte[] bytes = Arrays.copyOf(encoder.bytes(), length);
    Bytes.putInt(bytes, Proof.TOTAL_LENGTH, length);
    Bytes.putInt(bytes, Proof.EVIDENCE_COUNT, Proof.MAX_EVIDENCE + 1);
    Proof.hash(bytes, 0, length - Id128.SIZE, DIGESTS).end(bytes, length - Id128.SIZE);

    Flaw flaw = Proof.flaw(bytes, 0, length, Samples.INCARNATION, DIGESTS);

    assertThat(flaw).isEqualTo(Flaw.LENGTH);
  }

  @Test
  void theSpareBytesMustBeZero() {
    for (int at = Proof.RESERVED; at < Proof.PAGES; at++) {
      encoder.reset();
      add(1, new long[] {1}, NONE);
      byte[] bytes = Arrays.copyOf(encoder.bytes(), encoder.size());
      bytes[at] = 1;
      int idAt = bytes.length - Id128.SIZE;
      Proof.hash(bytes, 0, idAt, DIGESTS).end(bytes, idAt);

      Flaw flaw = Proof.flaw(bytes, 0, bytes.length, Samples.INCARNATION, DIGESTS);

      assertThat(flaw).as("byte %s", at).isEqualTo(Flaw.RESERVED);
    }
  }

  /** What a longer group left in the buffer shows nowhere in the next. */
  @Test
  void aBufferUsedBeforeLeavesNoTrace() {
    List<Id128> ones = Collections.nCopies(Proof.MAX_EVIDENCE, new Id128(-1, -1));
    for (int sequence = 1; sequence <= 9; sequence++) {
      add(sequence, new long[] {-1}, NONE, ones);
    }
    encoder.reset();
    ProofEncoder fresh = new ProofEncoder(Samples.INCARNATION);
    for (int sequence = 1; sequence <= 9; sequence++) {
      add(sequence, new long[] {5}, NONE);
      fresh.add(sequence, 0, Samples.TOKEN, CAPSULE, new long[] {5}, NONE, List.of());
    }

    assertThat(Arrays.copyOf(encoder.bytes(), encoder.size()))
        .isEqualTo(Arrays.copyOf(fresh.bytes(), fresh.size()));
  }

  @Test
  void decodedPagesAreCopies() {
    add(1, new long[] {5}, new long[] {6}, references(1));
    Proof proof = Proof.decode(encoder.bytes(), 0);
    proof.writtenPages()[0] = 9;
    proof.readPages()[0] = 9;

    assertThat(proof.writtenPages()).containsExactly(5);
    assertThat(proof.readPages()).containsExactly(6);
    assertThat(proof)
        .hasToString(
            "proof of 1 from 0, writes [5], reads [6],"
                + " evidence [0000000000000000ffffffffffffffff]");
    assertThatThrownBy(() -> proof.evidence().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
