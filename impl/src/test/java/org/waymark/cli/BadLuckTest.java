package org.waymark.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.waymark.cli.Child.write;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows of the contract's table "bad input and bad luck" that real files can show, through the
 * real command line; {@link FaultyDiskTest} has those that need a disk that fails.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadLuckTest {

  private static final String MARKERS = "markers-0000000001-00000000000000000001";
  private static final String CAPSULES = "capsules-0000000001-0000000001";
  private static final int SLOT_0 = 4096;
  private static final int SLOT = 128;

  @TempDir private Path temp;

  @Test
  void aTornTailIsSetAsideAndTheRestServed() throws Exception {
    killedAfterCommits(3);
    flip(MARKERS, SLOT_0 + 2 * SLOT + 40);

    assertThat(Child.run("recover", log(), "--dry-run").held().text())
        .contains("case J", "tip           2, of which 1", "to set aside  1 slots", "quarantine-");
    assertThat(Child.run("inspect", log()).held().text()).contains("1 proven durable, 2 readable");
    Child.Ended reopened = Child.fed(write("next", 9), "run", "--dir", log(), "--input", "-");
    assertThat(reopened.held().out().get(0)).contains("\"seq\":3");
    assertThat(reopened.err())
        .contains("case J", "the tip is 2", "a torn tail of 1 slots was set aside in quarantine-");
    assertThat(log()).isDirectoryContaining("glob:**/quarantine-*");
    assertThat(Child.run("inspect", log(), "--deep").held().text()).contains("3 proven durable");
  }

  @Test
  void aKilledWriterLosesNothingThatWasAnswered() throws Exception {
    killedAfterCommits(3);
    assertThat(Child.run("recover", log()).held().text())
        .contains("case H", "tip           3, of which 2 were proven", "re-written    1 commits");
    assertThat(Child.run("inspect", log()).held().text()).contains("3 proven durable, 3 readable");
  }

  @Test
  void aDamagedMarkerRefusesAndChangesNothing() throws Exception {
    closedAfterCommits(5);
    flip(MARKERS, SLOT_0 + SLOT + 40);
    Directory before = Directory.of(log());

    String[] place = {MARKERS, "offset " + (SLOT_0 + SLOT), "sequence 2", "1 to 1 before it"};
    Child.fed(write("x", 1), "run", "--dir", log(), "--input", "-")
        .failed(ExitCode.VIOLATED, place)
        .failed(ExitCode.VIOLATED, "nothing was changed");
    Child.run("recover", log()).failed(ExitCode.VIOLATED, place);
    Child.run("recover", log(), "--dry-run").failed(ExitCode.VIOLATED, place);
    Child.run("export", log(), "--out", "-").failed(ExitCode.VIOLATED, MARKERS, "sequence 2");

    Child.Ended survey = Child.run("inspect", log());
    assertThat(survey.code()).isEqualTo(ExitCode.VIOLATED);
    assertThat(survey.text())
        .contains("state         damaged", MARKERS, "offset " + (SLOT_0 + SLOT), "sequence 2")
        .contains("still good    the markers of 1 to 1")
        .contains("behind it     the markers of 3 to 5 are whole");
    assertThat(Directory.of(log())).isEqualTo(before);
  }

  @Test
  void aDamagedCapsuleIsFoundByItsReaders() throws Exception {
    closedAfterCommits(3);
    // The first capsule's payload: behind the header page and the symbol's header.
    flip(CAPSULES, 4096 + 64 + 3);
    Directory before = Directory.of(log());

    Child.run("inspect", log()).held();
    Child.Ended deep = Child.run("inspect", log(), "--deep");
    assertThat(deep.code()).isEqualTo(ExitCode.VIOLATED);
    assertThat(deep.text()).contains("DAMAGED", CAPSULES, "sequence 1", "2 proofs", "1 damaged");
    Path out = temp.resolve("out");
    Child.run("export", log(), "--out", out).failed(ExitCode.VIOLATED, CAPSULES, "sequence 1");
    assertThat(out).isEmptyDirectory();
    assertThat(Directory.of(log())).isEqualTo(before);
  }

  @Test
  void aNewerFormatIsLeftAlone() throws Exception {
    closedAfterCommits(1);
    try (RandomAccessFile file = new RandomAccessFile(log().resolve(MARKERS).toFile(), "rw")) {
      byte[] header = new byte[128];
      file.readFully(header);
      header[4] = 2;
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("waymark/header/1".getBytes(US_ASCII));
      digest.update(header, 0, 112);
      System.arraycopy(digest.digest(), 0, header, 112, 16);
      file.seek(0);
      file.write(header);
    }
    refusedEverywhere(MARKERS, "newer version");
  }

  @Test
  void anotherIsolationLevelIsRefusedAndEveryCommandTellsTheLogs() throws Exception {
    Child.fed(write("a", 3), "run", "--dir", log(), "--isolation", "snapshot", "--input", "-")
        .held();
    Directory before = Directory.of(log());

    Child.fed(write("b", 4), "run", "--dir", log(), "--isolation", "Serializable", "--input", "-")
        .failed(ExitCode.WRONG_USE, "log/: was created with the isolation level snapshot")
        .failed(ExitCode.WRONG_USE, "names serializable; nothing was changed; name the log's own");
    Child.run("run", "--dir", log(), "--isolation", "strict")
        .failed(ExitCode.WRONG_USE, "'strict' is none of: serializable, snapshot");
    assertThat(Child.run("inspect", log()).held().text()).contains("isolation     snapshot");
    assertThat(Child.run("inspect", log(), "--json").held().text())
        .contains("\"isolation\":\"snapshot\"");
    assertThat(Child.run("recover", log(), "--dry-run").held().text())
        .contains("isolation     snapshot");
    assertThat(Child.run("recover", log(), "--dry-run", "--json").held().text())
        .contains("\"isolation\":\"snapshot\"");
    assertThat(Directory.of(log())).isEqualTo(before);

    Child.fed(write("b", 4), "run", "--dir", log(), "--input", "-").held();
    assertThat(Child.run("recover", log()).held().text()).contains("isolation     snapshot");
  }

  @Test
  void aForeignDirectoryIsLeftAlone() throws Exception {
    Files.createDirectory(log());
    Files.writeString(log().resolve("notes.txt"), "mine");
    refusedEverywhere("holds no log but other files, such as notes.txt", "name an empty directory");
    assertThat(log()).isDirectoryNotContaining("glob:**/LOCK");
  }

  @Test
  void aFileIsNoDirectory() throws Exception {
    Files.writeString(log(), "mine");
    for (Object[] command : everyCommand()) {
      Child.run(command)
          .failed(ExitCode.ENVIRONMENT, "log: is not a directory", "name a directory");
    }
    assertThat(log()).hasContent("mine");
  }

  @Test
  void anOutputThatCannotBeWrittenIsTold() throws Exception {
    closedAfterCommits(1);
    Path full = Path.of("/dev/full");
    List<Object[]> commands = new ArrayList<>(everyCommand());
    commands.add(new Object[] {"--help"});
    for (Object[] command : commands) {
      Child.into(full, command).failed(ExitCode.ENVIRONMENT, "output cannot be written", "space");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOCK", MARKERS, CAPSULES})
  void aSymbolicLinkInTheLogIsNotWrittenThrough(String name) throws Exception {
    closedAfterCommits(2);
    Path outside = Files.move(log().resolve(name), temp.resolve("outside"));
    Files.createSymbolicLink(log().resolve(name), outside);
    byte[] before = Files.readAllBytes(outside);
    Child.Ended ended = Child.fed(write("x", 1), "run", "--dir", log(), "--input", "-");
    assertThat(ended.code()).isNotEqualTo(ExitCode.HELD);
    ended.failed(ended.code(), name, "a symbolic link, not a regular file");
    assertThat(outside).hasBinaryContent(before);
  }

  @Test
  void whatOnlyReadsMakesNoDirectory() throws Exception {
    for (Object[] command : everyCommand()) {
      if (!command[0].equals("run")) {
        Child.run(command).failed(ExitCode.ENVIRONMENT, "log: there is no such file or directory");
      }
    }
    assertThat(log()).doesNotExist();
  }

  @Test
  void aLogIsOpenForWritingOnce() throws Exception {
    try (Child first = Child.start("run", "--dir", log(), "--input", "-")) {
      first.send(write("a", 1));
      assertThat(first.line()).contains("committed");
      Directory before = Directory.of(log());
      Child.fed(write("b", 2), "run", "--dir", log(), "--input", "-")
          .failed(ExitCode.ENVIRONMENT, "locked by process", "close it there");
      Child.run("recover", log()).failed(ExitCode.ENVIRONMENT, "locked by process");
      assertThat(Directory.of(log())).isEqualTo(before);
      first.send(write("c", 3));
      assertThat(first.line()).contains("\"seq\":2");
      first.end().held();
    }
  }

  @Test
  void aWriterWhoseLockFileIsGoneHalts() throws Exception {
    try (Child writer = Child.start("run", "--dir", log(), "--input", "-")) {
      writer.send(write("a", 1));
      assertThat(writer.line()).contains("committed");
      Files.delete(log().resolve("LOCK"));
      writer.send(write("b", 2));
      assertThat(writer.line()).contains("\"txn\":\"b\"").containsPattern("not_committed|unknown");
      writer.await().failed(ExitCode.ENVIRONMENT, "halted", "open it again");
    }
    String answer = Child.fed(write("a", 1), "run", "--dir", log(), "--input", "-").held().text();
    assertThat(answer).contains("\"seq\":1");
  }

  private void refusedEverywhere(String... parts) throws Exception {
    Directory before = Directory.of(log());
    for (Object[] command : everyCommand()) {
      Child.run(command).failed(ExitCode.ENVIRONMENT, parts);
    }
    assertThat(Directory.of(log())).isEqualTo(before);
  }

  private List<Object[]> everyCommand() {
    return List.of(
        new Object[] {"run", "--dir", log(), "--commits", 1},
        new Object[] {"recover", log()},
        new Object[] {"recover", log(), "--dry-run"},
        new Object[] {"export", log(), "--out", "-"},
        new Object[] {"inspect", log(), "--deep"});
  }

  /** Leaves a log whose writer was killed when each of its commits had been a group of its own. */
  private void killedAfterCommits(int commits) throws Exception {
    try (Child writer = Child.start("run", "--dir", log(), "--input", "-")) {
      for (int i = 1; i <= commits; i++) {
        writer.send(write("t" + i, i));
        assertThat(Objects.requireNonNull(writer.line())).contains("\"seq\":" + i);
      }
      writer.signal("KILL");
      writer.awaitSilently(new ArrayList<>());
    }
  }

  private void closedAfterCommits(int commits) throws Exception {
    StringBuilder input = new StringBuilder();
    for (int i = 1; i <= commits; i++) {
      input.append(write("t" + i, i));
    }
    Child.fed(input.toString(), "run", "--dir", log(), "--input", "-").held();
  }

  private void flip(String name, long offset) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(log().resolve(name).toFile(), "rw")) {
      file.seek(offset);
      int old = file.read();
      file.seek(offset);
      file.write(old ^ 1);
    }
  }

  private Path log() {
    return temp.resolve("log");
  }
}
