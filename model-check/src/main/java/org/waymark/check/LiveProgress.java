package org.waymark.check;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a person sees it, of a layer or a campaign; closed when that has ended. */
public interface LiveProgress extends Progress, AutoCloseable {

  @Override
  void close();

  /**
   * A bar if a person is at the terminal and reads along, otherwise plain lines.
   *
   * @param read whether the other stream is for people too
   * @param err where lines go
   */
  static LiveProgress of(String name, boolean read, PrintWriter err) {
    return read && Terminal.present() ? bar(name) : lines(name, err);
  }

  /** A bar on a terminal. */
  static LiveProgress bar(String name) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .setInitialMax(-1)
            .build();
    return new LiveProgress() {
      @Override
      public void at(long done, long total, String doing) {
        bar.maxHint(total).stepTo(done).setExtraMessage(doing);
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }

  /** Plain lines, at most one in five seconds, for a file or a pipe. */
  static LiveProgress lines(String name, PrintWriter out) {
    return new Lines(name, out);
  }

  /** Lines that tell how far it is; used by one thread at a time. */
  final class Lines implements LiveProgress {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String name;
    private final PrintWriter out;
    private long lastNanos = System.nanoTime();

    private Lines(String name, PrintWriter out) {
      this.name = name;
      this.out = out;
      out.println(name + ": started");
      out.flush();
    }

    @Override
    public void at(long done, long total, String doing) {
      long now = System.nanoTime();
      if (now - lastNanos >= PAUSE_NANOS) {
        lastNanos = now;
        out.println(name + ": " + done + " of " + total + ", " + doing);
        out.flush();
      }
    }

    @Override
    public void close() {
      out.println(name + ": ended");
      out.flush();
    }
  }
}
