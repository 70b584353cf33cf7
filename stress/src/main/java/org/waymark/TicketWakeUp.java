package org.waymark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: a thread that waits for its answer is woken when it comes, and finds it.
 *
 * <p>Mechanism: {@link Ticket#complete} writes the volatile {@code result} and then unparks; {@link
 * Ticket#await} looks at the result before every park. A wake-up that comes before the park is kept
 * by the thread seam. First figure: 1 if the answer was found. Second: 0 for no wait, 1 for a wait
 * that was ended, 2 for one that nobody could end.
 *
 * <p>The order is one of statements, so x86 shows what the twin does, which wakes first.
 */
final class TicketWakeUp {
  private TicketWakeUp() {}

  /** The idea: answer, then wake; look, then sleep. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "deliverer, then waiter: no wait")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the waiter parked and was woken")
  @Outcome(id = "1, 2", expect = FORBIDDEN, desc = "parked for ever: the wake-up was lost")
  @State
  public static class Idea {
    private final Thread waiter = Thread.currentThread();
    private final OneWaiter threads = new OneWaiter(waiter);
    private volatile int answer;

    /** Answers, then wakes. */
    @Actor
    public void deliverer() {
      answer = 1;
      threads.unpark(waiter);
      threads.otherIsDone();
    }

    /** Looks, and sleeps if there is nothing. */
    @Actor
    public void waiter(II_Result r) {
      threads.awaitUninterruptibly(this, () -> answer != 0);
      r.r1 = answer;
      r.r2 = threads.told();
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "deliverer, then waiter: no wait")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the waiter parked and was woken")
  @Outcome(id = "1, 2", expect = FORBIDDEN, desc = "parked for ever: the wake-up was lost")
  @State
  public static class Real {
    private final OneWaiter threads = new OneWaiter(Thread.currentThread());
    private final Ticket ticket = Ticket.ofCaller(threads);

    /** The engine, when the commit is answered. */
    @Actor
    public void deliverer() {
      ticket.complete(new CommitResult.Committed(1, 1));
      threads.otherIsDone();
    }

    /** The client that waits. */
    @Actor
    public void waiter(II_Result r) {
      CommitResult answer = ticket.await();
      r.r1 = (int) ((CommitResult.Committed) answer).sequence();
      r.r2 = threads.told();
    }
  }

  /** The twin wakes before it answers: statements swapped. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "deliverer, then waiter: no wait")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the waiter parked and was woken")
  @Outcome(
      id = "1, 2",
      expect = ACCEPTABLE_INTERESTING,
      desc = "woken, looked and parked again, answered: asleep for ever")
  @State
  public static class Twin {
    private final Thread waiter = Thread.currentThread();
    private final OneWaiter threads = new OneWaiter(waiter);
    private volatile int answer;

    /** Wakes, then answers. */
    @Actor
    public void deliverer() {
      threads.unpark(waiter);
      Pause.briefly();
      answer = 1;
      threads.otherIsDone();
    }

    /** Looks, and sleeps if there is nothing. */
    @Actor
    public void waiter(II_Result r) {
      threads.awaitUninterruptibly(this, () -> answer != 0);
      r.r1 = answer;
      r.r2 = threads.told();
    }
  }
}
