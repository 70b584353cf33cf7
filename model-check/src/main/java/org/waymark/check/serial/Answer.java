package org.waymark.check.serial;

/**
 * What a coordinator answers to a new submission. Immutable.
 *
 * @param kind who decided
 * @param number the sequence that was given, or the one after which a transaction that only reads
 *     takes its place; the lowest or the highest begin that is allowed; 0 for all other answers
 * @param ruling what the rules say; that it may be admitted, if it was not for them to decide
 */
public record Answer(Kind kind, long number, Ruling ruling) {

  /** There is no room; what the rules say is that it may be admitted. */
  public static final Answer NO_ROOM = new Answer(Kind.NO_ROOM, 0, Ruling.ADMITTED);

  /** Who decided. */
  public enum Kind {
    /** The rules. */
    RULED,
    /** The floor: it began below. */
    TOO_OLD,
    /** The tip: it began above. */
    IN_THE_FUTURE,
    /** The limit: it could not be remembered. */
    NO_ROOM
  }

  /** Returns that it was admitted. */
  public static Answer admitted(long number) {
    return new Answer(Kind.RULED, number, Ruling.ADMITTED);
  }

  /** Returns that the rules refuse it. */
  public static Answer refused(Ruling ruling) {
    return new Answer(Kind.RULED, 0, ruling);
  }

  /** Returns that it began below the floor. */
  public static Answer tooOld(long floor) {
    return new Answer(Kind.TOO_OLD, floor, Ruling.ADMITTED);
  }

  /** Returns that it began above the tip. */
  public static Answer inTheFuture(long tip) {
    return new Answer(Kind.IN_THE_FUTURE, tip, Ruling.ADMITTED);
  }

  /** Whether it is part of the history. */
  public boolean admits() {
    return kind == Kind.RULED && ruling.admits();
  }
}
