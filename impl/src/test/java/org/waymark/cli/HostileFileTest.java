package org.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files that no log ever wrote, under names of a log's: a clear error, in bounded time (that of
 * {@link Child}) and memory (its 256 MiB, where a file claims a tebibyte).
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFileTest {

  private static final String MARKERS = "markers-0000000001-00000000000000000001";

  @TempDir private Path temp;
  private final byte[] noise = new byte[300_000];

  @BeforeEach
  void makeNoise() throws Exception {
    new Random(20_261_122).nextBytes(noise);
    Files.createDirectory(log());
  }

  @ParameterizedTest
  @CsvSource({
    "markers-0000000001-00000000000000000001, 0, 0",
    "markers-0000000001-00000000000000000001, 0, 1099511627776",
    "markers-2147483647-09223372036854775807, 300000, 0",
    "capsules-0000000001-0000000001, 0, 1099511627776",
    "capsules-0000000001-0000000001, 300000, 0"
  })
  void isRefusedAndLeftAlone(String name, int random, long size) throws Exception {
    Path file = log().resolve(name);
    Files.write(file, Arrays.copyOf(noise, random));
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(Math.max(size, random));
    }
    Child.run("run", "--dir", log(), "--commits", 1)
        .failed(ExitCode.VIOLATED, name, "nothing was changed");
    isFoundByInspect();
    assertThat(file).hasSize(Math.max(size, random));
  }

  @Test
  void isRefusedByEveryCommand() throws Exception {
    Files.write(log().resolve(MARKERS), noise);
    Directory before = Directory.of(log());
    Object[][] commands = {
      {"run", "--dir", log(), "--commits", 1},
      {"recover", log()},
      {"recover", log(), "--dry-run"},
      {"export", log(), "--out", "-"}
    };
    for (Object[] command : commands) {
      Child.run(command).failed(ExitCode.VIOLATED, MARKERS, "nothing was changed");
    }
    isFoundByInspect();
    assertThat(Directory.of(log())).isEqualTo(before);
  }

  private void isFoundByInspect() throws Exception {
    Child.Ended survey = Child.run("inspect", log(), "--deep");
    assertThat(survey.code()).as(survey.err()).isEqualTo(ExitCode.VIOLATED);
    assertThat(survey.text()).contains("DAMAGED", "still good    no marker");
    assertThat(survey.err()).isEmpty();
  }

  private Path log() {
    return temp.resolve("log");
  }
}
