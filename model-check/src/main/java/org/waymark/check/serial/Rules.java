package org.waymark.check.serial;

import java.util.Set;

/**
 * The rules of admission as they are written down, asked of the whole history: what the validator's
 * memory must answer. Any of them may be left out, to see what comes of it. Immutable.
 *
 * @param without the rules that are left out
 * @param ordered whether a pivot is dangerous only if whom it points to ended no later than who
 *     points to it; if not, any two will do
 */
record Rules(Set<Rule> without, boolean ordered) {

  /** All of them. */
  static final Rules ALL = new Rules(Set.of());

  /** All of them, and no pivot whatever, in whichever order the two beside it ended. */
  static final Rules UNORDERED = new Rules(Set.of(), false);

  /** What can be left out. */
  enum Rule {
    /** Of two writers of a page that overlap the first wins. */
    FIRST_COMMITTER_WINS("first committer wins", "lost update"),
    /** Nobody becomes the pivot of a dangerous structure. */
    PIVOT("nobody becomes a pivot", "write skew"),
    /** Nobody reads past a committed pivot. */
    COMMITTED_PIVOT("nobody reads past a committed pivot", "committed pivot"),
    /** Who only reads is remembered. */
    READERS_REMEMBERED("who only reads is remembered", "read-only anomaly"),
    /** All writers of a page are remembered, not only the latest. */
    ALL_WRITERS_REMEMBERED("all writers of a page are remembered", "latest writer only");

    private final String words;
    private final String anomaly;

    Rule(String words, String anomaly) {
      this.words = words;
      this.anomaly = anomaly;
    }

    /** Returns the rule in words. */
    String words() {
      return words;
    }

    /** Returns what comes of leaving it out. */
    String anomaly() {
      return anomaly;
    }
  }

  private static final int NOBODY = Integer.MAX_VALUE;

  /** Copies the set. */
  Rules {
    without = Set.copyOf(without);
  }

  /** All but some. */
  Rules(Set<Rule> without) {
    this(without, true);
  }

  private boolean has(Rule rule) {
    return !without.contains(rule);
  }

  /** Returns which rule refuses a transaction behind a history, or null if none does. */
  Verdict judge(History history, int begin, int read, int written) {
    if (has(Rule.FIRST_COMMITTER_WINS) && losesTo(history, begin, written)) {
      return Verdict.FCW_CONFLICT;
    }
    boolean readsOnly = written == 0;
    int out = lowestOut(history, history.size(), begin, read);
    int in = newestReader(history, written);
    // Whoever read what I write after I began is concurrent: the newest of them tells.
    boolean dangerous = ordered ? out <= in : in > begin;
    if (has(Rule.PIVOT) && !readsOnly && dangerous && out != NOBODY) {
      return Verdict.PIVOT;
    }
    if (has(Rule.COMMITTED_PIVOT) && meetsPivot(history, begin, read, readsOnly)) {
      return Verdict.COMMITTED_PIVOT;
    }
    return Verdict.ADMITTED;
  }

  private static boolean losesTo(History history, int begin, int written) {
    for (int i = 0; i < history.size(); i++) {
      if ((history.written(i) & written) != 0 && history.end(i) > begin) {
        return true;
      }
    }
    return false;
  }

  /**
   * The lowest end among those of the first {@code among} that wrote, after begin, what is read.
   */
  private int lowestOut(History history, int among, int begin, int read) {
    int lowest = NOBODY;
    for (int i = 0; i < among; i++) {
      int pages = history.written(i) & read;
      if (pages != 0 && history.end(i) > begin && isRemembered(history, among, i, pages)) {
        lowest = Math.min(lowest, history.end(i));
      }
    }
    return lowest;
  }

  /** Whether somebody is the latest writer of one of these pages, or all are remembered. */
  private boolean isRemembered(History history, int among, int writer, int pages) {
    if (has(Rule.ALL_WRITERS_REMEMBERED)) {
      return true;
    }
    int latest = pages;
    for (int i = writer + 1; i < among; i++) {
      latest &= ~history.written(i);
    }
    return latest != 0;
  }

  private int newestReader(History history, int written) {
    int newest = -1;
    for (int i = 0; i < history.size(); i++) {
      boolean remembered = has(Rule.READERS_REMEMBERED) || !history.readsOnly(i);
      if (remembered && (history.read(i) & written) != 0) {
        newest = Math.max(newest, history.end(i));
      }
    }
    return newest;
  }

  private boolean meetsPivot(History history, int begin, int read, boolean readsOnly) {
    for (int i = 0; i < history.size(); i++) {
      int pages = history.written(i) & read;
      if (pages != 0 && history.end(i) > begin && isRemembered(history, history.size(), i, pages)) {
        int out = lowestOut(history, i, history.begin(i), history.read(i));
        if (out != NOBODY && (!readsOnly || out <= begin)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What becomes of a transaction. */
  enum Verdict {
    /** It is part of the history. */
    ADMITTED,
    /** Another wrote what it writes. */
    FCW_CONFLICT,
    /** It would be the pivot. */
    PIVOT,
    /** It would point at a pivot. */
    COMMITTED_PIVOT
  }
}
