package org.waymark.check.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.waymark.check.disk.Operation.Kind;
import org.waymark.disk.Disk.Access;
import org.waymark.disk.DiskFile;
import org.waymark.disk.DiskFullException;

/** What a force makes durable, and the ways in which it fails: one test for each. */
class ForceTest {

  private static final String PAGE = "-".repeat(4096);

  private final SimDisk disk = new SimDisk(DiskImage.EMPTY);

  @Test
  void nothingIsDurableBeforeItsForceAndNoNameBeforeTheDirectorys() throws IOException {
    DiskFile file = Bytes.create(disk, "a", "text");
    assertThat(Bytes.lost(disk).names()).isEmpty();
    file.force();
    assertThat(Bytes.lost(disk).names()).isEmpty();
    disk.forceDirectory();
    assertThat(Bytes.text(Bytes.lost(disk), "a")).isEqualTo("text");
  }

  @Test
  void directoryForcedAloneMakesAnEmptyFileDurable() throws IOException {
    Bytes.create(disk, "a", "text");
    disk.forceDirectory();
    assertThat(Bytes.text(Bytes.lost(disk), "a")).isEmpty();
  }

  @Test
  void forceThroughOneHandleCoversWhatAnotherWrote() throws IOException {
    Bytes.durable(disk, "a", "old");
    Bytes.write(disk.open("a", Access.READ_WRITE), 0, "new");
    disk.open("a", Access.READ).force();
    assertThat(Bytes.text(Bytes.lost(disk), "a")).isEqualTo("new");
  }

  @Test
  void writesWhileAForceRunsAreNotCovered() throws IOException {
    DiskFile file = Bytes.durable(disk, "a", "old");
    Bytes.write(file, 0, "new");
    during(Kind.FORCE, () -> Bytes.write(file, 0, "NEW"));
    file.force();
    assertThat(Bytes.text(disk, "a")).isEqualTo("NEW");
    assertThat(Bytes.text(Bytes.lost(disk), "a")).isEqualTo("new");
    assertThat(Bytes.text(Bytes.kept(disk), "a")).isEqualTo("NEW");
    file.force();
    assertThat(Bytes.text(Bytes.lost(disk), "a")).isEqualTo("NEW");
  }

  @Test
  void writesAfterAForceBeganAreNotCoveredEvenIfItIsHeldUpThere() throws IOException {
    DiskFile file = Bytes.durable(disk, "a", "old");
    Bytes.write(file, 0, "new");
    disk.hook(
        (disk, operation) -> {
          disk.hook(DiskHook.NONE);
          unchecked(() -> Bytes.write(file, 0, "NEW"));
        });
    file.force();
    assertThat(Bytes.text(Bytes.lost(disk), "a")).isEqualTo("new");
  }

  @Test
  void sizesMadeWhileAForceRunsAreNotCovered() throws IOException {
    DiskFile file = Bytes.durable(disk, "a", "old");
    during(Kind.FORCE, () -> Bytes.write(file, 3, "er"));
    file.force();
    assertThat(Bytes.text(Bytes.lost(disk), "a")).isEqualTo("old");
    assertThat(Bytes.text(Bytes.kept(disk), "a")).isEqualTo("older");
  }

  @Test
  void namesMadeWhileADirectoryForceRunsAreNotCovered() throws IOException {
    disk.create("a").close();
    during(Kind.FORCE_DIRECTORY, () -> disk.rename("a", "b"));
    disk.forceDirectory();
    assertThat(disk.list()).containsExactly("b");
    assertThat(Bytes.lost(disk).names()).containsExactly("a");
  }

  @Test
  void preallocationIsDurableWhenItReturnsAndNotBefore() throws IOException {
    DiskFile file = Bytes.durable(disk, "a", "text");
    during(Kind.PREALLOCATE, () -> assertThat(Bytes.text(Bytes.lost(disk), "a")).isEqualTo("text"));
    file.preallocate(1000);
    assertThat(Bytes.lost(disk).size("a")).isEqualTo(1000);
  }

  @Test
  void failedForceLeavesTheMediumOldTheCacheNewAndThePagesClean() throws IOException {
    DiskFile file = Bytes.durable(disk, "a", "old");
    Bytes.write(file, 0, "new");
    fail(Kind.FORCE, new Fault.Fails("EIO"));
    assertThatThrownBy(file::force).isInstanceOf(IOException.class).hasMessageContaining("EIO");
    assertThat(Bytes.text(disk, "a")).isEqualTo("new");
    file.force();
    assertThat(Bytes.text(Bytes.lost(disk), "a")).isEqualTo("old");
    assertThat(Bytes.text(Bytes.kept(disk), "a")).isEqualTo("old");
    SimDisk restarted = disk.afterProcessDeath();
    assertThat(Bytes.text(restarted, "a")).isEqualTo("new");
    restarted.open("a", Access.READ_WRITE).force();
    assertThat(Bytes.text(Bytes.kept(restarted), "a")).isEqualTo("old");
  }

  @Test
  void failedForceAlsoLosesWhatWasWrittenMeanwhile() throws IOException {
    DiskFile file = Bytes.durable(disk, "a", "old");
    during(Kind.FORCE, () -> Bytes.write(file, 0, "new"));
    fail(Kind.FORCE, new Fault.Fails("EIO"));
    assertThatThrownBy(file::force).isInstanceOf(IOException.class);
    file.force();
    assertThat(Bytes.text(Bytes.kept(disk), "a")).isEqualTo("old");
  }

  @Test
  void writeToACleanPageMakesAllThatAFailedForceLostInItDirtyAgain() throws IOException {
    DiskFile file = Bytes.durable(disk, "a", PAGE + PAGE);
    Bytes.write(file, 0, "first");
    Bytes.write(file, 4096, "second");
    fail(Kind.FORCE, new Fault.Fails("EIO"));
    assertThatThrownBy(file::force).isInstanceOf(IOException.class);
    // The last sector of the first page, byte for byte as it is.
    Bytes.write(file, 4000, "-");
    CrashStates states = disk.crashStates(CrashProfile.SECTOR512);
    assertThat(states.describe(states.allKept())).containsExactly("a, sector 0: new");
    file.force();
    String medium = Bytes.text(Bytes.lost(disk), "a");
    assertThat(medium).startsWith("first-").doesNotContain("second");
  }

  @Test
  void sizeThatAFailedForceLostComesBackWithWritesThatNeedIt() throws IOException {
    DiskFile file = Bytes.durable(disk, "a", "old");
    Bytes.write(file, 3, "er");
    fail(Kind.FORCE, new Fault.Fails("EIO"));
    assertThatThrownBy(file::force).isInstanceOf(IOException.class);
    Bytes.write(file, 0, "OLD");
    file.force();
    assertThat(Bytes.text(Bytes.lost(disk), "a")).isEqualTo("OLD");
    Bytes.write(file, 4, "r");
    file.force();
    assertThat(Bytes.text(Bytes.lost(disk), "a")).isEqualTo("OLDer");
  }

  @Test
  void failedForceMayHaveWrittenSomePages() throws IOException {
    DiskFile file = Bytes.durable(disk, "a", PAGE + PAGE + PAGE);
    for (int page = 0; page < 3; page++) {
      Bytes.write(file, page * 4096L, "new");
    }
    fail(Kind.FORCE, new Fault.Fails("EIO", Survivors.pages(0b101)));
    assertThatThrownBy(file::force).isInstanceOf(IOException.class);
    file.force();
    String page = "-".repeat(4093);
    assertThat(Bytes.text(Bytes.kept(disk), "a")).isEqualTo("new" + page + PAGE + "new" + page);
  }

  @Test
  void failedForceMayLeaveThePowerLossToDecide() throws IOException {
    DiskFile file = Bytes.durable(disk, "a", "old");
    Bytes.write(file, 0, "new");
    fail(Kind.FORCE, new Fault.Fails("EIO", Survivors.UNDECIDED));
    assertThatThrownBy(file::force).isInstanceOf(IOException.class);
    file.force();
    assertThat(Bytes.text(Bytes.lost(disk), "a")).isEqualTo("old");
    assertThat(Bytes.text(Bytes.kept(disk), "a")).isEqualTo("new");
    Bytes.write(file, 0, "new");
    // The same bytes twice, undecided and dirty, are one choice.
    assertThat(disk.crashStates(CrashProfile.SECTOR512).rawCount()).isEqualTo(2);
    file.force();
    assertThat(Bytes.text(Bytes.lost(disk), "a")).isEqualTo("new");
    Bytes.write(file, 0, "NEW");
    file.force();
    assertThat(Bytes.text(Bytes.kept(disk), "a")).isEqualTo("NEW");
  }

  @Test
  void failureInTheBackgroundIsReportedOnceByAHandleThatWasOpen() throws IOException {
    DiskFile file = Bytes.durable(disk, "a", "old");
    Bytes.write(file, 0, "new");
    fail(Kind.LIST, new Fault.LateError("a", "EIO earlier", Survivors.NONE));
    assertThat(disk.list()).containsExactly("a");
    disk.open("a", Access.READ_WRITE).force();
    assertThatThrownBy(file::force).hasMessageContaining("EIO earlier");
    file.force();
    assertThat(Bytes.text(Bytes.kept(disk), "a")).isEqualTo("old");
  }

  @Test
  void failureInTheBackgroundOfTheDirectoryIsReportedOnce() throws IOException {
    disk.create("a").close();
    fail(Kind.LIST, new Fault.LateError("", "EIO earlier", Survivors.NONE));
    assertThat(disk.list()).containsExactly("a");
    assertThatThrownBy(disk::forceDirectory).hasMessageContaining("EIO earlier");
    disk.forceDirectory();
    assertThat(Bytes.kept(disk).names()).isEmpty();
  }

  @Test
  void failedForceOfTheDirectoryLosesNamesForGood() throws IOException {
    for (String name : new String[] {"a", "b", "c"}) {
      disk.create(name).close();
    }
    fail(Kind.FORCE_DIRECTORY, new Fault.Fails("EIO", Survivors.pages(0b010)));
    assertThatThrownBy(disk::forceDirectory).isInstanceOf(IOException.class);
    disk.create("d").close();
    disk.forceDirectory();
    assertThat(disk.list()).containsExactly("a", "b", "c", "d");
    assertThat(Bytes.kept(disk).names()).containsExactly("b", "d");
    disk.rename("a", "e");
    disk.forceDirectory();
    assertThat(Bytes.lost(disk).names()).containsExactly("b", "d", "e");
  }

  @Test
  void diskThatLiesForcesNothing() throws IOException {
    DiskFile file = Bytes.durable(disk, "a", "old");
    Bytes.write(file, 0, "new");
    fail(Kind.FORCE, new Fault.Ignored());
    file.force();
    assertThat(Bytes.text(Bytes.lost(disk), "a")).isEqualTo("old");
    assertThat(Bytes.text(Bytes.kept(disk), "a")).isEqualTo("new");
  }

  @Test
  void forceThatFindsNoSpaceFailsAsAnyOther() throws IOException {
    DiskFile file = Bytes.durable(disk, "a", "old");
    Bytes.write(file, 0, "new");
    fail(Kind.FORCE, new Fault.Full());
    assertThatThrownBy(file::force).isInstanceOf(DiskFullException.class);
    file.force();
    assertThat(Bytes.text(Bytes.kept(disk), "a")).isEqualTo("old");
  }

  /** Lets the next operation of this kind go wrong. */
  private void fail(Kind kind, Fault fault) {
    disk.faults(
        operation -> {
          if (operation.kind() != kind) {
            return null;
          }
          disk.faults(Faults.NONE);
          return fault;
        });
  }

  private interface Action {
    void run() throws IOException;
  }

  /** Does something between the two events of the next operation of this kind. */
  private void during(Kind kind, Action action) {
    disk.hook(
        new DiskHook() {
          @Override
          public void begins(SimDisk disk, Operation operation) {}

          @Override
          public void forceEnds(SimDisk disk, Operation operation) {
            if (operation.kind() == kind) {
              disk.hook(NONE);
              unchecked(action);
            }
          }
        });
  }

  private static void unchecked(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
