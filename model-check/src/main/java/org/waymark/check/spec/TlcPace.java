package org.waymark.check.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How fast a run of TLC is, and how long it may still take. Fed about once a second; not
 * thread-safe.
 */
final class TlcPace {

  /** The weight of the latest second against all before it. */
  private static final double LATEST = 0.2;

  private static final double SECOND = 1e9;
  private static final int MINUTE = 60;

  private final long total;
  private TlcProgress last = TlcProgress.NONE;
  private long lastNanos;
  private double generatedPerSecond;
  private double donePerSecond;

  /**
   * Begins with a run of which nothing is known yet.
   *
   * @param total how many distinct states or random behaviours there are; 0 if nobody knows
   * @param nanos now, by {@link System#nanoTime()}
   */
  TlcPace(long total, long nanos) {
    this.total = total;
    this.lastNanos = nanos;
  }

  /** How many distinct states or random behaviours a run of {@code model} has; 0 if unknown. */
  static long total(SpecModel model) {
    return model.simulate() != null ? model.simulate().traces() : model.states();
  }

  /** Takes what TLC says of itself at {@code nanos}. */
  void at(TlcProgress progress, long nanos) {
    double seconds = (nanos - lastNanos) / SECOND;
    if (seconds > 0) {
      double generated = (progress.generated() - last.generated()) / seconds;
      generatedPerSecond = mean(generatedPerSecond, generated);
      donePerSecond = mean(donePerSecond, (done(progress) - done(last)) / seconds);
    }
    last = progress;
    lastNanos = nanos;
  }

  /** Tells on one line how far it is and how long it may still take. */
  String tell() {
    List<String> parts = new ArrayList<>();
    parts.add(number(last.generated()) + " generated");
    parts.add(amount());
    if (last.traces() == 0) {
      parts.add("queue " + number(last.queue()));
      parts.add("depth " + last.depth());
    }
    parts.add(number(Math.round(generatedPerSecond)) + " states/s");
    if (last.workers() > 2) {
      parts.add(last.workers() + " workers");
    }
    if (total > done(last) && donePerSecond >= 1) {
      parts.add("about " + span(Math.round((total - done(last)) / donePerSecond)) + " left");
    }
    return String.join(", ", parts);
  }

  private String amount() {
    String what = last.traces() > 0 ? " behaviours" : " distinct states";
    if (total == 0) {
      return number(done(last)) + what;
    }
    long percent = Math.min(100, done(last) * 100 / total);
    return number(done(last)) + " of " + number(total) + what + " (" + percent + " %)";
  }

  private static long done(TlcProgress progress) {
    return progress.traces() > 0 ? progress.traces() : progress.distinct();
  }

  private static double mean(double before, double latest) {
    return before == 0 ? latest : before + LATEST * (latest - before);
  }

  private static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  private static String span(long seconds) {
    if (seconds < 2 * MINUTE) {
      return seconds + " s";
    }
    long minutes = Math.round(seconds / (double) MINUTE);
    return minutes < 2 * MINUTE ? minutes + " min" : Math.round(minutes / (double) MINUTE) + " h";
  }
}
