package org.waymark.check.spec;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a person sees while models run: on a terminal one line that is written over and over, else
 * plain lines, at most one in five seconds beside the one that ends each model.
 */
final class SpecDisplay implements SpecBatch.Listener, AutoCloseable {

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final String ERASE = "\r\u001b[K";
  private static final int WIDTH = 118;

  private final PrintWriter out;
  private final boolean terminal;
  private final int models;
  private final Map<SpecModel, TlcPace> running = new LinkedHashMap<>();
  private int ended;
  private long lastNanos = System.nanoTime();

  /**
   * Begins before the first model does.
   *
   * @param out where to show it
   * @param terminal whether a line there can be written over
   * @param models how many will run
   */
  SpecDisplay(PrintWriter out, boolean terminal, int models) {
    this.out = out;
    this.terminal = terminal;
    this.models = models;
  }

  @Override
  public void started(SpecModel model) {
    started(model, TlcPace.total(model));
  }

  /** A model is begun of which so many states or behaviours are to be expected; 0 if unknown. */
  void started(SpecModel model, long total) {
    running.put(model, new TlcPace(total, System.nanoTime()));
    if (terminal) {
      line(model);
    }
  }

  @Override
  public void progress(SpecModel model, TlcProgress progress) {
    TlcPace pace = running.get(model);
    if (pace == null) {
      return;
    }
    long now = System.nanoTime();
    pace.at(progress, now);
    if (terminal) {
      line(model);
    } else if (now - lastNanos >= PAUSE_NANOS) {
      lastNanos = now;
      out.println(model.cfg() + ": " + pace.tell());
      out.flush();
    }
  }

  @Override
  public void ended(SpecResult result) {
    running.remove(result.model());
    ended++;
    lastNanos = System.nanoTime();
    out.print(terminal ? ERASE : "");
    out.println(
        "("
            + ended
            + " of "
            + models
            + ") "
            + result.model().cfg()
            + ": "
            + result.verdict().explanation()
            + ", "
            + SpecChecks.seconds(result.took()));
    out.flush();
  }

  /** Several at once are only named: each of them takes seconds. */
  private void line(SpecModel latest) {
    TlcPace pace = running.get(latest);
    String text =
        running.size() > 1 || pace == null
            ? String.join(", ", running.keySet().stream().map(SpecModel::cfg).toList())
            : latest.cfg() + ": " + pace.tell();
    String whole = "(" + (ended + 1) + " of " + models + ") " + text;
    out.print(ERASE + whole.substring(0, Math.min(whole.length(), WIDTH)));
    out.flush();
  }

  /** Leaves the terminal with nothing half written. */
  @Override
  public void close() {
    out.print(terminal ? ERASE : "");
    out.flush();
  }
}
