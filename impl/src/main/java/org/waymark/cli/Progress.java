package org.waymark.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.waymark.TimeSource;
import org.waymark.observe.CountingObserver;

/**
 * Shows how a load gets on: on a terminal one line that changes every second, elsewhere a new line
 * every ten. One thread.
 */
final class Progress implements Runnable {

  private static final long PLAIN_INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private final CountingObserver counting;
  private final PrintWriter err;
  private final TimeSource time;
  private final boolean terminal;
  private final long began;
  private long lastShown;
  private long lastCommits;
  private boolean shown;

  Progress(CountingObserver counting, PrintWriter err, TimeSource time, boolean terminal) {
    this.counting = counting;
    this.err = err;
    this.time = time;
    this.terminal = terminal;
    this.began = time.monotonicNanos();
    this.lastShown = began;
  }

  /** Shows the present state if it is time to. */
  @Override
  public void run() {
    long now = time.monotonicNanos();
    if (!terminal && now - lastShown < PLAIN_INTERVAL) {
      return;
    }
    long commits = counting.counts().committed();
    String line =
        String.format(
            Locale.ROOT,
            "%.0f s: %d commits, %.0f/s",
            (now - began) / 1e9,
            commits,
            (commits - lastCommits) * 1e9 / Math.max(1, now - lastShown));
    err.print(terminal ? "\r" + line + "          " : line + "\n");
    err.flush();
    lastShown = now;
    lastCommits = commits;
    shown = true;
  }

  /** Leaves the line on a terminal as it is, and goes to the next. */
  void end() {
    if (terminal && shown) {
      err.println();
    }
  }
}
