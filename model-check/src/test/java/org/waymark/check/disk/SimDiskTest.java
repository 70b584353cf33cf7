package org.waymark.check.disk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.check.disk.Operation.Kind;
import org.waymark.disk.Disk.Access;
import org.waymark.disk.DiskFile;
import org.waymark.disk.DiskLock;
import org.waymark.disk.DiskLockedException;

/** What a process sees as long as nothing fails: the contract of the seam. */
class SimDiskTest {

  private final SimDisk disk = new SimDisk(DiskImage.EMPTY);

  @Test
  void namesAreUniqueSortedAndReportedWhenMissing() throws IOException {
    for (String name : List.of("b", "a", "B")) {
      disk.create(name).close();
    }
    assertThat(disk.list()).containsExactly("B", "a", "b");
    assertThatThrownBy(() -> disk.create("a")).isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> disk.open("c", Access.READ)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.delete("c")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.rename("c", "a")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void renameReplacesItsTargetAndOpenFilesOutliveTheirNames() throws IOException {
    DiskFile old = Bytes.create(disk, "a", "old");
    Bytes.create(disk, "b", "new");
    disk.rename("b", "a");
    disk.rename("a", "a");
    assertThat(disk.list()).containsExactly("a");
    assertThat(Bytes.text(disk, "a")).isEqualTo("new");
    Bytes.write(old, 3, "er");
    assertThat(Bytes.text(old)).isEqualTo("older");
  }

  @Test
  void readsAndWritesAcrossSectorsAndPages() throws IOException {
    DiskFile file = disk.create("a");
    String text = "0123456789".repeat(1000);
    Bytes.write(file, 0, text);
    Bytes.write(file, 4090, "across a page");
    String expected = text.substring(0, 4090) + "across a page" + text.substring(4103);
    assertThat(Bytes.text(file)).isEqualTo(expected);
    byte[] buffer = new byte[20];
    assertThat(file.read(9995, buffer, 3, 17)).isEqualTo(5);
    assertThat(buffer[3]).isEqualTo((byte) '5');
    assertThat(file.read(10_000, buffer, 0, 1)).isEqualTo(-1);
    assertThat(file.read(1L << 50, buffer, 0, 1)).isEqualTo(-1);
    assertThat(file.read(0, buffer, 0, 0)).isZero();
  }

  @Test
  void holesAndRegrownPartsAreZero() throws IOException {
    DiskFile file = disk.create("a");
    Bytes.write(file, 0, "0123456789");
    file.truncate(20);
    assertThat(file.size()).isEqualTo(10);
    file.truncate(4);
    Bytes.write(file, 6, "x");
    assertThat(Bytes.text(file)).isEqualTo("0123\0\0x");
    file.preallocate(600);
    file.preallocate(10);
    assertThat(Bytes.text(file)).isEqualTo("0123\0\0x" + "\0".repeat(593));
  }

  @Test
  void wrongUseIsRefused() throws IOException {
    DiskFile file = Bytes.create(disk, "a", "kept");
    assertThatThrownBy(() -> file.write(0, new byte[4], 2, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> file.read(-1, new byte[4], 0, 4))
        .isInstanceOf(IllegalArgumentException.class);
    DiskFile reader = disk.open("a", Access.READ);
    assertThatThrownBy(() -> reader.write(0, new byte[1], 0, 1))
        .isInstanceOf(NonWritableChannelException.class);
    assertThatThrownBy(() -> reader.truncate(0)).isInstanceOf(NonWritableChannelException.class);
    assertThatThrownBy(() -> reader.preallocate(9)).isInstanceOf(NonWritableChannelException.class);
    reader.close();
    reader.close();
    assertThatThrownBy(reader::size).isInstanceOf(IOException.class).hasMessageContaining("closed");
    assertThatThrownBy(reader::force).isInstanceOf(IOException.class);
    assertThat(Bytes.text(file)).isEqualTo("kept");
  }

  @Test
  void lockExcludesUntilClosedAndItsFileCannotBeOpened() throws IOException {
    DiskLock first = disk.lock("LOCK");
    assertThat(first.isHeld()).isTrue();
    assertThatThrownBy(() -> disk.lock("LOCK")).isInstanceOf(DiskLockedException.class);
    assertThatThrownBy(() -> disk.open("LOCK", Access.READ))
        .isInstanceOf(DiskLockedException.class);
    first.close();
    assertThat(first.isHeld()).isFalse();
    DiskLock second = disk.lock("LOCK");
    first.close();
    assertThat(second.isHeld()).isTrue();
    assertThatThrownBy(() -> disk.lock("LOCK")).isInstanceOf(DiskLockedException.class);
  }

  @Test
  void lockThatIsRemovedByForceIsLostToItsHolder() throws IOException {
    DiskLock old = disk.lock("LOCK");
    disk.delete("LOCK");
    assertThat(old.isHeld()).isFalse();
    DiskLock heir = disk.lock("LOCK");
    old.close();
    assertThat(heir.isHeld()).isTrue();
    assertThatThrownBy(() -> disk.lock("LOCK")).isInstanceOf(DiskLockedException.class);
  }

  @Test
  void processDeathKeepsTheCacheAndEndsTheLocks() throws IOException {
    DiskLock lock = disk.lock("LOCK");
    DiskFile file = Bytes.durable(disk, "a", "old");
    Bytes.write(file, 0, "new");
    SimDisk next = disk.afterProcessDeath();
    Bytes.write(file, 0, "too late");
    assertThat(Bytes.text(next, "a")).isEqualTo("new");
    assertThat(Bytes.text(Bytes.lost(next), "a")).isEqualTo("old");
    assertThat(Bytes.text(Bytes.kept(next), "a")).isEqualTo("new");
    assertThat(next.lock("LOCK").isHeld()).isTrue();
    assertThat(lock.isHeld()).isTrue();
  }

  @Test
  void hookSeesEachOperationBeforeItsEffectAndMayPreventIt() throws IOException {
    List<String> seen = new ArrayList<>();
    disk.create("a").close();
    disk.hook(
        new DiskHook() {
          @Override
          public void begins(SimDisk disk, Operation operation) {
            seen.add(operation + " on " + disk.cached());
            if (operation.kind() == Kind.DELETE) {
              throw new StackOverflowError("the power is off");
            }
          }

          @Override
          public void forceEnds(SimDisk disk, Operation operation) {
            seen.add(operation.number() + " ends");
          }
        });
    DiskFile file = disk.open("a", Access.READ_WRITE);
    Bytes.write(file, 7, "x");
    file.force();
    assertThatThrownBy(() -> disk.delete("a")).isInstanceOf(StackOverflowError.class);
    assertThat(seen)
        .containsExactly(
            "Operation[number=3, kind=OPEN, name=a, position=0, length=0] on DiskImage[a: 0]",
            "Operation[number=4, kind=WRITE, name=a, position=7, length=1] on DiskImage[a: 0]",
            "Operation[number=5, kind=FORCE, name=a, position=0, length=0] on DiskImage[a: 8]",
            "5 ends",
            "Operation[number=6, kind=DELETE, name=a, position=0, length=0] on DiskImage[a: 8]");
    assertThat(disk.cached().names()).containsExactly("a");
    assertThat(disk.operations()).isEqualTo(6);
  }

  @Test
  void imagesAreEqualByContentAndBootToThemselves() throws IOException {
    Bytes.create(disk, "a", "text");
    disk.create("b").preallocate(5000);
    DiskImage image = disk.cached();
    DiskImage same =
        DiskImage.EMPTY
            .with("b", new byte[5000])
            .with("x", "text".getBytes(ISO_8859_1))
            .renamed("x", "a");
    assertThat(image).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(image.hash()).isEqualTo(same.hash());
    assertThat(new SimDisk(image).cached()).isEqualTo(image);
    assertThat(image.size("b")).isEqualTo(5000);
    assertThat(image.size("c")).isEqualTo(-1);
    for (DiskImage other :
        List.of(
            image.without("b"),
            image.renamed("b", "c"),
            image.with("b", new byte[5001]),
            image.with("a", "tesT".getBytes(ISO_8859_1)))) {
      assertThat(other).isNotEqualTo(image);
      assertThat(other.hash()).isNotEqualTo(image.hash());
    }
    assertThatThrownBy(() -> image.bytes("c")).isInstanceOf(IllegalArgumentException.class);
    Bytes.write(disk.open("a", Access.READ_WRITE), 0, "TEXT");
    assertThat(Bytes.text(image, "a")).isEqualTo("text");
  }
}
