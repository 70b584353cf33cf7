package org.waymark.check.lives.durable;

import org.jspecify.annotations.Nullable;

/** One call of a history: what was asked between which two moments, and what was answered. */
final class Call {
  /** The moment at which a call returns that is under way. */
  private static final int NOT_YET = Integer.MAX_VALUE;

  final int thread;
  final Action action;

  /** The snapshot of what is submitted or ended. */
  final int beginSeq;

  /** The moment of the call; no two calls or returns have the same. */
  final int invoked;

  /** The moment of its return. */
  int returned = NOT_YET;

  /** The answer in a comparable form; null while there is none. */
  @Nullable Object result;

  Call(int thread, Action action, int beginSeq, int invoked) {
    this.thread = thread;
    this.action = action;
    this.beginSeq = beginSeq;
    this.invoked = invoked;
  }

  boolean isUnderWay() {
    return returned == NOT_YET;
  }

  /** Whether an answer is the one that was given, or none was given yet. */
  boolean accepts(Object answer) {
    return result == null || result.equals(answer);
  }

  @Override
  public String toString() {
    String end = isUnderWay() ? "" : String.valueOf(returned);
    String answer = result == null ? "under way" : result.toString();
    return "[" + invoked + "–" + end + "] thread " + thread + ": " + action + " → " + answer;
  }
}
