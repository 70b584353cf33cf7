package org.waymark.check.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waymark.check.Profile;
import org.waymark.check.disk.DiskImage;

/** The faults are all there, and each does what it says. */
class DamagesTest {

  private static final Specimen TORN = Specimens.torn();
  private static final FormatMap MAP = new FormatMap(TORN);

  private static int differences(String file, DiskImage image) {
    byte[] now = image.bytes(file);
    byte[] before = MAP.bytes(file);
    int bits = 0;
    for (int i = 0; i < before.length; i++) {
      bits += Integer.bitCount((now[i] ^ before[i]) & 0xff);
    }
    return bits;
  }

  @Test
  void everyBitOfEveryFileIsFlippedOnce() {
    List<Damage> flips = Damages.flips(TORN);
    long bytes = TORN.image().names().stream().mapToLong(TORN.image()::size).sum();
    assertThat(flips).hasSize((int) (8 * bytes)).doesNotHaveDuplicates();
    for (int i = 0; i < flips.size(); i += 997) {
      Damage.Flip flip = (Damage.Flip) flips.get(i);
      DiskImage image = flip.image(MAP);
      assertThat(differences(flip.file(), image)).as(flip.toString()).isEqualTo(1);
      assertThat(image.with(flip.file(), MAP.bytes(flip.file()))).isEqualTo(TORN.image());
    }
  }

  @Test
  void everyFaultOfSectorsAndFilesChangesTheImageOrItsReading() {
    for (Damage damage : Damages.ofSectors(TORN)) {
      boolean changed = !damage.image(MAP).equals(TORN.image());
      boolean zeros = damage.kind() == Kind.ZERO_PAGE && damage.region(MAP) == Region.EMPTY_SLOT;
      assertThat(changed || damage.kind() == Kind.UNREADABLE || zeros).as("" + damage).isTrue();
    }
    for (Damage damage : Damages.ofPairs(TORN)) {
      assertThat(damage.image(MAP)).as("" + damage).isNotEqualTo(TORN.image());
    }
    for (Damage damage : Damages.ofFiles(TORN)) {
      assertThat(damage.image(MAP)).as("" + damage).isNotEqualTo(TORN.image());
    }
  }

  @Test
  void everyKindAndEveryRegionOccurs() {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    Set<Region> regions = EnumSet.noneOf(Region.class);
    for (Specimen specimen : Specimens.all()) {
      FormatMap map = new FormatMap(specimen);
      for (Damage damage : Selection.of(map, Profile.FULL, 1)) {
        kinds.add(damage.kind());
        regions.add(damage.region(map));
      }
    }
    assertThat(kinds).containsExactly(Kind.values());
    assertThat(regions).containsExactly(Region.values());
  }

  @Test
  void aTornWriteWasNeverThereAsAWhole() {
    // Otherwise a lost write would bring back what nobody was told of, and be taken for invention.
    byte[] now = TORN.image().bytes(Specimens.markers(3, 11));
    assertThat(Sectors.earlier(TORN, Specimens.markers(3, 11)))
        .isNotEmpty()
        .noneMatch(version -> version[now.length - 1] != 0);
  }

  @Test
  void theQuickProfileTakesEveryBitThatSaysSomethingAndASampleOfTheRest() {
    FormatMap map = new FormatMap(Specimens.crashed());
    List<Damage> quick = Selection.of(map, Profile.QUICK, 5);
    List<Damage> full = Selection.of(map, Profile.FULL, 5);
    for (Region region : Region.values()) {
      long taken = flips(quick, map, region);
      long all = flips(full, map, region);
      if (region == Region.PAYLOAD || region == Region.UNUSED || region == Region.SLACK) {
        assertThat(taken).as(region.words()).isBetween(1_000L, 3_000L).isLessThan(all);
      } else {
        assertThat(taken).as(region.words()).isEqualTo(all);
      }
    }
    assertThat(Selection.of(map, Profile.QUICK, 5)).hasSameSizeAs(quick);
  }

  private static long flips(List<Damage> damages, FormatMap map, Region region) {
    return damages.stream()
        .filter(damage -> damage.kind() == Kind.FLIP && damage.region(map) == region)
        .count();
  }
}
