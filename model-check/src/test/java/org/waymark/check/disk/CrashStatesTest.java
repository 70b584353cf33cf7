package org.waymark.check.disk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.waymark.disk.Disk.Access;
import org.waymark.disk.DiskFile;

/** The states that a power loss may leave, by examples small enough to be counted by hand. */
class CrashStatesTest {

  private static final CrashProfile SECTOR512 = CrashProfile.SECTOR512;

  private final SimDisk disk = new SimDisk(DiskImage.EMPTY.with("a", new byte[8192]));

  @Test
  void sectorsAreKeptOrLostIndependentlySoLaterOnesOvertakeEarlier() throws IOException {
    DiskFile file = disk.open("a", Access.READ_WRITE);
    Bytes.write(file, 0, "1");
    Bytes.write(file, 512, "2");
    Bytes.write(file, 5000, "3");
    assertThat(seen(SECTOR512, 0, 512, 5000))
        .containsExactlyInAnyOrder("...", "1..", ".2.", "12.", "..3", "1.3", ".23", "123");
    assertThat(seen(CrashProfile.PAGE4K, 0, 512, 5000))
        .containsExactlyInAnyOrder("...", "1..", "12.", "..3", "1.3", "123");
    assertThat(seen(CrashProfile.PER_FILE, 0, 512, 5000))
        .containsExactly("...", "1..", "12.", "123");
    assertThat(seen(CrashProfile.DROP, 0, 512, 5000)).containsExactly("...");
    assertThat(seen(CrashProfile.KEEP_ALL, 0, 512, 5000)).containsExactly("123");
    file.force();
    assertThat(seen(SECTOR512, 0, 512, 5000)).containsExactly("123");
    assertThat(disk.crashStates(SECTOR512).choices()).isZero();
  }

  @Test
  void filesKeepTheirOrderEachForItselfOrAllTogether() throws IOException {
    DiskFile first = disk.open("a", Access.READ_WRITE);
    Bytes.write(first, 0, "1");
    DiskFile second = Bytes.durable(disk, "b", ".");
    Bytes.write(first, 1, "2");
    Bytes.write(second, 0, "3");
    Bytes.write(first, 2, "4");
    assertThat(all(CrashProfile.ORDERED, CrashStatesTest::both))
        .containsExactly("....", "1...", "12..", "12.3", "1243");
    assertThat(all(CrashProfile.PER_FILE, CrashStatesTest::both))
        .containsExactly("....", "...3", "1...", "1..3", "12..", "12.3", "124.", "1243");
  }

  private static String both(DiskImage image) {
    String first = Bytes.text(image, "a").substring(0, 3).replace('\0', '.');
    return first + Bytes.text(image, "b");
  }

  @Test
  void everyVersionSinceTheForceIsPossibleAndARewriteIsNone() throws IOException {
    DiskFile file = disk.open("a", Access.READ_WRITE);
    for (String text : new String[] {"1", "2", "2", "1"}) {
      Bytes.write(file, 0, text);
    }
    CrashStates states = disk.crashStates(SECTOR512);
    assertThat(states.choices()).isEqualTo(1);
    assertThat(states.radix(0)).isEqualTo(4);
    assertThat(states.describe(0, 2)).isEqualTo("a, sector 0: new (version 2 of 3)");
    assertThat(seen(SECTOR512, 0)).containsExactlyInAnyOrder(".", "1", "2");
  }

  @Test
  void sizeMayComeWithoutDataAndDataWithoutSize() throws IOException {
    DiskFile file = Bytes.durable(disk, "b", "x");
    Bytes.write(file, 600, "y");
    assertThat(texts(SECTOR512, "b"))
        .containsExactlyInAnyOrder("x", "x" + "\0".repeat(600), "x" + "\0".repeat(599) + "y");
    CrashStates states = disk.crashStates(SECTOR512);
    assertThat(states.rawCount()).isEqualTo(4);
    List<int[]> visited = new ArrayList<>();
    states.forEach((hash, image, values) -> visited.add(values.clone()));
    assertThat(visited).containsExactly(new int[] {0, 0}, new int[] {1, 0}, new int[] {1, 1});
  }

  @Test
  void truncationMayBeUndone() throws IOException {
    DiskFile file = Bytes.durable(disk, "b", "0123456789");
    file.truncate(4);
    assertThat(texts(SECTOR512, "b"))
        .containsExactlyInAnyOrder("0123456789", "0123\0\0\0\0\0\0", "0123");
  }

  @Test
  void fileMayHaveGrownInPart() throws IOException {
    DiskFile file = Bytes.durable(disk, "b", "x");
    Bytes.write(file, 1, "y".repeat(9000));
    assertThat(disk.crashStates(SECTOR512).radix(0)).isEqualTo(2);
    CrashStates growing = disk.crashStates(CrashProfile.GROWING);
    assertThat(growing.radix(0)).isEqualTo(4);
    assertThat(growing.describe(0, 1)).isEqualTo("b: size 4096 (in between)");
    assertThat(growing.describe(0, 2)).isEqualTo("b: size 8192 (in between)");
  }

  @Test
  void renameMayLeaveBothNamesOrNeither() throws IOException {
    Bytes.durable(disk, "b", "text");
    disk.rename("b", "c");
    assertThat(all(SECTOR512, DiskImage::names))
        .containsExactly(
            List.of("a", "b"), List.of("a", "b", "c"), List.of("a"), List.of("a", "c"));
    assertThat(all(CrashProfile.ORDERED, DiskImage::names))
        .containsExactly(List.of("a", "b"), List.of("a", "c"));
    CrashStates states = disk.crashStates(SECTOR512);
    assertThat(states.describe(states.allKept()))
        .containsExactly("name b: absent (new)", "name c: present (new)");
  }

  @Test
  void fileUnderTwoNamesIsOneFile() throws IOException {
    DiskFile file = Bytes.durable(disk, "b", "old");
    disk.rename("b", "c");
    Bytes.write(file, 0, "new");
    CrashStates states = disk.crashStates(SECTOR512);
    DiskImage both =
        DiskImage.EMPTY.with("a", new byte[8192]).with("b", "new".getBytes(ISO_8859_1));
    assertThat(states.allows(both.with("c", both.bytes("b")))).isTrue();
    assertThat(states.allows(both.with("c", "old".getBytes(ISO_8859_1)))).isFalse();
  }

  @Test
  void newNameMayLeadToTheReplacedFile() throws IOException {
    Bytes.durable(disk, "b", "old");
    Bytes.create(disk, "b.tmp", "new").force();
    disk.rename("b.tmp", "b");
    assertThat(texts(SECTOR512, "b")).containsExactlyInAnyOrder("old", "new");
    assertThat(texts(SECTOR512, "b.tmp")).containsExactlyInAnyOrder("absent", "new");
  }

  @Test
  void tornSectorMixesOldAndNewAtAnyByteEitherWayRound() throws IOException {
    DiskFile file = disk.open("a", Access.READ_WRITE);
    Bytes.write(file, 10, "abcd");
    assertThat(seen(CrashProfile.TORN, 10, 11, 12, 13))
        .containsExactlyInAnyOrder("....", "a...", "ab..", "abc.", ".bcd", "..cd", "...d", "abcd");
    CrashStates states = disk.crashStates(CrashProfile.TORN);
    assertThat(states.describe(0, 1)).isEqualTo("a, sector 0: torn: new up to byte 11, then old");
    assertThat(states.isSpoilt(0, 1)).isTrue();
    assertThat(states.isSpoilt(0, 7)).isFalse();
  }

  @Test
  void tornSectorMayMixAnyTwoVersions() throws IOException {
    DiskFile file = disk.open("a", Access.READ_WRITE);
    Bytes.write(file, 0, "ab");
    Bytes.write(file, 2, "cd");
    // The first write torn and the second whole: the sector was written once, with both.
    assertThat(seen(CrashProfile.TORN, 0, 1, 2, 3))
        .containsExactlyInAnyOrder(
            "....", "a...", ".b..", "ab..", "abc.", "ab.d", ".bcd", "..cd", "...d", "abcd");
  }

  @Test
  void tearsOfOneSectorAtATimeAreFew() throws IOException {
    DiskFile file = disk.open("a", Access.READ_WRITE);
    Bytes.write(file, 0, "ab");
    Bytes.write(file, 512, "cd");
    CrashStates states = disk.crashStates(CrashProfile.TORN);
    assertThat(states.rawCount()).isEqualTo(16);
    for (int spoilt = 0; spoilt <= 2; spoilt++) {
      int[] visits = new int[1];
      states.forEach(spoilt, (hash, image, values) -> ++visits[0] > 0);
      assertThat(visits[0]).isEqualTo(List.of(4, 12, 16).get(spoilt));
    }
  }

  @Test
  void holesReadAsZerosOrAsGarbage() throws IOException {
    DiskFile file = Bytes.durable(disk, "b", "x");
    Bytes.write(file, 1200, "y");
    Bytes.write(file, 0, "z");
    assertThat(texts(SECTOR512, "b")).allMatch(text -> text.substring(1).matches("\0*y?"));
    Set<String> texts = texts(CrashProfile.GARBAGE, "b");
    assertThat(texts).containsAll(texts(SECTOR512, "b"));
    assertThat(texts).anyMatch(text -> text.length() == 1201 && text.charAt(600) != 0);
    // The sector that the medium has already is no hole.
    assertThat(texts).allMatch(text -> text.matches("(?s)[xz](\0{511}.*)?"));
    file.force();
    assertThat(texts(CrashProfile.GARBAGE, "b")).hasSize(1);
  }

  @Test
  void garbageIsWhatTheRemovedFileHadThere() throws IOException {
    Bytes.durable(disk, "b", "stale".repeat(300));
    disk.delete("b");
    disk.forceDirectory();
    DiskFile file = disk.create("c");
    disk.forceDirectory();
    Bytes.write(file, 0, "x".repeat(1500));
    assertThat(texts(CrashProfile.GARBAGE, "c"))
        .contains("stale".repeat(300), "x".repeat(512) + "stale".repeat(300).substring(512));
  }

  @Test
  void writeMaySpoilItsSectorWherePowersafeOverwriteIsMissing() throws IOException {
    DiskFile file = disk.open("a", Access.READ_WRITE);
    Bytes.write(file, 100, "new");
    Bytes.write(file, 512, "z".repeat(512));
    CrashStates states = disk.crashStates(CrashProfile.NO_POWERSAFE);
    Set<String> around = new LinkedHashSet<>();
    for (int value = 0; value < states.radix(0); value++) {
      int[] values = states.allLost();
      values[0] = value;
      String text = Bytes.text(states.image(values), "a");
      if (text.charAt(99) != 0 && text.charAt(103) != 0) {
        around.add(text.substring(100, 103));
      }
      assertThat(text.substring(512)).isEqualTo("\0".repeat(8192 - 512));
    }
    assertThat(around).containsExactly("\0\0\0", "new");
    assertThat(texts(SECTOR512, "a")).allMatch(text -> text.charAt(99) == 0);
  }

  @Test
  void profilesContainEachOtherAsTheySay() throws IOException {
    busy();
    Set<Long> last = Set.of();
    for (CrashProfile profile :
        List.of(
            CrashProfile.DROP,
            CrashProfile.ORDERED,
            CrashProfile.PER_FILE,
            CrashProfile.PAGE4K,
            SECTOR512)) {
      assertThat(hashes(profile)).containsAll(last).hasSizeGreaterThan(last.size());
      last = hashes(profile);
    }
    assertThat(hashes(CrashProfile.ORDERED)).containsAll(hashes(CrashProfile.KEEP_ALL));
    for (CrashProfile profile : List.of(CrashProfile.GROWING, CrashProfile.GARBAGE)) {
      assertThat(hashes(profile)).containsAll(last).hasSizeGreaterThan(last.size());
    }
    CrashStates torn = disk.crashStates(CrashProfile.TORN);
    CrashStates spoilt = disk.crashStates(CrashProfile.NO_POWERSAFE);
    disk.crashStates(SECTOR512)
        .forEach(
            (hash, image, values) -> {
              assertThat(torn.allows(image.get())).isTrue();
              assertThat(spoilt.allows(image.get())).isTrue();
              return true;
            });
  }

  @Test
  void everyProfileMeansWhatItsStatesSay() throws IOException {
    busy();
    for (CrashProfile profile : CrashProfile.all()) {
      assertThat(CrashProfile.named(profile.name())).isSameAs(profile);
      CrashStates states = disk.crashStates(profile);
      int[] visits = new int[1];
      states.forEach(
          1,
          (hash, image, values) -> {
            assertThat(image.get().hash()).isEqualTo(hash);
            assertThat(states.image(values)).isEqualTo(image.get());
            assertThat(states.allows(image.get())).isTrue();
            return ++visits[0] < 500;
          });
      assertThat(states.corners())
          .doesNotHaveDuplicates()
          .allMatch(corner -> isState(states, corner));
      assertThat(states.allows(DiskImage.EMPTY)).isFalse();
      assertThat(states.allows(disk.cached().with("z", new byte[0]))).isFalse();
    }
    assertThatThrownBy(() -> CrashProfile.named("kind")).hasMessageContaining("page4k, sector512");
  }

  @Test
  void choicesThatNothingShowsAreNotVaried() throws IOException {
    Bytes.write(disk.open("a", Access.READ_WRITE), 0, "1");
    Bytes.create(disk, "b", "2");
    CrashStates states = disk.crashStates(SECTOR512);
    List<String> visited = new ArrayList<>();
    states.forEach((hash, image, values) -> visited.add(Arrays.toString(values)));
    assertThat(states.rawCount()).isEqualTo(16);
    assertThat(visited)
        .containsExactly(
            "[0, 0, 0, 0]", // without its name, neither size nor data of b can be seen
            "[0, 1, 0, 0]",
            "[1, 0, 0, 0]", // nor its data without its size
            "[1, 0, 1, 0]",
            "[1, 0, 1, 1]",
            "[1, 1, 0, 0]",
            "[1, 1, 1, 0]",
            "[1, 1, 1, 1]");
  }

  private static boolean isState(CrashStates states, int[] values) {
    return states.allows(states.image(values));
  }

  @Test
  void cornersTurnSingleChoicesAndGroupsOfThem() throws IOException {
    DiskFile file = disk.open("a", Access.READ_WRITE);
    Bytes.write(file, 0, "1");
    DiskFile other = disk.create("b");
    Bytes.write(other, 0, "2");
    CrashStates states = disk.crashStates(SECTOR512);
    assertThat(states.describe(states.allKept()))
        .containsExactly(
            "name b: present (new)", "a, sector 0: new", "b: size 1 (new)", "b, sector 0: new");
    assertThat(states.corners().stream().map(Arrays::toString))
        .startsWith("[0, 0, 0, 0]", "[1, 1, 1, 1]")
        .contains(
            "[0, 1, 1, 1]",
            "[1, 0, 0, 0]", // names
            "[1, 0, 1, 1]",
            "[0, 1, 0, 0]", // file a
            "[1, 1, 0, 0]",
            "[1, 0, 1, 1]", // file b
            "[1, 1, 0, 1]",
            "[1, 1, 1, 0]", // size without data, data without size
            "[1, 0, 1, 0]") // all sizes without any data
        .doesNotHaveDuplicates();
  }

  @Test
  void samplesReachEveryValueOfEveryChoice() throws IOException {
    busy();
    CrashStates states = disk.crashStates(SECTOR512);
    Set<String> reached = new LinkedHashSet<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      int[] values = states.sample(random);
      for (int choice = 0; choice < values.length; choice++) {
        reached.add(choice + "=" + values[choice]);
      }
    }
    int all = 0;
    for (int choice = 0; choice < states.choices(); choice++) {
      all += states.radix(choice);
    }
    assertThat(reached).hasSize(all);
  }

  @Test
  void statesAreASnapshot() throws IOException {
    DiskFile file = disk.open("a", Access.READ_WRITE);
    Bytes.write(file, 0, "1");
    CrashStates states = disk.crashStates(SECTOR512);
    Bytes.write(file, 0, "2");
    disk.rename("a", "b");
    file.force();
    assertThat(states.choices()).isEqualTo(1);
    assertThat(Bytes.text(states.image(states.allLost()), "a")).startsWith("\0");
    assertThat(Bytes.text(states.image(states.allKept()), "a")).startsWith("1");
  }

  @Test
  void visitorMayStop() throws IOException {
    busy();
    for (CrashProfile profile : List.of(SECTOR512, CrashProfile.PER_FILE)) {
      int[] visits = new int[1];
      assertThat(disk.crashStates(profile).forEach((hash, image, values) -> ++visits[0] < 3))
          .isFalse();
      assertThat(visits[0]).isEqualTo(3);
    }
  }

  /** Leaves something unforced of every sort. */
  private void busy() throws IOException {
    DiskFile file = disk.open("a", Access.READ_WRITE);
    DiskFile other = Bytes.create(disk, "b.tmp", "x");
    Bytes.write(file, 0, "1");
    Bytes.write(file, 512, "2");
    disk.rename("b.tmp", "b");
    Bytes.write(other, 5000, "y");
    Bytes.write(file, 4096, "3");
    file.truncate(8000);
  }

  private Set<Long> hashes(CrashProfile profile) {
    return all(profile, DiskImage::hash);
  }

  /** Returns what single bytes of file a may be; a zero is a dot. */
  private Set<String> seen(CrashProfile profile, int... positions) {
    return all(
        profile,
        image -> {
          StringBuilder bytes = new StringBuilder();
          for (int position : positions) {
            bytes.append(Bytes.text(image, "a").charAt(position));
          }
          return bytes.toString().replace('\0', '.');
        });
  }

  private Set<String> texts(CrashProfile profile, String name) {
    return all(profile, image -> image.size(name) < 0 ? "absent" : Bytes.text(image, name));
  }

  /** Returns how all states look. */
  private <T> Set<T> all(CrashProfile profile, Function<DiskImage, T> look) {
    Set<T> all = new LinkedHashSet<>();
    disk.crashStates(profile)
        .forEach(
            (hash, image, values) -> {
              all.add(look.apply(image.get()));
              return true;
            });
    return all;
  }
}
