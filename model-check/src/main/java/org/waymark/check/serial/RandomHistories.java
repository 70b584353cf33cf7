package org.waymark.check.serial;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Drawn histories, admitted by the shipped validator, whose floor rises now and then; each judged
 * by its graph alone, and each ruling held against the rules. A function of the seed. For one
 * thread.
 */
final class RandomHistories implements DrawnHistories {
  /** Of so many pages one is read, and of so many one is written, on the average. */
  private static final int READ_ONE_IN = 3;

  private static final int WRITE_ONE_IN = 4;
  private static final int PRUNE_ONE_IN = 6;

  private final HistoryShape shape;
  private final SplittableRandom random;

  /** What each ruling must be; null if anything will do. */
  private final @Nullable Rules rules;

  private final ShippedValidator shipped;
  private final SerializationGraph graph = new SerializationGraph();
  private final History history = new History();
  private final Tally tally = new Tally();

  /** Draws from a seed; each ruling is held against the rules. */
  RandomHistories(HistoryShape shape, long seed) {
    this(shape, seed, Rules.ALL);
  }

  private RandomHistories(HistoryShape shape, long seed, @Nullable Rules rules) {
    this.shape = shape;
    this.shipped = new ShippedValidator(shape.pages());
    this.random = new SplittableRandom(seed);
    this.rules = rules;
  }

  /** Draws usual ones from a seed; what the validator says is believed. */
  static RandomHistories judgedByTheGraphAlone(long seed) {
    return new RandomHistories(HistoryShape.USUAL, seed, null);
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public @Nullable String next() {
    history.clear();
    shipped.follow(history);
    int transactions = random.nextInt(2, shape.transactions() + 1);
    int pages = random.nextInt(2, shape.pages() + 1);
    int floor = 0;
    for (int i = 0; i < transactions; i++) {
      if (random.nextInt(PRUNE_ONE_IN) == 0) {
        floor = random.nextInt(floor, history.last() + 1);
        shipped.prune(floor);
      }
      int begin = random.nextInt(floor, history.last() + 1);
      int read = mask(pages, READ_ONE_IN);
      int written = mask(pages, WRITE_ONE_IN);
      if ((read | written) != 0) {
        String wrong = submit(begin, read, written);
        if (wrong != null) {
          return wrong;
        }
      }
    }
    tally.history();
    graph.of(history, pages);
    return graph.isAcyclic() ? null : Story.of(history, pages);
  }

  private int mask(int pages, int oneIn) {
    int mask = 0;
    for (int page = 0; page < pages; page++) {
      mask |= random.nextInt(oneIn) == 0 ? 1 << page : 0;
    }
    return mask;
  }

  private @Nullable String submit(int begin, int read, int written) {
    Ruling ruling = shipped.judge(begin, read, written);
    if (rules != null) {
      Ruling expected = rules.judge(history, begin, read, written);
      if (!ruling.equals(expected)) {
        return Story.ofDisagreement(history, begin, read, written, expected, ruling);
      }
    }
    tally.verdict(ruling.verdict());
    history.add(begin, read, written);
    if (ruling.admits()) {
      shipped.admitted(history);
      return null;
    }
    if (ruling.verdict() != Verdict.FCW_CONFLICT) {
      graph.of(history, shape.pages());
      if (graph.isAcyclic()) {
        tally.needless(ruling.verdict());
      }
    }
    history.removeLast();
    return null;
  }
}
