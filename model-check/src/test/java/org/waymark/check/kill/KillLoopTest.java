package org.waymark.check.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.disk.Disk;

/**
 * The kill loop's teeth: it catches writers with one bad habit each, by the property that the habit
 * breaks.
 *
 * <p>No writer here leaves out a force: a SIGKILL keeps the page cache, so this loop could not
 * tell.
 */
class KillLoopTest {
  private static final int MOST_LIVES = 21;
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir private Path directory;

  private List<String> run(Class<? extends Writer> writer, int lives) throws Exception {
    return new KillLoop(writer, directory, 1, new KillCounts())
        .run(lives, System.nanoTime() + MOST_NANOS, () -> {});
  }

  @ParameterizedTest
  @CsvSource({
    "AnswersEarly, P1 violated: a commit is not recovered",
    "MarksEarly, P8 violated: an opening after a crash was refused",
    "ReadsAnother, P2 violated: what is read back is not what was submitted",
    "ValidatesOnePage, P4 violated: another had committed a page first",
    "ForgetsReads, P4 violated: no serial order explains what they read",
    "TakesNoLock, P11 violated: a second process opened the log while the first had it",
  })
  void aBadHabitIsCaughtByItsOwnProperty(String habit, String violation) throws Exception {
    Class<? extends Writer> writer =
        Class.forName(BrokenWriters.class.getName() + "$" + habit).asSubclass(Writer.class);
    assertThat(run(writer, MOST_LIVES)).anyMatch(told -> told.startsWith(violation));
  }

  @Test
  void aWriterThatFailsIsToldWithWhatItPrinted() throws Exception {
    assertThat(run(Fails.class, 1))
        .singleElement()
        .asString()
        .startsWith("life 1: the writer ended with exit code 1; see ")
        .endsWith("stderr.txt");
    assertThat(directory.resolve("stderr.txt")).content().contains("the disk is missing");
  }

  /** A writer with a defect. */
  public static final class Fails extends Writer {

    /** Runs it. */
    public static void main(String[] args) throws IOException {
      System.exit(new Fails().live(Path.of(args[0])));
    }

    @Override
    protected Disk disk(Path directory) {
      throw new IllegalStateException("the disk is missing");
    }
  }
}
