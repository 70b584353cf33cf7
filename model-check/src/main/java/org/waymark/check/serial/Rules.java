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
public record Rules(Set<Rule> without, boolean ordered) {

  /** All of them. */
  public static final Rules ALL = new Rules(Set.of());

  /** All of them, and no pivot whatever, in whichever order the two beside it ended. */
  static final Rules UNORDERED = new Rules(Set.of(), false);

  /** What can be left out. */
  public enum Rule {
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
    public String words() {
      return words;
    }

    /** Returns what comes of leaving it out. */
    public String anomaly() {
      return anomaly;
    }
  }

  private static final int NOBODY = Integer.MAX_VALUE;

  /** Copies the set. */
  public Rules {
    without = Set.copyOf(without);
  }

  /** All but some. */
  Rules(Set<Rule> without) {
    this(without, true);
  }

  private boolean has(Rule rule) {
    return !without.contains(rule);
  }

  /** Returns what becomes of a transaction behind a history, by the first rule that refuses it. */
  public Ruling judge(History history, int begin, int read, int written) {
    int conflicts = has(Rule.FIRST_COMMITTER_WINS) ? conflicts(history, begin, written) : 0;
    if (conflicts != 0) {
      return Ruling.conflict(conflicts);
    }
    boolean readsOnly = written == 0;
    int out = lowestOut(history, history.size(), begin, read);
    if (has(Rule.PIVOT) && !readsOnly && out != NOBODY) {
      int in = newestReader(history, written);
      // Whoever read what I write after I began is concurrent: the newest of them tells.
      if (in >= 0 && (ordered ? out <= history.end(in) : history.end(in) > begin)) {
        return Ruling.pivot(history.end(in), history.readsOnly(in), out);
      }
    }
    return has(Rule.COMMITTED_PIVOT)
        ? behindPivots(history, begin, read, readsOnly)
        : Ruling.ADMITTED;
  }

  private static int conflicts(History history, int begin, int written) {
    int conflicts = 0;
    for (int i = 0; i < history.size(); i++) {
      if (history.end(i) > begin) {
        conflicts |= history.written(i) & written;
      }
    }
    return conflicts;
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

  /** Who of those that read some of these pages ended last; of two that did, who wrote. */
  private int newestReader(History history, int written) {
    int newest = -1;
    for (int i = 0; i < history.size(); i++) {
      boolean remembered = has(Rule.READERS_REMEMBERED) || !history.readsOnly(i);
      if (remembered && (history.read(i) & written) != 0) {
        newest = newest < 0 || isNewer(history, i, newest) ? i : newest;
      }
    }
    return newest;
  }

  private static boolean isNewer(History history, int one, int other) {
    return history.end(one) == history.end(other)
        ? !history.readsOnly(one)
        : history.end(one) > history.end(other);
  }

  /** Tells of the newest pivot that is pointed at, if there is any. */
  private Ruling behindPivots(History history, int begin, int read, boolean readsOnly) {
    int newest = -1;
    int outOfNewest = NOBODY;
    for (int i = 0; i < history.size(); i++) {
      int pages = history.written(i) & read;
      if (pages != 0 && history.end(i) > begin && isRemembered(history, history.size(), i, pages)) {
        int out = lowestOut(history, i, history.begin(i), history.read(i));
        if (out != NOBODY && (!readsOnly || out <= begin)) {
          // Who writes ends later than all that were admitted before.
          newest = i;
          outOfNewest = out;
        }
      }
    }
    return newest < 0 ? Ruling.ADMITTED : Ruling.committedPivot(history.end(newest), outOfNewest);
  }
}
