package org.waymark.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.disk.Disk.Access;

/**
 * Interrupts cannot hurt: whatever the moment, the operation succeeds, nothing is closed, no byte
 * is lost, and the thread still knows that it was interrupted.
 *
 * <p>First every operation with the flag set before, which is deterministic; then thousands under a
 * storm of interrupts at random moments, which ends only after both kinds of moment, before an
 * operation and inside it, were met often enough. It would catch seeded bugs 47 and 48.
 */
class InterruptTest {

  @FunctionalInterface
  private interface Operation {
    void run() throws IOException;
  }

  private static final int LEAST = 10_000;

  private static final int MOST = 1_000_000;

  /** How often each kind of moment must be met; on a busy machine that takes more operations. */
  private static final int COVERED = 500;

  @TempDir Path directory;

  @AfterEach
  void clearFlag() {
    Thread.interrupted();
  }

  @Test
  void everyOperationSucceedsWithTheFlagSet() throws IOException {
    FileDisk disk = FileDisk.openOrCreate(directory);
    byte[] buffer = new byte[100];
    DiskFile file = disk.create("file");
    DiskLock lock = disk.lock("LOCK");
    Map<String, Operation> operations = new TreeMap<>();
    operations.put("open disk", () -> FileDisk.open(directory));
    operations.put("create disk", () -> FileDisk.openOrCreate(directory.resolve("x/y")));
    operations.put("create", () -> disk.create("created").close());
    operations.put("open", () -> disk.open("file", Access.READ_WRITE).close());
    operations.put("write", () -> file.writeFully(0, buffer, 0, 100));
    operations.put("write again", () -> file.writeFully(50, buffer, 0, 100));
    operations.put("read", () -> assertThat(file.readFully(0, buffer, 0, 10)).isNotNegative());
    operations.put("size", () -> assertThat(file.size()).isNotNegative());
    operations.put("truncate", () -> file.truncate(5));
    operations.put("preallocate", () -> file.preallocate(200_000));
    operations.put("force", file::force);
    operations.put("force directory", disk::forceDirectory);
    operations.put("list", () -> assertThat(disk.list()).contains("file"));
    operations.put("rename", () -> disk.rename("file", "file"));
    operations.put("is held", () -> assertThat(lock.isHeld()).isTrue());
    operations.put("lock", () -> disk.lock("LOCK-2").close());
    operations.put(
        "full", () -> assertThat(Failures.reasonOfFullDevice(Path.of("/dev/full"))).isNotNull());
    for (Map.Entry<String, Operation> each : operations.entrySet()) {
      Thread.currentThread().interrupt();
      each.getValue().run();
      assertThat(Thread.interrupted()).as("flag after %s", each.getKey()).isTrue();
    }
    Thread.currentThread().interrupt();
    disk.delete("file");
    lock.close();
    file.close();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void stormOfInterruptsChangesNothing() throws Exception {
    FileDisk disk = FileDisk.openOrCreate(directory);
    Thread worker = Thread.currentThread();
    AtomicBoolean over = new AtomicBoolean();
    Thread storm = new Thread(() -> interruptAtRandom(worker, over));
    DiskLock lock = disk.lock("LOCK");
    DiskFile file = disk.create("file");
    file.preallocate(1 << 16);
    byte[] expected = new byte[1 << 16];
    int setBefore = 0;
    int setInside = 0;
    storm.start();
    try {
      Random chance = new Random(4711);
      for (int i = 0; i < LEAST || (i < MOST && Math.min(setBefore, setInside) < COVERED); i++) {
        boolean before = worker.isInterrupted();
        operate(disk, file, expected, chance);
        boolean after = worker.isInterrupted();
        if (before) {
          setBefore++;
          assertThat(after).as("flag after operation %d", i).isTrue();
        } else if (after) {
          setInside++;
        }
        if (chance.nextBoolean()) {
          Thread.interrupted(); // So that an operation may begin without the flag.
        }
      }
    } finally {
      over.set(true);
      while (storm.isAlive()) {
        Thread.onSpinWait(); // A join would be interrupted.
      }
      Thread.interrupted();
    }
    byte[] actual = new byte[expected.length];
    assertThat(file.readFully(0, actual, 0, actual.length)).isEqualTo(actual.length);
    assertThat(actual).isEqualTo(expected);
    assertThat(lock.isHeld()).isTrue();
    assertThat(setBefore).as("interrupts before an operation").isGreaterThanOrEqualTo(COVERED);
    assertThat(setInside).as("interrupts inside an operation").isGreaterThanOrEqualTo(COVERED);
    file.close();
    lock.close();
  }

  private static void operate(Disk disk, DiskFile file, byte[] expected, Random chance)
      throws IOException {
    int position = chance.nextInt(expected.length - 500);
    byte[] bytes = new byte[1 + chance.nextInt(500)];
    switch (chance.nextInt(20)) {
      case 0 -> file.force();
      case 1 -> disk.forceDirectory();
      case 2 -> disk.lock("LOCK-2").close();
      case 3 -> {
        disk.create("x").close();
        disk.rename("x", "y");
        assertThat(disk.list()).contains("y");
        disk.delete("y");
      }
      case 4 -> {
        try (DiskFile second = disk.open("file", Access.READ)) {
          assertThat(second.size()).isEqualTo(expected.length);
        }
      }
      case 5, 6, 7, 8, 9 -> {
        assertThat(file.readFully(position, bytes, 0, bytes.length)).isEqualTo(bytes.length);
        assertThat(bytes)
            .isEqualTo(Arrays.copyOfRange(expected, position, position + bytes.length));
      }
      default -> {
        chance.nextBytes(bytes);
        file.writeFully(position, bytes, 0, bytes.length);
        System.arraycopy(bytes, 0, expected, position, bytes.length);
      }
    }
  }

  private static void interruptAtRandom(Thread target, AtomicBoolean over) {
    Random chance = new Random(815);
    while (!over.get()) {
      target.interrupt();
      for (int spins = chance.nextInt(2_000); spins > 0; spins--) {
        Thread.onSpinWait();
      }
    }
  }
}
