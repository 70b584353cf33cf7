package org.waymark;

import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.waymark.check.lincheck.StrictThreads;

/**
 * The {@link Ticket} of a parked thread: one asks and waits for the answer, another gives it.
 *
 * <p>There is one answer for one question, so a thread that waits forever has lost its answer or
 * its wake-up.
 */
public final class TicketOperations {
  private static final CommitResult ANSWER = new CommitResult.SerializableAt(7);

  private final Threads threads = new StrictThreads();

  /** The ticket of who asks, if that one came first. */
  private final AtomicReference<@Nullable Ticket> asked = new AtomicReference<>();

  private volatile boolean answered;

  /** Waits for the answer. */
  @Operation
  public long ask() {
    Ticket ticket = Ticket.ofCaller(threads);
    asked.set(ticket);
    if (answered) {
      complete();
    }
    return ((CommitResult.SerializableAt) ticket.await()).beginSeq();
  }

  /** Gives the answer. */
  @Operation
  public void answer() {
    answered = true;
    complete();
  }

  private void complete() {
    Ticket ticket = asked.getAndSet(null);
    if (ticket != null) {
      ticket.complete(ANSWER);
    }
  }

  /** The answer is there for whoever asks. */
  public static final class Specification {
    /** Returns the answer. */
    public long ask() {
      return 7;
    }

    /** Does nothing that anybody could see. */
    public void answer() {}
  }
}
