package org.waymark.check.vectors;

import java.util.ArrayList;
import java.util.List;
import org.waymark.check.serial.Answer;
import org.waymark.check.serial.History;
import org.waymark.check.serial.Room;
import org.waymark.check.serial.Rules;
import org.waymark.check.serial.Ruling;

/**
 * What a coordinator must answer, by the rules as they are written down, and by a memory of which
 * nothing is kept but what counts. It shares no code with the shipped coordinator. Sets of pages
 * are masks. For one thread.
 */
final class PlainFront {
  private final int limit;
  private final int retryWindow;
  private final History history = new History();
  private final Room room = new Room(history);

  /** Where the tip has been since the log was opened. */
  private final List<Integer> tips = new ArrayList<>(List.of(0));

  private int tip;
  private int floor;

  /**
   * Begins with an empty log.
   *
   * @param limit how many pages, and how many writers of pages, it remembers
   * @param retryWindow how far below the tip a snapshot may have begun
   */
  PlainFront(int limit, int retryWindow) {
    this.limit = limit;
    this.retryWindow = retryWindow;
  }

  int tip() {
    return tip;
  }

  /** Returns where the floor may rise: where the tip has been, so that there may be a lease. */
  List<Integer> floors() {
    return tips.stream().filter(past -> past >= floor).toList();
  }

  int floor() {
    return floor;
  }

  /** Whether it can take no more transactions. */
  boolean isFull() {
    return history.size() == History.MOST;
  }

  /** Answers a new submission; if it is admitted, it is remembered. */
  Answer submit(int begin, int read, int written) {
    if (begin > tip) {
      return Answer.inTheFuture(tip);
    }
    int lowest = Math.max(floor, tip - retryWindow);
    if (begin < lowest) {
      return Answer.tooOld(lowest);
    }
    Ruling ruling = Rules.ALL.judge(history, begin, read, written);
    if (!ruling.admits()) {
      return Answer.refused(ruling);
    }
    if (!room.isEnoughFor(begin, read, written, floor, limit)) {
      return Answer.NO_ROOM;
    }
    history.add(begin, read, written);
    room.take(begin, read, written, floor);
    return Answer.admitted(written == 0 ? begin : history.last());
  }

  /** Publishes all that is pending. */
  void publish() {
    tip = history.last();
    tips.add(tip);
  }

  /** Raises the floor to one of the {@link #floors}. */
  void prune(int to) {
    if (!floors().contains(to)) {
      throw new IllegalArgumentException(to + " is none of " + floors());
    }
    floor = to;
  }

  /** Ends and begins anew: what is pending is lost, and nothing is remembered. */
  void reopen() {
    history.keepThrough(tip);
    room.clear();
    floor = tip;
    tips.clear();
    tips.add(tip);
  }
}
