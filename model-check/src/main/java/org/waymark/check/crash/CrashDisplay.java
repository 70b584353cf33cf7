package org.waymark.check.crash;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a person sees while crashes are explored: on a terminal one line that is written over and
 * over, else plain lines, at most one in five seconds. One thread.
 */
final class CrashDisplay implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final String ERASE = "\r\u001b[K";
  private static final double NANOS = 1e9;

  private final PrintWriter out;
  private final boolean terminal;
  private final long began = System.nanoTime();
  private long lastNanos = began;
  private long lastImages;

  /**
   * Begins.
   *
   * @param terminal whether a line can be written over
   */
  CrashDisplay(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Shows how far a campaign has come, if it is time to. */
  void tell(Campaign campaign) {
    long now = System.nanoTime();
    if (!terminal && now - lastNanos < PAUSE_NANOS) {
      return;
    }
    long images = campaign.images();
    double rate = (images - lastImages) * NANOS / Math.max(1, now - lastNanos);
    String line =
        String.format(
            Locale.ROOT,
            "%,d s: %,d images recovered, %,.0f/s; %,d explorations ended",
            (now - began) / TimeUnit.SECONDS.toNanos(1),
            images,
            rate,
            campaign.done());
    lastNanos = now;
    lastImages = images;
    if (terminal) {
      out.print(ERASE + line);
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Leaves the terminal with nothing half written. */
  @Override
  public void close() {
    out.print(terminal ? ERASE : "");
    out.flush();
  }
}
