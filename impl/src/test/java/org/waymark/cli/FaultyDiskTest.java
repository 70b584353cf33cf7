package org.waymark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.waymark.cli.Child.write;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.CommitLog;
import org.waymark.LogOptions;
import org.waymark.Submission;
import org.waymark.TxnToken;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFullException;
import org.waymark.disk.MemoryDisk;
import org.waymark.disk.MemoryDisk.Op;
import picocli.CommandLine;

/**
 * The rows of the contract's table "bad input and bad luck" that need a disk that fails at will:
 * the real command line on a disk in memory. A test run by root meets no missing permission.
 */
class FaultyDiskTest {

  private final MemoryDisk log = new MemoryDisk();
  private final MemoryDisk target = new MemoryDisk();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path temp;

  @BeforeEach
  void commitOnce() throws Exception {
    LogOptions small = LogOptions.defaults().withCapsuleSegmentBytes(1 << 20);
    try (CommitLog open = CommitLog.open(log, small)) {
      var capsule = open.writeCapsule("payload".getBytes(UTF_8));
      open.commit(Submission.of(new TxnToken(1, 1), 0, capsule).writing(1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run --dir log --commits 1", "recover log", "inspect log", "export log --out -"})
  void noPermissionIsOneLineAndChangesNothing(String command) {
    log.failNext(Op.LIST, name -> true, new AccessDeniedException("/secret/log"));
    assertThat(run(command)).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(complaint())
        .contains("/secret/log", "no permission", "give this user the permission");
    assertThat(run("recover log --dry-run")).isEqualTo(ExitCode.HELD);
    assertThat(out.toString()).contains("case F", "tip           1,");
  }

  @Test
  void aFullDiskRefusesTheOpening() throws IOException {
    log.limitCapacity(size(log));
    assertThat(run("run --dir log --commits 1")).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(complaint()).contains("no space", "make space and open again");
    log.limitCapacity(Long.MAX_VALUE);
    assertThat(run("run --dir log --commits 1")).isEqualTo(ExitCode.HELD);
    assertThat(out.toString()).contains("the tip is 2");
  }

  @Test
  void aFullDiskRefusesTheCapsuleAndKeepsWhatCommitted() throws IOException {
    String input = input(write("a", 1) + write("b", 2) + write("c", 3));
    refuseCapsules();
    assertThat(run("run --dir log --input " + input)).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0)).contains("\"txn\":\"a\"", "\"not_committed\"", "make space");
    assertThat(complaint()).contains("No space left", "make space", "run again");

    assertThat(run("run --dir log --input " + input)).isEqualTo(ExitCode.HELD);
    assertThat(lines()).hasSize(3).allMatch(line -> line.contains("\"committed\""));
  }

  @Test
  void aFullDiskDoesNotDenyWhatCommittedBefore() throws IOException {
    String input = input(write("a", 1) + write("b", 2));
    assertThat(run("run --dir log --input " + input)).isEqualTo(ExitCode.HELD);
    List<String> first = lines();
    refuseCapsules();
    assertThat(run("run --dir log --input " + input)).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(lines()).containsExactly(first.get(0));
    assertThat(complaint()).contains("No space left", "run again");

    refuseCapsules();
    String other = input("{\"txn\":\"a\",\"writes\":{\"9\":\"AAAA\"}}\n");
    assertThat(run("run --dir log --input " + other)).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0)).contains("\"error\"", "names the transaction with sequence 2");
  }

  @Test
  void whatCannotBeLookedUpIsNotDenied() throws IOException {
    String input = input(write("a", 1));
    assertThat(run("run --dir log --input " + input)).isEqualTo(ExitCode.HELD);
    refuseCapsules();
    log.onOperation(
        event -> {
          if (event.op() == Op.PREALLOCATE) {
            log.failNext(
                Op.READ, name -> name.startsWith("markers-"), new IOException("unreadable"));
          }
        });
    assertThat(run("run --dir log --input " + input)).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0)).contains("\"error\"", "cannot be looked up", "unreadable");
  }

  @Test
  void aRepeatedNameWhoseOutcomeIsUnknownStaysUnknown() throws IOException {
    failSecondForce("markers-");
    String input = input(write("a", 1) + write("b", 1) + write("b", 1) + write("b", 1));
    assertThat(run("run --dir log --input " + input)).isEqualTo(ExitCode.ENVIRONMENT);
    List<String> answers = lines();
    assertThat(answers.get(1)).contains("\"txn\":\"b\"", "\"outcome_unknown\"");
    assertThat(answers.subList(1, answers.size()))
        .allMatch(line -> line.contains("\"outcome_unknown\""));
  }

  /** The next capsule that needs a new segment finds no space, although it is there. */
  private void refuseCapsules() {
    log.failNext(
        Op.PREALLOCATE,
        name -> name.startsWith("capsules-"),
        new DiskFullException("capsules cannot be written: No space left", new IOException()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"markers-", "capsules-"})
  void anInputOutputErrorHaltsAndSaysToReopen(String file) throws IOException {
    String input = input(write("a", 1) + write("b", 1) + write("c", 1));
    failSecondForce(file);
    assertThat(run("run --dir log --input " + input)).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(lines()).hasSizeBetween(2, 3);
    assertThat(lines().get(0)).contains("\"txn\":\"a\"", "\"committed\"", "\"seq\":2");
    assertThat(lines().get(1)).containsPattern("\"txn\":\"b\",\"result\":\"(not_|outcome_unknown)");
    assertThat(complaint()).contains("the medium failed", "halted", "open it again");

    assertThat(run("run --dir log --input " + input)).as("%s", err).isEqualTo(ExitCode.HELD);
    assertThat(lines()).hasSize(3).allMatch(line -> line.contains("\"committed\""));
    assertThat(lines().get(0)).contains("\"seq\":2");
  }

  @Test
  void anInputOutputErrorEndsALoad() {
    failSecondForce("markers-");
    assertThat(run("run --dir log --commits 100 --writers 3")).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(out.toString()).containsPattern("commits +[1-3], all durable");
    assertThat(complaint()).contains("the medium failed", "halted", "open it again");
  }

  @Test
  void aFullTargetLeavesNoHalfExport() throws IOException {
    target.limitCapacity(10);
    assertThat(run("export log --out target")).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(complaint()).contains("make space");
    assertThat(target.list()).allMatch(name -> name.endsWith(".capsule"));
    assertThat(target.list()).doesNotContain("index.ndjson", "index.ndjson.tmp");
  }

  /** A file's forces while it is being made are under a temporary name, and not counted. */
  private void failSecondForce(String file) {
    AtomicInteger forces = new AtomicInteger();
    log.onOperation(
        event -> {
          boolean counts =
              event.op() == Op.FORCE
                  && event.name().startsWith(file)
                  && !event.name().endsWith(".tmp");
          if (counts && forces.incrementAndGet() == 2) {
            log.failNext(Op.FORCE, event.name()::equals, new IOException("the medium failed"));
          }
        });
  }

  private int run(String command) {
    log.kill();
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine launcher = Main.commandLine(new InMemory());
    launcher.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return launcher.execute(command.split(" "));
  }

  private List<String> lines() {
    return out.toString().lines().toList();
  }

  /** Returns the one line that says what went wrong. */
  private String complaint() {
    List<String> complaints =
        err.toString().lines().filter(line -> line.startsWith("waymark: ")).toList();
    assertThat(complaints).as(err.toString()).hasSize(1);
    assertThat(err.toString()).doesNotContain("\tat ");
    return complaints.get(0);
  }

  private String input(String lines) throws IOException {
    return Files.writeString(temp.resolve("input"), lines).toString();
  }

  private static long size(Disk disk) throws IOException {
    long size = 0;
    for (String name : disk.list()) {
      try (var file = disk.open(name, Disk.Access.READ)) {
        size += file.size();
      }
    }
    return size;
  }

  /** Two directories: {@code log} and {@code target}. */
  private final class InMemory implements DiskSource {
    @Override
    public Disk openOrCreate(Path directory) {
      return directory.endsWith("log") ? log : target;
    }

    @Override
    public Disk open(Path directory) {
      return openOrCreate(directory);
    }
  }
}
