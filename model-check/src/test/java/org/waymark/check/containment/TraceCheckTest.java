package org.waymark.check.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waymark.check.containment.Twin.Kindness;

/** What a trace shows of a disk that does not what it should, and of a simulator that is kinder. */
class TraceCheckTest {
  private static final String DIRECTORY = "/log/0";

  private static Optional<String> check(
      List<Step> steps, Kindness kindness, UnaryOperator<String> spoil) throws IOException {
    TraceCheck check = new TraceCheck(DIRECTORY, new Twin(kindness), new SplittableRandom(1));
    ExpectedCalls calls = new ExpectedCalls(DIRECTORY);
    for (Step step : steps) {
      List<String> lines =
          calls.of(step).stream().map(spoil).filter(line -> !line.isEmpty()).toList();
      Optional<String> wrong = check.step(step, SystemCall.read(lines));
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    assertThat(check.calls()).isPositive();
    assertThat(check.images()).isPositive();
    return Optional.empty();
  }

  private static List<Canary> canaries() {
    return Canary.ALL;
  }

  @Test
  void whatARightDiskLeavesTheSimulatorHas() throws IOException {
    for (long seed = 0; seed < 8; seed++) {
      assertThat(check(RandomSteps.of(seed, 40), Kindness.NONE, line -> line)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("canaries")
  void aKinderSimulatorLacksWhatARightDiskLeaves(Canary canary) throws IOException {
    assertThat(check(Canary.STEPS, Kindness.NONE, line -> line)).isEmpty();
    assertThat(check(Canary.STEPS, canary.kindness(), line -> line).orElseThrow())
        .contains("after " + canary.step(), "which the simulator does not have");
  }

  @Test
  void aForceThatForcesNothingIsNamed() throws IOException {
    assertThat(spoiled(line -> line.contains("fdatasync") ? "" : line))
        .isEqualTo("force a made the system calls [] where the simulator expects [fdatasync a]");
  }

  @Test
  void aForceOfAnotherFileIsNamed() throws IOException {
    String a = ExpectedCalls.hex(DIRECTORY + "/a");
    String directory = ExpectedCalls.hex(DIRECTORY);
    assertThat(spoiled(line -> line.contains("fdatasync") ? line.replace(a, directory) : line))
        .contains("force a made the system calls [fdatasync .]");
  }

  @Test
  void aForceOfTheDirectoryThatIsLeftOutIsNamed() throws IOException {
    assertThat(spoiled(line -> line.contains("fsync(7") ? "" : line))
        .contains("force the directory made the system calls []", "expects [fsync .]");
  }

  @Test
  void aPreallocationThatWritesNoZerosIsNamed() throws IOException {
    List<Step> steps =
        List.of(Step.of(Step.Kind.CREATE, "a"), Step.sized(Step.Kind.PREALLOCATE, "a", 100));
    Optional<String> wrong =
        check(steps, Kindness.NONE, line -> line.replace("pwrite64", "fallocate"));
    assertThat(wrong.orElseThrow())
        .contains("[fallocate a, fdatasync a]", "[write a [0, 100), fdatasync a]");
  }

  @Test
  void bytesThatWereNotAskedForAreNamed() throws IOException {
    assertThat(spoiled(line -> line.replaceFirst("(pwrite64[^\"]*\")..[0-9a-f]{2}", "$1\\\\x00")))
        .contains("the calls leave other contents");
  }

  @Test
  void aCallInTwoPiecesIsRead() {
    List<SystemCall> calls =
        SystemCall.read(
            List.of(
                "7 fdatasync(5<\\x2f\\x61> <unfinished ...>",
                "8 fsync(6<\\x2f>) = -1 EIO (Input/output error)",
                "7 <... fdatasync resumed>) = 0",
                "7 +++ exited with 0 +++"));
    assertThat(calls).hasSize(1);
    assertThat(calls.get(0).name()).isEqualTo("fdatasync");
    assertThat(calls.get(0).pathOf(0)).isEqualTo("/a");
  }

  private static String spoiled(UnaryOperator<String> spoil) throws IOException {
    return check(Canary.STEPS, Kindness.NONE, spoil).orElseThrow();
  }
}
