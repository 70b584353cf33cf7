package org.waymark;

import java.io.Closeable;
import java.io.IOException;
import org.waymark.disk.Disk;
import org.waymark.log.LogException;
import org.waymark.log.ReadOnlyLog;

/**
 * A log opened for reading, beside a live writer or none. It takes no lock, changes nothing, and
 * shows at most what is proven durable, which may be a group or two less than the writer's tip.
 * Safe for many threads.
 */
public final class ReadOnlyCommitLog implements Closeable {
  private final ReadOnlyLog log;
  private final CommitHistory history;

  /** Whose turn it is to refresh. */
  private final Turn refreshing = new Turn(Threads.system(TimeSource.system()));

  private ReadOnlyCommitLog(ReadOnlyLog log) {
    this.log = log;
    this.history = new CommitHistory(log.reader(), log::tip, token -> 0);
  }

  static ReadOnlyCommitLog open(Disk disk) throws LogRefusedException {
    try {
      return new ReadOnlyCommitLog(ReadOnlyLog.open(disk));
    } catch (LogException e) {
      throw LogRefusedException.of(e);
    }
  }

  /** Returns the log's isolation level. */
  public IsolationLevel isolation() {
    return IsolationLevel.of(log.isolation());
  }

  /** Returns the history up to the tip of the last refresh. */
  public CommitHistory history() {
    return history;
  }

  /**
   * Looks for what was proven durable since, and returns the new tip. Callers take turns, and no
   * interrupt ends the wait; whoever reads meanwhile reads on up to the tip before.
   */
  public long refresh() throws LogRefusedException {
    refreshing.enter();
    try {
      return log.refresh();
    } catch (LogException e) {
      throw LogRefusedException.of(e);
    } finally {
      refreshing.exit();
    }
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
