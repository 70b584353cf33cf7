package org.waymark.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.waymark.disk.Disk.Access;
import org.waymark.disk.MemoryDisk.Event;
import org.waymark.disk.MemoryDisk.Op;

/** The disk in memory is as unkind as it claims, and no unkinder. */
class MemoryDiskTest {

  private static final int SEEDS = 200;

  private final MemoryDisk disk = new MemoryDisk();

  @Test
  void unforcedSectorsSurviveIndependently() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      MemoryDisk each = new MemoryDisk();
      DiskFile file = each.create("f");
      file.preallocate(1024);
      each.forceDirectory();
      fill(file, 0, 1024, 1);
      fill(file, 0, 1024, 2);
      each.crash(new Random(seed));
      byte[] bytes = read(each, "f");
      assertThat(bytes).hasSize(1024);
      for (int i = 0; i < 1024; i++) {
        assertThat(bytes[i]).isEqualTo(bytes[i / 512 * 512]);
      }
      seen.add(bytes[0] + "," + bytes[512]);
    }
    assertThat(seen).containsExactly("0,0", "0,1", "0,2", "1,0", "1,1", "1,2", "2,0", "2,1", "2,2");
  }

  @Test
  void forcedBytesSurviveEveryCrash() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      MemoryDisk each = new MemoryDisk();
      DiskFile file = each.create("f");
      fill(file, 0, 700, 1);
      file.force();
      each.forceDirectory();
      fill(file, 512, 512, 2);
      each.crash(new Random(seed));
      byte[] bytes = read(each, "f");
      assertThat(bytes.length).isIn(700, 1024);
      for (int i = 0; i < 512; i++) {
        assertThat(bytes[i]).isEqualTo((byte) 1);
      }
      assertThat(bytes[600]).isIn((byte) 1, (byte) 2);
    }
  }

  @Test
  void sizeSurvivesIndependentlyOfTheBytes() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      MemoryDisk each = new MemoryDisk();
      DiskFile file = each.create("f");
      each.forceDirectory();
      fill(file, 0, 512, 1);
      fill(file, 512, 512, 1);
      each.crash(new Random(seed));
      byte[] bytes = read(each, "f");
      seen.add(bytes.length + (bytes.length == 0 ? "" : ":" + bytes[0]));
    }
    assertThat(seen).containsExactly("0", "1024:0", "1024:1", "512:0", "512:1");
  }

  @Test
  void truncationMayBeUndoneUntilForced() throws IOException {
    Set<Integer> seen = new TreeSet<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      MemoryDisk each = new MemoryDisk();
      DiskFile file = each.create("f");
      fill(file, 0, 600, 1);
      file.force();
      each.forceDirectory();
      file.truncate(100);
      if (seed % 2 == 0) {
        file.force();
      }
      each.crash(new Random(seed));
      int size = read(each, "f").length;
      assertThat(size).isIn(seed % 2 == 0 ? List.of(100) : List.of(100, 600));
      seen.add(size);
    }
    assertThat(seen).containsExactly(100, 600);
  }

  @Test
  void eachNameKeepsAPrefixOfItsUnforcedChanges() throws IOException {
    Set<List<String>> seen = new HashSet<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      MemoryDisk each = new MemoryDisk();
      each.create("old").force();
      each.forceDirectory();
      each.rename("old", "new");
      each.crash(new Random(seed));
      seen.add(each.list());
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            List.of(), List.of("new"), List.of("old"), List.of("new", "old"));
  }

  @Test
  void forcedNamesSurviveEveryCrash() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      MemoryDisk each = new MemoryDisk();
      fill(each.create("f.tmp"), 0, 10, 1);
      each.rename("f.tmp", "f");
      each.create("gone");
      each.delete("gone");
      each.forceDirectory();
      each.crash(new Random(seed));
      assertThat(each.list()).containsExactly("f");
    }
  }

  @Test
  void crashKeepingAllAndCrashLosingAllAreTheTwoCorners() throws IOException {
    DiskFile file = disk.create("f");
    fill(file, 0, 10, 1);
    disk.crashKeepingAll();
    assertThat(read(disk, "f")).hasSize(10).containsOnly(1);

    fill(disk.open("f", Access.READ_WRITE), 0, 20, 2);
    disk.create("g");
    disk.crashLosingAll();
    assertThat(read(disk, "f")).hasSize(10).containsOnly(1);
    assertThat(disk.list()).containsExactly("f");
  }

  @Test
  void killedProcessKeepsTheCacheButNoHandleAndNoLock() throws IOException {
    DiskFile file = disk.create("f");
    DiskLock lock = disk.lock("LOCK");
    fill(file, 0, 10, 1);
    disk.kill();
    assertThat(read(disk, "f")).hasSize(10).containsOnly(1);
    assertThatThrownBy(() -> fill(file, 0, 1, 2)).hasMessageContaining("dead");
    assertThat(lock.isHeld()).isFalse();
    try (DiskLock next = disk.lock("LOCK")) {
      lock.close();
      assertThat(next.isHeld()).isTrue();
      assertThatThrownBy(() -> disk.lock("LOCK")).isInstanceOf(DiskLockedException.class);
    }
    disk.crashLosingAll();
    assertThat(disk.list()).isEmpty();
  }

  @Test
  void failedForceLeavesTheMediumOldAndThePagesClean() throws IOException {
    DiskFile file = disk.create("f");
    fill(file, 0, 512, 1);
    file.force();
    disk.forceDirectory();
    fill(file, 0, 512, 2);
    IOException failure = new IOException("Input/output error");
    disk.failNext(Op.FORCE, name -> name.equals("f"), failure);
    assertThatThrownBy(file::force).isSameAs(failure);
    assertThat(read(disk, "f")).containsOnly(2);
    file.force();
    disk.crashLosingAll();
    assertThat(read(disk, "f")).containsOnly(1);
  }

  @Test
  void cleanPagesAreLostEvenIfEverythingDirtyIsKept() throws IOException {
    DiskFile file = disk.create("f");
    file.preallocate(1024);
    fill(file, 0, 512, 1);
    disk.failNext(Op.FORCE, name -> true, new IOException("Input/output error"));
    assertThatThrownBy(file::force).isInstanceOf(IOException.class);
    fill(file, 512, 512, 2);
    disk.crashKeepingAll();
    byte[] bytes = read(disk, "f");
    assertThat(bytes[0]).isZero();
    assertThat(bytes[512]).isEqualTo((byte) 2);
  }

  @Test
  void failedForceOfTheDirectoryLeavesNamesClean() throws IOException {
    disk.create("f");
    disk.failNext(Op.FORCE_DIRECTORY, name -> true, new IOException("Input/output error"));
    assertThatThrownBy(disk::forceDirectory).isInstanceOf(IOException.class);
    disk.forceDirectory();
    assertThat(disk.list()).containsExactly("f");
    disk.crashKeepingAll();
    assertThat(disk.list()).isEmpty();
  }

  @Test
  void faultsHitOnceTheOperationAndNameTheyAreFor() throws IOException {
    IOException failure = new IOException("chosen");
    disk.failNext(Op.WRITE, name -> name.equals("b"), failure);
    DiskFile a = disk.create("a");
    DiskFile b = disk.create("b");
    fill(a, 0, 5, 1);
    b.force();
    assertThatThrownBy(() -> fill(b, 0, 5, 1)).isSameAs(failure);
    assertThat(b.size()).isZero();
    fill(b, 0, 5, 1);
    assertThat(b.size()).isEqualTo(5);
  }

  @Test
  void limitedWritesAreShort() throws IOException {
    disk.limitWrites(3);
    DiskFile file = disk.create("f");
    assertThat(file.write(0, new byte[10], 0, 10)).isEqualTo(3);
    fill(file, 0, 10, 1);
    assertThat(read(disk, "f")).hasSize(10).containsOnly(1);
  }

  @Test
  void fullDiskTakesWhatFitsThenRefuses() throws IOException {
    disk.limitCapacity(100);
    DiskFile file = disk.create("f");
    assertThat(file.write(0, new byte[150], 0, 150)).isEqualTo(100);
    assertThatThrownBy(() -> fill(file, 100, 1, 1)).isInstanceOf(DiskFullException.class);
    fill(file, 0, 100, 1);
    DiskFile other = disk.create("g");
    assertThatThrownBy(() -> other.preallocate(10)).isInstanceOf(DiskFullException.class);
    disk.delete("f");
    other.preallocate(100);
    assertThatThrownBy(() -> fill(other, 120, 1, 1)).isInstanceOf(DiskFullException.class);
  }

  @Test
  void hooksSeeEachOperationBeforeItHappens() throws IOException {
    List<Event> events = new ArrayList<>();
    disk.onOperation(events::add);
    try (DiskFile file = disk.create("f")) {
      file.force();
    }
    disk.rename("f", "g");
    disk.forceDirectory();
    assertThat(events)
        .containsExactly(
            new Event(1, Op.CREATE, "f"),
            new Event(2, Op.FORCE, "f"),
            new Event(3, Op.CLOSE, "f"),
            new Event(4, Op.RENAME, "f"),
            new Event(5, Op.FORCE_DIRECTORY, ""));
    assertThat(disk.operations()).isEqualTo(5);
  }

  @Test
  void crashInAHookEndsTheOperationItPreceded() throws IOException {
    DiskFile file = disk.create("f");
    disk.forceDirectory();
    long fatal = disk.operations() + 1;
    disk.onOperation(
        event -> {
          if (event.number() == fatal) {
            disk.crashLosingAll();
          }
        });
    assertThatThrownBy(() -> fill(file, 0, 10, 1)).hasMessageContaining("dead");
    assertThat(read(disk, "f")).isEmpty();
  }

  @Test
  void sameSeedLeavesTheSameDisk() throws IOException {
    List<String> images = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      MemoryDisk each = new MemoryDisk();
      for (String name : List.of("c", "a", "b")) {
        fill(each.create(name), 0, 2000, 1);
      }
      each.rename("a", "d");
      each.crash(new Random(12));
      StringBuilder image = new StringBuilder();
      for (String name : each.list()) {
        image.append(name).append(Arrays.hashCode(read(each, name)));
      }
      images.add(image.toString());
    }
    assertThat(images.get(1)).isEqualTo(images.get(0));
  }

  private static void fill(DiskFile file, int position, int length, int value) throws IOException {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    file.writeFully(position, bytes, 0, length);
  }

  private static byte[] read(Disk disk, String name) throws IOException {
    try (DiskFile file = disk.open(name, Access.READ)) {
      byte[] bytes = new byte[Math.toIntExact(file.size())];
      assertThat(file.readFully(0, bytes, 0, bytes.length)).isEqualTo(bytes.length);
      return bytes;
    }
  }
}
