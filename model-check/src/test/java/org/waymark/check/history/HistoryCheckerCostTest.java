package org.waymark.check.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.check.history.HistoryEvent.Answered;
import org.waymark.check.history.HistoryEvent.Ended;
import org.waymark.check.history.HistoryEvent.Invoked;
import org.waymark.check.history.HistoryEvent.Recovered;

/**
 * What a crash state and a long life cost the oracle, in bytes allocated: unlike time, these do not
 * depend on what else the machine does, and a line of evidence built in vain shows at once.
 */
class HistoryCheckerCostTest {
  private static final int COMMITS = 6;
  private static final int CRASHES = 20_000;
  private static final long MOST_BYTES = 5_000;
  private static final int LONG_LIFE = 20_000;
  private static final int OPENINGS = 20;
  private static final long MOST_BYTES_A_COMMIT = 2_000;

  private final Place first = new Place(1, "explorer", 1);
  private final Place second = new Place(2, "explorer", 1);
  private final HistoryChecker parent = new HistoryChecker();
  private final List<Commit> commits = new ArrayList<>();

  @Test
  void aForkThatJudgesOneRecoveryAllocatesLittle() {
    parent.read(first, new Recovered(List.of()));
    for (int i = 1; i <= COMMITS; i++) {
      Invoked call = new Invoked(i, "token-" + i, i - 1, List.of((long) i), "capsule-" + i, "d");
      parent.read(first, call);
      if (i <= COMMITS / 2) {
        parent.read(first, new Answered(i, Answered.COMMITTED, i, 1000 + i, List.of()));
      }
      Commit.Content content =
          new Commit.Content(call.beginSeq(), call.pages(), call.digest(), call.reads());
      commits.add(new Commit(i, 1000 + i, call.token(), call.capsule(), content));
    }
    Recovered recovered = new Recovered(commits);
    judge(recovered); // Loads classes.
    long before = allocated();
    for (int i = 0; i < CRASHES; i++) {
      judge(recovered);
    }
    long each = (allocated() - before) / CRASHES;

    assertThat(each).isPositive().isLessThan(MOST_BYTES);
  }

  /** All of a life is judged when it ends, and not again by openings that come to nothing. */
  @Test
  void aLongLifeWithReadSetsIsJudgedOnce() {
    parent.read(first, new Recovered(List.of()));
    for (int i = 1; i <= LONG_LIFE; i++) {
      List<Long> pages = List.of((long) i % 40 + 1);
      parent.read(first, new Invoked(i, "token-" + i, i - 1, pages, "c", "d", List.of(1L, 2L)));
      parent.read(first, new Answered(i, Answered.COMMITTED, i, 1000 + i, List.of()));
    }
    long before = allocated();
    parent.read(first, new Ended(Ended.KILLED));
    long each = (allocated() - before) / LONG_LIFE;
    for (int i = 0; i < OPENINGS; i++) {
      parent.read(second, new Ended(Ended.KILLED));
    }
    long withOpenings = (allocated() - before) / LONG_LIFE;

    assertThat(each).isBetween(100L, MOST_BYTES_A_COMMIT);
    assertThat(withOpenings).isLessThan(2 * each);
    assertThat(parent.violations()).isEmpty();
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private void judge(Recovered recovered) {
    HistoryChecker fork = parent.fork();
    fork.read(first, new Ended(Ended.POWER_LOSS));
    fork.read(second, recovered);
    if (!fork.violations().isEmpty() || fork.highestSettled() != COMMITS) {
      throw new AssertionError(fork.violations());
    }
  }
}
