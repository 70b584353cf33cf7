package org.waymark.stress.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.check.ChildJvm;
import org.waymark.cli.ExitCode;
import org.waymark.cli.Main;

/** Campaigns as processes: however they are ended, what has ended before is known. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StressProcessTest {

  @TempDir private Path temp;

  private int started;

  private final class Child implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    Child(String... arguments) throws IOException {
      started++;
      out = temp.resolve("out" + started);
      err = temp.resolve("err" + started);
      ProcessBuilder builder = ChildJvm.of(Main.class, arguments);
      // Whoever starts the build in the background has SIGINT ignored, and children inherit that.
      List<String> command = builder.command();
      command.add(command.indexOf("-cp"), "-Djava.io.tmpdir=" + temp);
      command.addAll(0, List.of("env", "--default-signal=INT"));
      process =
          builder
              .directory(temp.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
    }

    /** Waits until its results have so many lines. */
    void awaitLines(int lines) throws Exception {
      Path results = temp.resolve("campaign").resolve(Recorded.RESULTS);
      while (!Files.exists(results) || Files.readAllLines(results).size() < lines) {
        assertThat(process.waitFor(100, TimeUnit.MILLISECONDS)).as(err()).isFalse();
      }
    }

    void signal(String name) throws Exception {
      String[] kill = {"kill", "-" + name, Long.toString(process.pid())};
      assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();
    }

    int code() throws InterruptedException {
      return process.waitFor();
    }

    String out() throws IOException {
      return Files.readString(out);
    }

    String err() throws IOException {
      return Files.readString(err);
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  /** Begins a campaign whose first or second job is endless. */
  private Child begin() throws IOException {
    return new Child(
        "stress", "--only", "test", "--minutes", "5", "--seed", "7", "--dir", "campaign");
  }

  /** Where it ran, a calibration; and the calm job, if that comes first. */
  private static int linesBeforeTheEndlessJob() {
    Settings settings = Settings.of(7, Shard.WHOLE, List.of("test"), Duration.ofMinutes(5));
    boolean calm = new Plan(settings, List.of(new TestTool())).job(0).target().equals("calm");
    return calm ? 3 : 2;
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalEndsTheJobAndTellsHowToGoOn(String signal, int code) throws Exception {
    try (Child child = begin()) {
      child.awaitLines(linesBeforeTheEndlessJob());
      child.signal(signal);
      assertThat(child.code()).as(child.err()).isEqualTo(code);
      assertThat(child.err()).doesNotContain("Exception");
      assertThat(child.out())
          .contains("test on racy      1 of 1")
          .contains("are left; go on with: waymark stress --resume campaign\n");
    }
    try (CampaignDirectory directory = CampaignDirectory.resume(temp.resolve("campaign"))) {
      assertThat(directory.before().torn()).isFalse();
      assertThat(directory.before().results()).hasSize(linesBeforeTheEndlessJob() - 1);
    }
  }

  @Test
  void afterAKillItGoesOnAndLosesTheRunningJobAtMost() throws Exception {
    try (Child child = begin()) {
      child.awaitLines(linesBeforeTheEndlessJob());
      try (Child second = new Child("stress", "--resume", "campaign")) {
        assertThat(second.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(second.err()).contains("campaign: another process runs this campaign; ");
      }
      child.signal("KILL");
      assertThat(child.code()).isEqualTo(137);
    }
    Recorded killed = Recorded.read(temp.resolve("campaign"));
    try (Child child = new Child("stress", "--resume", "campaign")) {
      child.awaitLines(linesBeforeTheEndlessJob() + 1);
      child.signal("INT");
      assertThat(child.code()).isEqualTo(130);
    }
    List<Result> after = Recorded.read(temp.resolve("campaign")).results();
    assertThat(after.subList(0, killed.results().size())).isEqualTo(killed.results());
  }

  @Test
  void aFindingIsReplayedFromItsFile() throws Exception {
    Job job = new Job(3, "test", "racy", 1, Duration.ofSeconds(1));
    Finding finding = new Finding("order", new ArrayList<>(List.of("it was so")));
    FindingBundle bundle = new FindingBundle(job, finding, Fakes.HERE);
    Files.writeString(temp.resolve("3-test-racy.json"), bundle.json().toString());
    try (Child child = new Child("replay", "3-test-racy.json", "--check")) {
      assertThat(child.code()).as(child.err()).isEqualTo(ExitCode.VIOLATED);
      assertThat(child.out())
          .startsWith("Still a failure.\nthe job ran again for ")
          .contains("what it left is in " + temp)
          .contains("order was violated: test on racy\n")
          .endsWith("\nwaymark replay 3-test-racy.json --check\n");
    }
  }

  @Test
  void aDirectoryThatCannotBeMadeIsToldInOneLine() throws Exception {
    Files.writeString(temp.resolve("file"), "no directory");
    try (Child child = new Child("stress", "--only", "test", "--dir", "file/campaign")) {
      assertThat(child.code()).isEqualTo(ExitCode.ENVIRONMENT);
      assertThat(child.err()).contains("file/campaign: Not a directory").hasLineCount(1);
    }
  }
}
