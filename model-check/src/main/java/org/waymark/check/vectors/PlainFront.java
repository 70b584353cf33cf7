package org.waymark.check.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.waymark.check.serial.Answer;
import org.waymark.check.serial.History;
import org.waymark.check.serial.Rules;
import org.waymark.check.serial.Ruling;

/**
 * What a coordinator must answer, by the rules as they are written down, and by a memory of which
 * nothing is kept but what counts. It shares no code with the shipped coordinator. Sets of pages
 * are masks. For one thread.
 */
final class PlainFront {
  private static final int MOST_PAGES = 8;

  private final int limit;
  private final int retryWindow;
  private final History history = new History();

  /** Of each page the highest sequence when it was touched last; 0 if it never was. */
  private final int[] touched = new int[MOST_PAGES];

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
    boolean counts = written != 0 || begin > floor;
    if (counts && !hasRoomFor(read, written)) {
      return Answer.NO_ROOM;
    }
    history.add(begin, read, written);
    for (int page = 0; counts && page < MOST_PAGES; page++) {
      if (((read | written) & 1 << page) != 0) {
        touched[page] = history.last();
      }
    }
    return Answer.admitted(written == 0 ? begin : history.last());
  }

  private boolean hasRoomFor(int read, int written) {
    int pages = read | written;
    for (int page = 0; page < MOST_PAGES; page++) {
      pages |= touched[page] > floor ? 1 << page : 0;
    }
    int writers = Integer.bitCount(written);
    for (int i = 0; i < history.size(); i++) {
      writers += history.end(i) > floor ? Integer.bitCount(history.written(i)) : 0;
    }
    return Integer.bitCount(pages) <= limit && writers <= limit;
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
    Arrays.fill(touched, 0);
    floor = tip;
    tips.clear();
    tips.add(tip);
  }
}
