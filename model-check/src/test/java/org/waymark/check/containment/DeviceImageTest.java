package org.waymark.check.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of a device, and what a device with a cache makes of two of them. */
class DeviceImageTest {
  private static final int SIZE = 8192;
  private static final int SECTOR = 512;

  @TempDir private Path directory;

  private static ByteBuffer device(int... changedSectors) {
    byte[] bytes = new byte[SIZE];
    for (int sector : changedSectors) {
      Arrays.fill(bytes, sector * SECTOR, (sector + 1) * SECTOR, (byte) (sector + 1));
    }
    return ByteBuffer.wrap(bytes);
  }

  private byte[] written(DeviceImage image) throws IOException {
    Path file = directory.resolve("device");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      image.writeTo(channel);
    }
    return Files.readAllBytes(file);
  }

  @Test
  void anImageIsWhatTheDeviceHeld() throws IOException {
    assertThat(written(DeviceImage.of(device(0, 9)))).isEqualTo(device(0, 9).array());
  }

  @Test
  void anUnchangedDeviceGivesTheSameImageAndAChangedOneAnother() throws IOException {
    DeviceImage first = DeviceImage.of(device(3));
    assertThat(first.then(device(3))).isSameAs(first);
    DeviceImage later = first.then(device(3, 12));
    assertThat(written(later)).isEqualTo(device(3, 12).array());
    assertThat(written(first)).isEqualTo(device(3).array());
  }

  @Test
  void aDeviceWithACacheKeepsAnyOfTheSectorsItReceivedSince() throws IOException {
    DeviceImage first = DeviceImage.of(device(3));
    DeviceImage later = first.then(device(3, 8, 12));
    SplittableRandom random = new SplittableRandom(1);
    boolean[] seen = new boolean[4];
    for (int i = 0; i < 200; i++) {
      byte[] some = written(first.someOf(later, random));
      int kept = (some[8 * SECTOR] == 9 ? 1 : 0) + (some[12 * SECTOR] == 13 ? 2 : 0);
      byte[][] possible = {
        device(3).array(), device(3, 8).array(), device(3, 12).array(), device(3, 8, 12).array()
      };
      assertThat(some).isEqualTo(possible[kept]);
      seen[kept] = true;
    }
    assertThat(seen).containsOnly(true);
  }
}
