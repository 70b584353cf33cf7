package org.waymark;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;
import org.waymark.check.lincheck.StrictThreads;

/**
 * {@link Ticket}s of parked threads: each thread queues its own, answers the oldest one, and waits
 * for its answer, which is a number that rises.
 *
 * <p>As many are answered as are queued, so a thread that waits forever has lost its answer or its
 * wake-up.
 */
public final class TicketOperations {
  private final Threads threads = new StrictThreads();
  private final ConcurrentLinkedQueue<Ticket> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong answers = new AtomicLong();

  /** Has a ticket answered, and returns the number in the answer to its own. */
  @Operation
  public long exchange() {
    Ticket mine = Ticket.ofCaller(threads);
    queue.add(mine);
    Ticket oldest = queue.remove();
    oldest.complete(new CommitResult.SerializableAt(answers.incrementAndGet()));
    return ((CommitResult.SerializableAt) mine.await()).beginSeq();
  }

  /** A counter. */
  public static final class Specification {
    private long answers;

    /** Answers its own ticket. */
    public long exchange() {
      return ++answers;
    }
  }
}
