package org.waymark.log;

/**
 * Mutual exclusion that may be held across I/O, supplied from above so that whoever runs the
 * threads also decides how they wait.
 *
 * <p>What a thread did before {@link #exit} is visible to the next that returns from {@link
 * #enter}. Not reentrant. A wait is not ended by an interrupt.
 */
public interface Exclusion {

  /** Waits until no other thread is inside, and goes in. */
  void enter();

  /** Goes out. Called by the thread that is inside. */
  void exit();
}
