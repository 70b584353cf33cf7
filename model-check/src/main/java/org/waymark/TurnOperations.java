package org.waymark;

import org.jetbrains.lincheck.datastructures.Operation;
import org.waymark.check.lincheck.StrictThreads;

/**
 * A {@link Turn} around a counter that only one thread at a time may touch.
 *
 * <p>A turn given to two at once shows as a number drawn twice; a leaver that wakes nobody, as a
 * thread that hangs.
 */
public final class TurnOperations {
  private final Turn turn = new Turn(new StrictThreads());
  private int drawn;

  /** Draws the next number, in the turn. */
  @Operation
  public int draw() {
    turn.enter();
    try {
      int number = drawn;
      drawn = number + 1;
      return number;
    } finally {
      turn.exit();
    }
  }

  /** Draws a number, and asks for the turn that the thread has already. */
  @Operation
  public String drawTwice() {
    turn.enter();
    try {
      turn.enter();
      return "entered twice";
    } catch (IllegalStateException refused) {
      return "refused at " + drawn++;
    } finally {
      turn.exit();
    }
  }

  /** Asks outside whether the turn is the calling thread's. */
  @Operation
  public boolean isMine() {
    return turn.isMine();
  }

  /** A counter. */
  public static final class Specification {
    private int drawn;

    /** Draws the next number. */
    public int draw() {
      return drawn++;
    }

    /** Draws a number; the second entrance is refused. */
    public String drawTwice() {
      return "refused at " + drawn++;
    }

    /** Nobody has the turn between two operations. */
    public boolean isMine() {
      return false;
    }
  }
}
