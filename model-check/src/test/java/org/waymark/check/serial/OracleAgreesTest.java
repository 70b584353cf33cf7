package org.waymark.check.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.waymark.check.history.Commit;
import org.waymark.check.history.HistoryChecker;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.HistoryEvent.Answered;
import org.waymark.check.history.HistoryEvent.Invoked;
import org.waymark.check.history.Place;
import org.waymark.check.history.Violation;

/**
 * The oracle's graph, which is made for long histories, and the one for small ones, of bit masks,
 * find a cycle in the same histories, drawn without any rule: told by answers or by a recovery.
 */
class OracleAgreesTest {
  private static final int HISTORIES = 20_000;
  private static final int MOST_PAGES = 4;

  private final SplittableRandom random = new SplittableRandom(20_261_123);
  private final History history = new History();
  private final SerializationGraph graph = new SerializationGraph();

  @Test
  void bothGraphsHaveACycleOrNone() {
    int cyclic = 0;
    for (int i = 0; i < HISTORIES; i++) {
      draw();
      graph.of(history, MOST_PAGES);
      HistoryChecker oracle = told();
      assertThat(oracle.violations().stream().anyMatch(OracleAgreesTest::isCycle))
          .as("%s", history)
          .isNotEqualTo(graph.isAcyclic());
      cyclic += graph.isAcyclic() ? 0 : 1;
    }
    assertThat(cyclic).isBetween(HISTORIES / 10, HISTORIES - HISTORIES / 10);
  }

  private static boolean isCycle(Violation violation) {
    return violation.property().equals("P4") && violation.sentence().contains("serial order");
  }

  private void draw() {
    history.clear();
    int transactions = 2 + random.nextInt(5);
    for (int i = 0; i < transactions; i++) {
      int begin = random.nextInt(history.last() + 1);
      int some = random.nextInt(1 << MOST_PAGES);
      // One page in four, so that some only read.
      history.add(begin, random.nextInt(1 << MOST_PAGES), some & random.nextInt(1 << MOST_PAGES));
    }
  }

  /** Tells the oracle of all of them, of some only by a recovery. */
  private HistoryChecker told() {
    HistoryChecker oracle = new HistoryChecker();
    Place first = new Place(1, "drawn", 1);
    List<Commit> commits = new ArrayList<>();
    oracle.read(first, new HistoryEvent.Recovered(List.of()));
    for (int i = 0; i < history.size(); i++) {
      Invoked call =
          new Invoked(
              i,
              History.name(i),
              history.begin(i),
              pages(history.written(i)),
              "capsule",
              "digest",
              pages(history.read(i)));
      oracle.read(first, call);
      int end = history.end(i);
      if (history.readsOnly(i)) {
        oracle.read(first, new Answered(i, Answered.SERIALIZABLE_AT, end, 0, List.of()));
        continue;
      }
      commits.add(new Commit(end, end, call.token(), call.capsule(), null));
      if (random.nextBoolean()) {
        oracle.read(first, new Answered(i, Answered.COMMITTED, end, end, List.of()));
      }
    }
    oracle.read(first, new HistoryEvent.Ended(HistoryEvent.Ended.KILLED));
    oracle.read(new Place(2, "drawn", 1), new HistoryEvent.Recovered(commits));
    return oracle;
  }

  private static List<Long> pages(int mask) {
    List<Long> pages = new ArrayList<>();
    for (long page = 0; page < MOST_PAGES; page++) {
      if ((mask & 1 << page) != 0) {
        pages.add(page + 1);
      }
    }
    return pages;
  }
}
