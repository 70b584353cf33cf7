package org.waymark.observe;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;

/**
 * Counts what happened, for a closing table or a progress line.
 *
 * <p>Events and {@link #counts()} may come from any threads at any time, and neither waits for the
 * other: a reader that is put to sleep must not hold up a commit.
 */
public final class CountingObserver implements CommitObserver {

  private static final int BUCKETS = Integer.SIZE;

  private final AtomicLong submitted = new AtomicLong();
  private final ConcurrentMap<String, AtomicLong> refused = new ConcurrentHashMap<>();
  private final AtomicLong fsync1s = new AtomicLong();
  private final AtomicLong groups = new AtomicLong();
  private final AtomicLong committed = new AtomicLong();
  private final AtomicLongArray groupSizes = new AtomicLongArray(BUCKETS);
  private final AtomicLong largestGroup = new AtomicLong();

  /** Creates an observer with all counters at zero. */
  public CountingObserver() {}

  /**
   * The counters at a moment.
   *
   * @param submitted submissions that were admitted
   * @param refused submissions that were refused, by the name of the answer; sorted by name
   * @param fsync1s groups whose FSYNC_1 returned
   * @param groups groups that were published; each took one FSYNC_2
   * @param committed commits in these groups
   * @param groupSizes how the sizes of these groups are distributed: element i counts groups of
   *     2<sup>i</sup> to 2<sup>i+1</sup> − 1 commits; no trailing zeros
   * @param largestGroup the commits in the largest of these groups, 0 if there is none
   */
  public record Counts(
      long submitted,
      Map<String, Long> refused,
      long fsync1s,
      long groups,
      long committed,
      List<Long> groupSizes,
      long largestGroup) {

    /** Copies the collections; the map keeps its order. */
    public Counts {
      refused = Collections.unmodifiableMap(new TreeMap<>(refused));
      groupSizes = List.copyOf(groupSizes);
    }
  }

  /**
   * Reads the counters. They are read one after the other: while events go on, they may differ from
   * one another by what happened in between.
   */
  public Counts counts() {
    Map<String, Long> refusedNow = new TreeMap<>();
    refused.forEach((result, count) -> refusedNow.put(result, count.get()));
    long[] sizes = LongStream.range(0, BUCKETS).map(i -> groupSizes.get((int) i)).toArray();
    int used = BUCKETS;
    while (used > 0 && sizes[used - 1] == 0) {
      used--;
    }
    List<Long> sizesNow = LongStream.of(sizes).limit(used).boxed().toList();
    return new Counts(
        submitted.get(),
        refusedNow,
        fsync1s.get(),
        groups.get(),
        committed.get(),
        sizesNow,
        largestGroup.get());
  }

  @Override
  public void submit(long sequence, long beginSeq, int pagesWritten, int pagesRead, long time) {
    submitted.incrementAndGet();
  }

  @Override
  public void refuse(String result, long beginSeq) {
    refused.computeIfAbsent(result, name -> new AtomicLong()).incrementAndGet();
  }

  @Override
  public void fsync1Complete(long firstSeq, long lastSeq) {
    fsync1s.incrementAndGet();
  }

  @Override
  public void publish(long epoch, long firstSeq, long lastSeq) {
    long size = lastSeq - firstSeq + 1;
    groupSizes.incrementAndGet(Long.SIZE - 1 - Long.numberOfLeadingZeros(size));
    largestGroup.accumulateAndGet(size, Math::max);
    groups.incrementAndGet();
    committed.addAndGet(size);
  }
}
