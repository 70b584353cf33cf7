package org.waymark.check.disk;

/**
 * One choice of {@link IndependentStates}: values from the oldest to the newest.
 *
 * <p>{@link #order} tells when a value came to be, for profiles in which changes stay in order.
 */
interface Chain {

  /** Returns how many values there are, at least 1. */
  int radix();

  /** Returns the order of the change that made a value; 0 for what the medium holds. */
  long order(int value);

  /** Tells whether a value is one that nobody ever wrote: torn, or with garbage. */
  default boolean isSpoilt(int value) {
    return false;
  }

  /** Returns what the choice is about and what this value means. */
  String describe(int value);

  /** Returns the newest value that is not younger than that change. */
  default int at(long order) {
    int value = radix() - 1;
    while (value > 0 && order(value) > order) {
      value--;
    }
    return value;
  }
}
