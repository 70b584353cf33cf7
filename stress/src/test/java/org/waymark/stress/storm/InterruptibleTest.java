package org.waymark.stress.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.CommitLog;
import org.waymark.check.history.HistoryFile;

/** Each interrupt must end the call it meets or be found in the flag; anything else is told. */
class InterruptibleTest {
  private final List<String> violations = new ArrayList<>();
  private final Tallies tallies = Tallies.inMemory();
  private CommitLog log;
  private HistoryFile history;
  private Interruptible self;

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    log = CommitLog.open(directory.resolve("log"));
    history = HistoryFile.append(directory.resolve("history"));
    Scene scene =
        new Scene(
            Weather.INTERRUPTS, log, history, Habits.PROPER, tallies, () -> false, violations::add);
    self = new Interruptible(scene);
    self.begin();
  }

  @AfterEach
  void close() throws Exception {
    log.close();
    history.close();
  }

  private int strike() {
    self.strike();
    return 1;
  }

  @Test
  void aKeptInterruptIsInOrder() throws Exception {
    assertThat(self.in(Phase.COMMITTING, this::strike)).isEqualTo(1);
    assertThat(Thread.interrupted()).as("taken into account").isFalse();
    assertThat(violations).isEmpty();
    assertThat(tallies.get(Figure.KEPT)).isEqualTo(1);
    assertThat(tallies.get(Figure.STRUCK_RUNNING)).isEqualTo(1);
  }

  @Test
  void anInterruptThatEndsTheCallIsInOrder() {
    assertThatThrownBy(
            () ->
                self.in(
                    Phase.AWAITING_TIP,
                    () -> {
                      strike();
                      return log.awaitTip(1, Duration.ofHours(1));
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(violations).isEmpty();
    assertThat(tallies.get(Figure.ENDED)).isEqualTo(1);
  }

  @Test
  void aSwallowedInterruptIsTold() throws Exception {
    self.in(Phase.WRITING, () -> strike() == 1 && Thread.interrupted());
    assertThat(violations).containsExactly("an interrupt was swallowed while WRITING");
  }

  @Test
  void anInterruptThatNobodySentIsTold() throws Exception {
    self.in(
        Phase.READING,
        () -> {
          Thread.currentThread().interrupt();
          return 0;
        });
    assertThat(violations)
        .containsExactly("an interrupt that nobody had sent was met while READING");
  }

  @Test
  void whoHasEndedIsNotStruck() {
    self.end();
    self.strike();
    assertThat(Thread.interrupted()).isFalse();
  }
}
