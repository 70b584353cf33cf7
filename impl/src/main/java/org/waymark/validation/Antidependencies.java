package org.waymark.validation;

import org.jspecify.annotations.Nullable;

/**
 * Who read and who wrote each page above the floor: the memory behind <em>serializable snapshot
 * isolation</em>.
 *
 * <p>Of two transactions there is an rw-antidependency R → W if R read a version of a page that W
 * overwrote: W's sequence is above R's {@code beginSeq}. A history of snapshots in which first
 * committer wins is serializable unless somewhere two of them follow each other, {@code in → pivot
 * → out}, and neither of the others ended before {@code out}; {@code in} and {@code out} may be one
 * (Fekete et al. 2005; Cahill et al. 2008). So a transaction, me, is refused
 *
 * <ul>
 *   <li>as the pivot: an admitted transaction read what I write, and an admitted one wrote what I
 *       read, after my snapshot, and the latter ended no later than the former;
 *   <li>for a committed pivot: an admitted transaction wrote what I read, after my snapshot, and
 *       pointed at another when it was admitted. If I only read, my end is my begin, and it is
 *       dangerous only if that other one ended no later than I began (Ports and Grittner 2012; the
 *       anomaly is that of Fekete, O'Neil and O'Neil 2004).
 * </ul>
 *
 * <p>Who is admitted counts, committed or not. A transaction that only read ended where it began,
 * one that writes at its sequence.
 *
 * <p>To whom a transaction pointed when it was admitted is enough to know of it for ever: whom it
 * comes to point at later ends after it, and so is not the first of the three to end. And if I
 * write I end last, so that wherever a committed pivot points, it is to one that ended before me.
 *
 * <h2>Why so little need be remembered</h2>
 *
 * <p>Of the readers of a page only the newest end matters, since every one of them missed what I
 * write, which comes last. Of the writers all matter, for the lowest above my snapshot is sought,
 * and the latest one alone would hide it. The writers of one page never overlap: the second began
 * when the first had ended, or it would have lost. So if I only read, the committed pivot can only
 * be the first writer after my snapshot: later ones began after it, and so did what they point to.
 * If I write, any of them will do, and the newest that points anywhere tells whether there is one.
 *
 * <h2>Why what is at or below the floor may be forgotten</h2>
 *
 * <p>I begin at the floor or above. A writer matters only if its sequence is above my {@code
 * beginSeq}. A reader matters only if it ended no earlier than such a writer. So neither matters
 * once it ended at or below the floor. Forgetting is done in small parts, as in {@link
 * CommitIndex}, and no answer depends on how far that has come.
 *
 * <p>Pages leave in the order in which they were touched, so one that was read by a transaction
 * that began at 5, when 9 was the last sequence, stays until the floor reaches 9 and not 5. A
 * second order, by end, would cost more memory than it gave back: it is the oldest lease that holds
 * nearly all of them.
 *
 * <p>Page sets are as in {@link CommitIndex}. Not thread-safe: guarded by the coordinator's state
 * lock.
 */
public final class Antidependencies {

  /** The lowest sequence pointed to, of who points to nobody. */
  public static final long NOBODY = Long.MAX_VALUE;

  // The words of a page; 0 stands for nobody, as nobody that matters ended at 0.

  /** Where its newest reader ended, with {@link #ONLY_READ} if that one wrote nothing. */
  private static final int READER = 0;

  /** The sequence of its newest writer that pointed at anybody when it was admitted. */
  private static final int PIVOT = 1;

  /** One more than the number of its newest writer. */
  private static final int WRITER = 2;

  /** The last sequence admitted when it was touched last: nobody of it ended above that. */
  private static final int TOUCHED = 3;

  private static final int WORDS = 4;

  /** The highest bit, which no sequence has. */
  private static final long ONLY_READ = Long.MIN_VALUE;

  /** How many pages and writers one {@link #prune} forgets. */
  private static final int PRUNE_STEP = 256;

  /** How many are forgotten per page recorded: more than one, so as to catch up. */
  private static final int FORGET_PER_PAGE = 2;

  private final int limit;
  private final PageTable pages;
  private final PageWriters writers = new PageWriters();
  private long lastSequence;
  private long floor;

  /**
   * Creates an empty memory with floor 0.
   *
   * @param limit how many distinct pages, and how many writers of pages, it may remember, 1 to
   *     {@value Validator#MAX_LIMIT}
   */
  public Antidependencies(int limit) {
    this.limit = limit;
    this.pages = new PageTable(WORDS, limit);
  }

  /**
   * Returns the dangerous structure that a transaction would complete, or null if there is none.
   *
   * @param written the pages that it writes; none if it only reads
   * @param read the pages that it reads
   * @throws IllegalArgumentException if {@code beginSeq} is below the floor
   */
  public @Nullable Danger danger(long[] written, long[] read, long beginSeq) {
    if (beginSeq < floor) {
      throw new IllegalArgumentException("beginSeq " + beginSeq + " is below the floor " + floor);
    }
    return written.length == 0 ? ofReader(read, beginSeq) : ofWriter(written, read, beginSeq);
  }

  private @Nullable Danger ofReader(long[] read, long beginSeq) {
    long pivot = PageWriters.NONE;
    for (long page : read) {
      long writer = firstWriterAfter(pages.find(page), beginSeq);
      if (writer > pivot && writers.lowestOut(writer) <= beginSeq) {
        pivot = writer;
      }
    }
    return pivot == PageWriters.NONE ? null : ofPivot(pivot);
  }

  private @Nullable Danger ofWriter(long[] written, long[] read, long beginSeq) {
    long out = NOBODY;
    long pivot = beginSeq;
    int pivotal = PageTable.NONE;
    for (long page : read) {
      int entry = pages.find(page);
      out = Math.min(out, sequenceAfter(entry, beginSeq));
      if (entry != PageTable.NONE && pages.word(entry, PIVOT) > pivot) {
        pivot = pages.word(entry, PIVOT);
        pivotal = entry;
      }
    }
    if (out == NOBODY) {
      return null;
    }
    long reader = newestReader(written);
    long in = end(reader);
    if (out <= in) {
      return new Danger(true, in, (reader & ONLY_READ) != 0, out);
    }
    return pivotal == PageTable.NONE ? null : ofPivot(firstWriterAfter(pivotal, pivot - 1));
  }

  private Danger ofPivot(long writer) {
    return new Danger(false, writers.sequence(writer), false, writers.lowestOut(writer));
  }

  /** Of any begin: one that ended at mine or before is below everybody that I point at. */
  private long newestReader(long[] written) {
    long newest = 0;
    for (long page : written) {
      int entry = pages.find(page);
      if (entry != PageTable.NONE) {
        newest = newer(newest, pages.word(entry, READER));
      }
    }
    return newest;
  }

  private static long newer(long reader, long other) {
    if (end(other) == end(reader)) {
      return (other & ONLY_READ) == 0 ? other : reader; // Who wrote is named first.
    }
    return end(other) > end(reader) ? other : reader;
  }

  private static long end(long reader) {
    return reader & ~ONLY_READ;
  }

  private long sequenceAfter(int entry, long beginSeq) {
    long writer = firstWriterAfter(entry, beginSeq);
    return writer == PageWriters.NONE ? NOBODY : writers.sequence(writer);
  }

  private long firstWriterAfter(int entry, long beginSeq) {
    return entry == PageTable.NONE
        ? PageWriters.NONE
        : writers.firstAfter(pages.word(entry, WRITER) - 1, beginSeq);
  }

  /**
   * Whether a transaction with these pages can be remembered within the limit; always, if it need
   * not be. May forget what is at or below the floor, to make room.
   */
  public boolean hasRoomFor(long[] written, long[] read, long beginSeq) {
    if (written.length == 0 && beginSeq <= floor) {
      return true;
    }
    int most = written.length + read.length;
    if (pages.size() + most > limit || writers.size() + written.length > limit) {
      forget(most);
    }
    return writers.size() + written.length <= limit
        && (pages.size() + most <= limit || fresh(written, read) <= limit - pages.size());
  }

  private int fresh(long[] written, long[] read) {
    int fresh = 0;
    for (long page : read) {
      fresh += pages.find(page) == PageTable.NONE ? 1 : 0;
    }
    int next = 0;
    for (long page : written) {
      // Both ascend; a page that is read too has been counted.
      while (next < read.length && Long.compareUnsigned(read[next], page) < 0) {
        next++;
      }
      boolean counted = next < read.length && read[next] == page;
      fresh += !counted && pages.find(page) == PageTable.NONE ? 1 : 0;
    }
    return fresh;
  }

  /**
   * Remembers a transaction that was admitted to write, for which there is room.
   *
   * @param beginSeq the floor or above, below {@code sequence}
   * @param sequence its sequence, above the floor and all recorded before
   * @throws IllegalStateException if there is no room for its pages; part of it may be recorded
   */
  public void record(long[] written, long[] read, long beginSeq, long sequence) {
    forget(FORGET_PER_PAGE * (written.length + read.length));
    lastSequence = sequence;
    long out = NOBODY;
    for (long page : read) {
      int entry = touched(page);
      out = Math.min(out, sequenceAfter(entry, beginSeq));
      pages.set(entry, READER, sequence);
    }
    for (long page : written) {
      int entry = touched(page);
      long writer = writers.add(pages.word(entry, WRITER) - 1, sequence, out);
      pages.set(entry, WRITER, writer + 1);
      if (out != NOBODY) {
        pages.set(entry, PIVOT, sequence);
      }
    }
  }

  /**
   * Remembers a transaction that was admitted to read only, for which there is room, unless it
   * ended at the floor: then it can matter to nobody.
   *
   * @throws IllegalStateException if there is no room for its pages; part of it may be recorded
   */
  public void recordReader(long[] read, long beginSeq) {
    if (beginSeq <= floor) {
      return;
    }
    forget(FORGET_PER_PAGE * read.length);
    for (long page : read) {
      int entry = touched(page);
      pages.set(entry, READER, newer(pages.word(entry, READER), beginSeq | ONLY_READ));
    }
  }

  private int touched(long page) {
    int entry = pages.touch(page);
    pages.set(entry, TOUCHED, lastSequence);
    return entry;
  }

  /** Raises the floor: who ended at or below it is forgotten, a few now, the others later. */
  public void prune(long floor) {
    this.floor = Math.max(this.floor, floor);
    forget(PRUNE_STEP);
  }

  /** How many pages, or writers of pages, whichever are more, take up room. */
  public int size() {
    return Math.max(pages.size(), writers.size());
  }

  private void forget(int atMost) {
    for (int i = 0; i < atMost && isOver(writers.oldest()); i++) {
      writers.forgetOldest();
    }
    for (int i = 0; i < atMost && isOver(pages.oldest()); i++) {
      pages.remove(pages.oldest());
    }
  }

  private boolean isOver(long writer) {
    return writer != PageWriters.NONE && writers.sequence(writer) <= floor;
  }

  private boolean isOver(int entry) {
    return entry != PageTable.NONE && pages.word(entry, TOUCHED) <= floor;
  }
}
