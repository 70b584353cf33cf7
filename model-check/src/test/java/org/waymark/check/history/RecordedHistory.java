package org.waymark.check.history;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.waymark.check.history.HistoryEvent.Answered;

/** A history written by hand: every method adds one line and the checker reads it at once. */
final class RecordedHistory {
  private static final String PAYLOAD = "payload of ";

  private HistoryChecker checker = new HistoryChecker();
  private final boolean forking;
  private int life = 1;
  private long line;

  RecordedHistory() {
    this(false);
  }

  /** If {@code forking}, each event is read by a fork of what read the one before. */
  RecordedHistory(boolean forking) {
    this.forking = forking;
  }

  /** Submits a transaction named by a letter; its call has the number of its letter. */
  RecordedHistory invoked(String name, long beginSeq, long... pages) {
    return invoked(call(name), name, beginSeq, pages);
  }

  RecordedHistory invoked(long call, String name, long beginSeq, long... pages) {
    List<Long> written = LongStream.of(pages).boxed().toList();
    return add(
        new HistoryEvent.Invoked(
            call, token(name), beginSeq, written, capsule(name), PAYLOAD + name));
  }

  /** Submits a transaction that has read pages too. */
  RecordedHistory invoked(String name, long beginSeq, List<Long> reads, long... pages) {
    List<Long> written = LongStream.of(pages).boxed().toList();
    return add(
        new HistoryEvent.Invoked(
            call(name), token(name), beginSeq, written, capsule(name), PAYLOAD + name, reads));
  }

  /** Submits a transaction that only reads. */
  RecordedHistory reading(String name, long beginSeq, Long... pages) {
    return add(HistoryEvent.Invoked.readOnly(call(name), token(name), beginSeq, List.of(pages)));
  }

  /** Tells a transaction that only reads where it stands. */
  RecordedHistory serializable(String name, long beginSeq) {
    return add(new Answered(call(name), Answered.SERIALIZABLE_AT, beginSeq, 0, List.of()));
  }

  /** Answers with a commit, whose time is a thousand times its sequence. */
  RecordedHistory committed(String name, long sequence) {
    return committed(call(name), sequence, sequence * 1000);
  }

  RecordedHistory committed(long call, long sequence, long time) {
    return add(new Answered(call, Answered.COMMITTED, sequence, time, List.of()));
  }

  RecordedHistory answered(String name, String result, long... pages) {
    return add(new Answered(call(name), result, 0, 0, LongStream.of(pages).boxed().toList()));
  }

  RecordedHistory observed(Commit commit) {
    return add(new HistoryEvent.Observed(commit));
  }

  RecordedHistory intruded(boolean opened) {
    return add(new HistoryEvent.Intruded(opened));
  }

  /** Kills the process; the next event belongs to the next life. */
  RecordedHistory killed() {
    return ended(HistoryEvent.Ended.KILLED);
  }

  /** Ends the life; the next event belongs to the next one. */
  RecordedHistory ended(String how) {
    add(new HistoryEvent.Ended(how));
    return in(life + 1);
  }

  /** What follows belongs to this life. */
  RecordedHistory in(int other) {
    life = other;
    line = 0;
    return this;
  }

  /** Recovers these transactions in this order, with their usual times. */
  RecordedHistory recovered(String... names) {
    Commit[] commits = new Commit[names.length];
    for (int i = 0; i < names.length; i++) {
      commits[i] = commit(names[i], i + 1);
    }
    return recoveredAs(commits);
  }

  RecordedHistory recoveredAs(Commit... commits) {
    return add(new HistoryEvent.Recovered(Arrays.asList(commits)));
  }

  RecordedHistory refused(String why) {
    return add(new HistoryEvent.Refused(why));
  }

  /** A force fails while readers see this tip. */
  RecordedHistory failed(long tip) {
    return add(new HistoryEvent.Failed("force markers-1-1", tip));
  }

  RecordedHistory damaged(Long... exempt) {
    return add(new HistoryEvent.Damaged("markers-1-1: sector 8 zeroed", List.of(exempt)));
  }

  RecordedHistory usurped() {
    return add(new HistoryEvent.Usurped());
  }

  RecordedHistory quiet() {
    return add(new HistoryEvent.Quiet());
  }

  /** Opening did this many operations of at most 100. */
  RecordedHistory effort(long operations) {
    return add(new HistoryEvent.Effort("disk operations", operations, 100));
  }

  /** The directory holds this many files of at most 10, and bytes of at most 1000. */
  RecordedHistory footprint(long files, long bytes) {
    return add(new HistoryEvent.Footprint(files, 10, bytes, 1000));
  }

  HistoryChecker checker() {
    return checker;
  }

  private RecordedHistory add(HistoryEvent event) {
    line++;
    checker = forking ? checker.fork() : checker;
    checker.read(new Place(life, "hand.ndjson", line), event);
    return this;
  }

  static Commit commit(String name, long sequence) {
    return commit(name, sequence, sequence * 1000);
  }

  static Commit commit(String name, long sequence, long time) {
    return new Commit(sequence, time, token(name), capsule(name), null);
  }

  /** A commit as read whole, of which {@code payload} came out. */
  static Commit reread(String name, long sequence, long beginSeq, String payload, Long... pages) {
    return new Commit(
        sequence,
        sequence * 1000,
        token(name),
        capsule(name),
        new Commit.Content(beginSeq, List.of(pages), PAYLOAD + payload));
  }

  static String token(String name) {
    return "token-" + name;
  }

  private static String capsule(String name) {
    return "capsule-" + name;
  }

  private static long call(String name) {
    return name.charAt(0);
  }
}
