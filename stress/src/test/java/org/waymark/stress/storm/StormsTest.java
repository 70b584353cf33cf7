package org.waymark.stress.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.waymark.CommitLog;
import org.waymark.CommitResult;
import org.waymark.CommittedTransaction;
import org.waymark.Submission;
import org.waymark.check.history.Commit;

/**
 * The storms' teeth: of clients with one bad habit each they say what is wrong.
 *
 * <p>A habit stands for a log that has it: what the client sees of the two is the same. That the
 * shipped log withstands the storms is the layer's to show.
 */
class StormsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** More than enough: a storm ends with the first violation. */
  private static final Duration TIME = Duration.ofSeconds(30);

  @TempDir private Path directory;

  /** Drops an interrupt that came while it committed. */
  private static final class DropsInterrupts implements Habits {
    @Override
    public CommitResult commit(CommitLog log, Submission submission) throws InterruptedException {
      CommitResult result = log.commit(submission);
      boolean unused = Thread.interrupted();
      return result;
    }
  }

  /** Gives the caller another's sequence. */
  private static final class MixesAnswers implements Habits {
    @Override
    public CommitResult commit(CommitLog log, Submission submission) throws InterruptedException {
      CommitResult result = log.commit(submission);
      return result instanceof CommitResult.Committed own
          ? new CommitResult.Committed(own.sequence() + 1, own.time() + 1)
          : result;
    }
  }

  /** Never completes one stage in so many. */
  private static final class ForgetsStages implements Habits {
    private final AtomicLong stages = new AtomicLong();

    @Override
    public CompletionStage<CommitResult> commitAsync(CommitLog log, Submission submission)
        throws InterruptedException {
      CompletionStage<CommitResult> stage = log.commitAsync(submission);
      return stages.incrementAndGet() % 5 == 0
          ? new CompletableFuture<CommitResult>().minimalCompletionStage()
          : stage;
    }
  }

  /** Says of an admitted commit that the caller was interrupted before. */
  private static final class DeniesCommits implements Habits {
    private final AtomicLong commits = new AtomicLong();

    @Override
    public CommitResult commit(CommitLog log, Submission submission) throws InterruptedException {
      CommitResult result = log.commit(submission);
      if (result instanceof CommitResult.Committed && Thread.interrupted()) {
        commits.incrementAndGet();
        throw new InterruptedException("although it was admitted");
      }
      return result;
    }
  }

  /** Keeps a place of the queue for ever, once. */
  private static final class KeepsPlace implements Habits {
    private final AtomicLong kept = new AtomicLong();

    @Override
    public CommitResult commit(CommitLog log, Submission submission) throws InterruptedException {
      CommitResult result = log.commit(submission);
      if (kept.getAndIncrement() == 0) {
        keepPlace(log);
      }
      return result;
    }

    private static void keepPlace(CommitLog log) {
      boolean interrupted = false;
      boolean taken = false;
      while (!taken) {
        try {
          var unused = log.reserve();
          taken = true;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lets validation see one page alone. */
  private static final class DeclaresOnePage implements Habits {
    @Override
    public long[] declare(long[] pages) {
      return Arrays.copyOf(pages, 1);
    }

    @Override
    public Commit read(CommittedTransaction transaction, boolean whole) throws IOException {
      return PROPER.read(transaction, false);
    }
  }

  /** Keeps from validation what its transactions have read. */
  private static final class ForgetsReads implements Habits {
    @Override
    public long[] declareRead(long[] pages) {
      return new long[0];
    }

    @Override
    public Commit read(CommittedTransaction transaction, boolean whole) throws IOException {
      return PROPER.read(transaction, false);
    }
  }

  static Stream<Arguments> badHabits() {
    return Stream.of(
        habit(new DropsInterrupts(), "an interrupt was swallowed while COMMITTING"),
        habit(new MixesAnswers(), "P3 violated: told otherwise than before"),
        habit(new ForgetsStages(), ": nothing happened for 1 s"),
        habit(new DeniesCommits(), "P12 violated: out, and back"),
        habit(new KeepsPlace(), "a queue of "),
        habit(new DeclaresOnePage(), "P4 violated: another had committed a page first"),
        habit(new ForgetsReads(), "P4 violated: no serial order explains what they read"));
  }

  private static Arguments habit(Habits habits, String violation) {
    return Arguments.of(Named.of(habits.getClass().getSimpleName(), habits), violation);
  }

  @ParameterizedTest
  @MethodSource("badHabits")
  void aBadHabitIsTold(Habits habits, String violation) throws Exception {
    StormOutcome outcome = Storms.run(Weather.INTERRUPTS, habits, PATIENCE, 7, TIME, directory);
    assertThat(outcome.violations()).anyMatch(told -> told.contains(violation));
    try (Stream<Path> kept = Files.list(directory)) {
      assertThat(kept.flatMap(StormsTest::inside))
          .as("the recorded history, for another judgement")
          .anyMatch(name -> name.startsWith("life-0001"));
    }
  }

  private static Stream<String> inside(Path log) {
    String[] names = log.toFile().list();
    return names == null ? Stream.of() : Arrays.stream(names);
  }

  @Test
  void whatHeldLeavesNothingBehind() throws Exception {
    StormOutcome outcome = Storms.run("haste", 3, Duration.ofMillis(500), directory);
    assertThat(outcome.violations()).isEmpty();
    assertThat(directory).isEmptyDirectory();
    assertThat(outcome.count(Figure.COMMITS)).isPositive();
    assertThat(outcome.latency().answers()).isPositive();
    assertThat(outcome.lines()).anyMatch(line -> line.endsWith(" commits answered"));
  }

  @Test
  void anUnknownStormIsRefusedWithTheNames() {
    assertThat(Storms.names())
        .isEqualTo(
            List.of("interrupts", "haste", "cancels", "refusals", "closings", "crowd", "virtual"))
        .allMatch(name -> !Storms.about(name).isBlank());
    assertThatThrownBy(() -> Storms.run("breeze", 1, TIME, directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("interrupts, haste, cancels");
  }
}
