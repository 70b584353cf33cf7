package org.waymark.check;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** One layer's progress as a person sees it; closed when the layer has ended. */
interface LiveProgress extends Progress, AutoCloseable {

  @Override
  void close();

  /** A bar on a terminal. */
  static LiveProgress bar(String layer) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(layer)
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
  static LiveProgress lines(String layer, PrintWriter out) {
    return new Lines(layer, out);
  }

  /** Lines that tell how far it is; used by one thread at a time. */
  final class Lines implements LiveProgress {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String layer;
    private final PrintWriter out;
    private long lastNanos = System.nanoTime();

    private Lines(String layer, PrintWriter out) {
      this.layer = layer;
      this.out = out;
      out.println(layer + ": started");
      out.flush();
    }

    @Override
    public void at(long done, long total, String doing) {
      long now = System.nanoTime();
      if (now - lastNanos >= PAUSE_NANOS) {
        lastNanos = now;
        out.println(layer + ": " + done + " of " + total + ", " + doing);
        out.flush();
      }
    }

    @Override
    public void close() {
      out.println(layer + ": ended");
      out.flush();
    }
  }
}
