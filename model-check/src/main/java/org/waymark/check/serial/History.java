package org.waymark.check.serial;

/**
 * A history of few transactions over few pages: who began where, read and wrote what, and ended
 * where; in the order in which they were admitted. For one thread.
 *
 * <p>Sets of pages and of transactions are bit masks. A transaction that only reads ends where it
 * begins; one that writes ends with its sequence, which is 1, 2, 3 ….
 */
public final class History {

  /** The most transactions. */
  public static final int MOST = 16;

  private final int[] begins = new int[MOST];
  private final int[] ends = new int[MOST];
  private final int[] reads = new int[MOST];
  private final int[] writes = new int[MOST];
  private int size;
  private int last;

  /** Adds a transaction; one that writes gets the next sequence. */
  public void add(int begin, int read, int written) {
    begins[size] = begin;
    reads[size] = read;
    writes[size] = written;
    if (written != 0) {
      last++;
    }
    ends[size] = written == 0 ? begin : last;
    size++;
  }

  /** Takes the newest transaction back. */
  void removeLast() {
    size--;
    if (writes[size] != 0) {
      last--;
    }
  }

  /** Leaves out who wrote and ended above a sequence, as a crash would; the others stay. */
  public void keepThrough(int sequence) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (ends[i] <= sequence) {
        begins[kept] = begins[i];
        ends[kept] = ends[i];
        reads[kept] = reads[i];
        writes[kept] = writes[i];
        kept++;
      }
    }
    size = kept;
    last = Math.min(last, sequence);
  }

  void clear() {
    size = 0;
    last = 0;
  }

  public int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Returns the highest sequence. */
  public int last() {
    return last;
  }

  public int begin(int transaction) {
    return begins[transaction];
  }

  public int end(int transaction) {
    return ends[transaction];
  }

  public int read(int transaction) {
    return reads[transaction];
  }

  public int written(int transaction) {
    return writes[transaction];
  }

  public boolean readsOnly(int transaction) {
    return writes[transaction] == 0;
  }

  /**
   * Returns who wrote the version of a page that is the newest at some sequence, or -1 if nobody
   * had written it.
   */
  int writerAt(int page, int sequence) {
    int found = -1;
    for (int i = 0; i < size; i++) {
      if ((writes[i] & 1 << page) != 0
          && ends[i] <= sequence
          && (found < 0 || ends[i] > ends[found])) {
        found = i;
      }
    }
    return found;
  }

  /** Returns who first wrote a page after some sequence, or -1 if nobody did. */
  int writerAfter(int page, int sequence) {
    int found = -1;
    for (int i = 0; i < size; i++) {
      if ((writes[i] & 1 << page) != 0
          && ends[i] > sequence
          && (found < 0 || ends[i] < ends[found])) {
        found = i;
      }
    }
    return found;
  }

  /** Returns a copy of its own. */
  History copy() {
    History copy = new History();
    System.arraycopy(begins, 0, copy.begins, 0, size);
    System.arraycopy(ends, 0, copy.ends, 0, size);
    System.arraycopy(reads, 0, copy.reads, 0, size);
    System.arraycopy(writes, 0, copy.writes, 0, size);
    copy.size = size;
    copy.last = last;
    return copy;
  }

  /** Returns a line for each transaction. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < size; i++) {
      text.append(name(i)).append(": began at ").append(begins[i]);
      text.append(", read ").append(pages(reads[i]));
      text.append(readsOnly(i) ? "" : ", wrote " + pages(writes[i]) + ", is sequence " + ends[i]);
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  /** Returns the name of a transaction in stories: T1, T2 …, in the order of admission. */
  static String name(int transaction) {
    return "T" + (transaction + 1);
  }

  /** Returns the names of the pages of a mask: x, y, z, then p3, p4 …. */
  static String pages(int mask) {
    if (mask == 0) {
      return "nothing";
    }
    StringBuilder text = new StringBuilder();
    for (int page = 0; page < Integer.SIZE; page++) {
      if ((mask & 1 << page) != 0) {
        text.append(text.isEmpty() ? "" : " ")
            .append(page < 3 ? "xyz".charAt(page) + "" : "p" + page);
      }
    }
    return text.toString();
  }
}
