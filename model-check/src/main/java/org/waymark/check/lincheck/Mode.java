package org.waymark.check.lincheck;

/** How Lincheck looks for an execution that is not linearizable. */
public enum Mode {
  /**
   * Runs one thread at a time and chooses at each access to shared memory who goes on: the same
   * executions each time, deadlocks seen at once, sequentially consistent memory.
   */
  MODEL_CHECKING,
  /** Runs real threads: the machine chooses, so that its memory and its compiler take part. */
  STRESS;

  /** Returns its name in a sentence. */
  public String words() {
    return this == MODEL_CHECKING ? "model checking" : "stress";
  }
}
