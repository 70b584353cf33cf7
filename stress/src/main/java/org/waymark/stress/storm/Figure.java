package org.waymark.stress.storm;

/** What a storm counts, in the words of its report. */
public enum Figure {
  LOGS("logs"),
  LIVES("lives of a log"),
  CROWDS("crowds let loose"),
  WRITERS_AT_ONCE("writers at once, at most"),
  SUBMISSIONS("submissions"),
  COMMITS("commits answered"),
  CONFLICTS("conflicts answered"),
  SERIALIZATION_CONFLICTS("serialization conflicts answered"),
  READ_ONLY("read-only transactions admitted"),
  RETRIES("transactions submitted again"),
  REFUSALS("refusals by a full queue"),
  SHUT_OUT("submissions to a log that closes"),
  ASKED_AGAIN("commits asked for once more when the log was closed"),
  STRUCK_QUEUE("interrupts at waits for a place"),
  STRUCK_ANSWER("interrupts at waits for an answer"),
  STRUCK_TIP("interrupts at waits for the tip"),
  STRUCK_STAGE("interrupts at waits for a stage"),
  STRUCK_TURN("interrupts at waits for a turn"),
  STRUCK_RUNNING("interrupts at work in the log"),
  STRUCK_CLIENT("interrupts at clients' own work"),
  STRUCK_ENGINE("interrupts at the log's own threads"),
  ENDED("calls that an interrupt ended"),
  KEPT("interrupts kept for the caller"),
  CANCELLED("futures cancelled"),
  TIMED_OUT("waits for an answer that timed out"),
  SPENT("reservations spent"),
  GIVEN_BACK("reservations given back"),
  IN_ORDER("stages completed in order"),
  THREW("callbacks that threw"),
  BLOCKED("callbacks that blocked"),
  EXECUTOR_REFUSED("turns that the callbacks' executor refused"),
  TIP_REACHED("waits for the tip that it ended"),
  TIP_TIMED_OUT("waits for the tip that timed out"),
  OBSERVED("payloads read in the storm"),
  REREAD("payloads read back and judged"),
  CLOSED_CALM("closings in a calm"),
  CLOSED_FULL("closings while the queue was full"),
  WAITING_AT_CLOSE("waiting for a place at a closing, at most"),
  MOST_OUTSTANDING("commits outstanding, at most"),
  HEAP_PER_WAITER("bytes of heap for each of thousands of clients, at most"),
  HEAP_GROWTH("bytes of heap kept after a storm, at most"),
  DIRECT_BYTES("bytes of buffers outside the heap, at most"),
  VIRTUAL("lives with virtual threads"),
  PINNED("virtual threads pinned");

  private final String words;

  Figure(String words) {
    this.words = words;
  }

  /** Tells whether this is the largest that was seen, and not a sum. */
  public boolean isMaximum() {
    return switch (this) {
      case WRITERS_AT_ONCE,
          WAITING_AT_CLOSE,
          MOST_OUTSTANDING,
          HEAP_PER_WAITER,
          HEAP_GROWTH,
          DIRECT_BYTES ->
          true;
      default -> false;
    };
  }

  /** Returns what was counted, in the plural. */
  @Override
  public String toString() {
    return words;
  }
}
