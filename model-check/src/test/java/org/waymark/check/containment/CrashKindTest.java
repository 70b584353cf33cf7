package org.waymark.check.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waymark.check.disk.DiskImage;

/** Each kind of loss, told from its files. */
class CrashKindTest {

  private static DiskImage file(String name, int... sectors) {
    return and(DiskImage.EMPTY, name, sectors);
  }

  /** Adds a file whose sectors each hold one value. */
  private static DiskImage and(DiskImage image, String name, int... sectors) {
    byte[] bytes = new byte[512 * sectors.length];
    for (int i = 0; i < sectors.length; i++) {
      Arrays.fill(bytes, 512 * i, 512 * (i + 1), (byte) sectors[i]);
    }
    return image.with(name, bytes);
  }

  private static Set<CrashKind> of(DiskImage found, DiskImage lost, DiskImage cached) {
    return CrashKind.of(found, lost, cached);
  }

  @Test
  void whereNothingIsUnforcedNothingIsSeen() {
    assertThat(of(file("a", 1), file("a", 1), file("a", 1))).isEmpty();
  }

  @Test
  void namesAreLostAndComeBack() {
    assertThat(of(DiskImage.EMPTY, DiskImage.EMPTY, file("a", 1)))
        .containsExactlyInAnyOrder(CrashKind.ALL_LOST, CrashKind.NAME_LOST);
    assertThat(of(file("a", 1), file("a", 1), file("b", 1)))
        .containsExactlyInAnyOrder(CrashKind.ALL_LOST, CrashKind.NAME_LOST, CrashKind.NAME_BACK);
    assertThat(of(file("a"), DiskImage.EMPTY, file("a", 1)))
        .containsExactlyInAnyOrder(CrashKind.NAME_WITHOUT_DATA, CrashKind.GROWTH_LOST);
  }

  @Test
  void sizesAndDataGoTheirOwnWays() {
    assertThat(of(file("a", 0, 0), DiskImage.EMPTY, file("a", 1, 2)))
        .containsExactly(CrashKind.SIZE_WITHOUT_DATA);
    assertThat(of(file("a", 1, 0), DiskImage.EMPTY, file("a", 1, 2)))
        .containsExactlyInAnyOrder(
            CrashKind.SIZE_WITHOUT_DATA, CrashKind.UNFORCED_DATA, CrashKind.DATA_IN_PART);
    assertThat(of(file("a", 2), file("a", 1), file("a", 2, 2)))
        .containsExactlyInAnyOrder(
            CrashKind.GROWTH_LOST, CrashKind.UNFORCED_DATA, CrashKind.DATA_WITHOUT_SIZE);
    assertThat(of(file("a", 1, 1), file("a", 1), file("a", 1, 1, 1)))
        .contains(CrashKind.GROWTH_IN_PART);
    assertThat(of(file("a", 1, 3), file("a", 1, 2), file("a", 2, 3)))
        .containsExactlyInAnyOrder(
            CrashKind.OLD_DATA, CrashKind.UNFORCED_DATA, CrashKind.DATA_IN_PART);
  }

  @Test
  void aLostTruncationMayHaveZeroedWhatItWouldHaveCut() {
    DiskImage cut = DiskImage.EMPTY.with("a", Arrays.copyOf(file("a", 7).bytes("a"), 100));
    DiskImage zeroed = DiskImage.EMPTY.with("a", Arrays.copyOf(cut.bytes("a"), 1024));
    assertThat(of(file("a", 7, 7), file("a", 7, 7), cut))
        .containsExactlyInAnyOrder(
            CrashKind.ALL_LOST, CrashKind.TRUNCATION_UNDONE, CrashKind.OLD_DATA);
    assertThat(of(zeroed, file("a", 7, 7), cut)).contains(CrashKind.ZEROED_BY_LOST_TRUNCATION);
  }
}
