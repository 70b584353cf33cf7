package org.waymark.stress.storm;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.waymark.observe.CommitObserver;

/**
 * Hears what the log reports while a storm goes on: how many admitted commits are without an
 * answer, and whether answers come one by one in the order of their sequences. Safe for many
 * threads.
 */
final class Ear implements CommitObserver {
  private final long capacity;
  private final Tallies tallies;
  private final Consumer<String> violations;
  private final AtomicLong outstanding = new AtomicLong();
  private final AtomicLong last = new AtomicLong();

  /**
   * Listens to a log just opened.
   *
   * @param capacity the places of its queue, which bound what may be outstanding
   */
  Ear(long capacity, Tallies tallies, Consumer<String> violations) {
    this.capacity = capacity;
    this.tallies = tallies;
    this.violations = violations;
  }

  @Override
  public void submit(long sequence, long beginSeq, int written, int read, long time) {
    long now = outstanding.incrementAndGet();
    tallies.most(Figure.MOST_OUTSTANDING, now);
    if (now > capacity) {
      violations.accept(now + " commits outstanding in a queue of " + capacity);
    }
  }

  @Override
  public void answer(long sequence, String result) {
    outstanding.decrementAndGet();
    long before = last.getAndSet(sequence);
    if (before >= sequence) {
      violations.accept("sequence " + sequence + " was answered after " + before);
    }
  }
}
