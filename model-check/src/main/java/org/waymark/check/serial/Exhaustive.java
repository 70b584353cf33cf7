package org.waymark.check.serial;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All histories of a size under the shipped validator: each ruling held against the rules, each
 * history judged by its graph, each refusal asked whether it was needed, and each admission whether
 * the order of ends was what spared it a refusal. For one thread.
 */
final class Exhaustive implements Enumerator.Visitor {
  private static final int MOST_TOLD = 5;

  private final int transactions;
  private final int pages;
  private final AtomicLong seen;
  private final SerializationGraph graph = new SerializationGraph();
  private final List<String> violations = new ArrayList<>();
  private final Tally tally = new Tally();

  /**
   * Prepares.
   *
   * @param seen counts admissions as they come, over all that share the work
   */
  Exhaustive(int transactions, int pages, AtomicLong seen) {
    this.transactions = transactions;
    this.pages = pages;
    this.seen = seen;
  }

  /** Goes through a share of all of them. */
  Seen run(int index, int of) {
    new Enumerator(transactions, pages, new ShippedValidator(pages), this, tally)
        .share(index, of)
        .run();
    return new Seen(tally, violations);
  }

  @Override
  public boolean admitted(History history) {
    seen.incrementAndGet();
    int last = history.size() - 1;
    int begin = history.begin(last);
    int read = history.read(last);
    int written = history.written(last);
    history.removeLast();
    hold(history, begin, read, written, Ruling.ADMITTED);
    if (!Rules.UNORDERED.judge(history, begin, read, written).admits()) {
      tally.spared();
    }
    history.add(begin, read, written);
    graph.of(history, pages);
    if (!graph.isAcyclic()) {
      violated(Story.of(history, pages));
    }
    return violations.size() < MOST_TOLD && !Thread.currentThread().isInterrupted();
  }

  @Override
  public void refused(History history, int begin, int read, int written, Ruling why) {
    hold(history, begin, read, written, why);
    if (why.verdict() != Verdict.FCW_CONFLICT) {
      history.add(begin, read, written);
      graph.of(history, pages);
      if (graph.isAcyclic()) {
        tally.needless(why.verdict());
      }
      history.removeLast();
    }
  }

  private void hold(History history, int begin, int read, int written, Ruling shipped) {
    Ruling rules = Rules.ALL.judge(history, begin, read, written);
    if (!rules.equals(shipped)) {
      violated(Story.ofDisagreement(history, begin, read, written, rules, shipped));
    }
  }

  private void violated(String how) {
    if (violations.size() < MOST_TOLD) {
      violations.add(how);
    }
  }
}
