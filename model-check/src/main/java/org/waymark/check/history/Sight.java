package org.waymark.check.history;

/** What a checker counts while it reads a history: without these a history proves little. */
public enum Sight {
  /** A commit was acknowledged for the first time. */
  ACKNOWLEDGED("acknowledged commits"),
  /** A transaction lost to a first committer. */
  FCW_CONFLICT("first-committer-wins conflicts"),
  /** A transaction was refused, as there might have been no serial order with it. */
  SSI_CONFLICT("serialization conflicts"),
  /** A transaction that only reads was told that it has a place in the order. */
  READ_ONLY("read-only transactions admitted"),
  /** A transaction was submitted again. */
  RETRY("retries"),
  /** A retry was told of the commit that the first attempt had made. */
  RETRY_CONFIRMED("retries answered with the original commit"),
  /** Nobody had been told of a commit, and recovery found it. */
  UNANSWERED_IN("unanswered transactions found committed"),
  /** Nobody had been told of a transaction's fate, and recovery found that it had not committed. */
  UNANSWERED_OUT("unanswered transactions found absent"),
  /** A payload was read back and compared. */
  REREAD("payloads read back"),
  /** The history was recovered and judged. */
  RECOVERY("recoveries judged"),
  /** Damage took a settled commit that it was allowed to take. */
  EXEMPT_LOSS("commits lost within the exemption");

  private final String words;

  Sight(String words) {
    this.words = words;
  }

  /** Returns what was seen, in the plural. */
  @Override
  public String toString() {
    return words;
  }
}
