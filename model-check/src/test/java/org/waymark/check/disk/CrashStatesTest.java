package org.waymark.check.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.waymark.disk.DiskFile;

/** The states that a power loss may leave, by small examples that can be counted by hand. */
class CrashStatesTest {

  private static final byte[] PAGE = new byte[4096];

  @Test
  void eachUnforcedSectorIsOldOrNew() throws IOException {
    SimDisk disk = new SimDisk(DiskImage.EMPTY.with("a", PAGE));
    DiskFile file = disk.open("a", org.waymark.disk.Disk.Access.READ_WRITE);
    write(file, 0, "x");
    write(file, 512, "y");
    assertThat(images(disk, CrashProfile.SECTOR512)).hasSize(4);
    assertThat(images(disk, CrashProfile.PAGE4K)).hasSize(3);
    assertThat(images(disk, CrashProfile.ORDERED)).hasSize(3);
    assertThat(images(disk, CrashProfile.DROP)).hasSize(1);
    file.force();
    assertThat(images(disk, CrashProfile.SECTOR512)).hasSize(1);
  }

  @Test
  void everyStateHasTheHashOfItsImageAndIsAllowed() throws IOException {
    SimDisk disk = new SimDisk(DiskImage.EMPTY);
    DiskFile file = disk.create("a.tmp");
    write(file, 700, "bytes");
    disk.rename("a.tmp", "a");
    write(file, 100, "more");
    for (CrashProfile profile : CrashProfile.all()) {
      CrashStates states = disk.crashStates(profile);
      states.forEach(
          (hash, image, values) -> {
            assertThat(image.get().hash()).isEqualTo(hash);
            assertThat(states.image(values)).isEqualTo(image.get());
            assertThat(states.allows(image.get())).isTrue();
            return true;
          });
      for (int[] corner : states.corners()) {
        assertThat(states.allows(states.image(corner))).isTrue();
      }
      assertThat(states.allows(states.image(states.sample(new SplittableRandom(1))))).isTrue();
    }
  }

  private static TreeSet<Long> images(SimDisk disk, CrashProfile profile) {
    TreeSet<Long> hashes = new TreeSet<>();
    disk.crashStates(profile).forEach((hash, image, values) -> hashes.add(hash) || true);
    return hashes;
  }

  private static void write(DiskFile file, long position, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    file.writeFully(position, bytes, 0, bytes.length);
  }
}
