package org.waymark.check.crash.failure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.waymark.check.crash.Tale;
import org.waymark.check.crash.failure.Beat.Mark;

/**
 * Draws a failure as one HTML page that needs nothing beside itself, no script either: time runs to
 * the right, a lane for each transaction, for the log, for each barrier and file, and for the
 * directory's names.
 *
 * <p>A change is a dot, filled if a force made it durable later; a force is a bar from its begin to
 * its end, red if the disk failed it or ignored it; a crash is a red line across all lanes, and
 * what the medium kept of the rest stands below the drawing.
 */
final class Timeline {
  private static final int LABEL = 150;
  private static final int STEP = 26;
  private static final int LANE = 34;
  private static final int TOP = 40;
  private static final int MARGIN = 40;

  private static final String STYLE =
      """
      :root { --ink: #1b1f24; --paper: #fff; --faint: #667; --line: #d5d9df; --blue: #2f66b5; \
      --safe: #dcebdf; --green: #14652f; --bad: #b00020; --life: #f4f6f9 }
      @media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --paper: #15181c; \
      --faint: #98a1ad; --line: #343a42; --blue: #86aef0; --safe: #1c3324; --green: #7fd89b; \
      --bad: #ff7b88; --life: #1b2026 } }
      body { font: 15px/1.45 system-ui, sans-serif; margin: 1.5rem; color: var(--ink); \
      background: var(--paper) }
      h1 { font-size: 1.3rem; color: var(--bad) } h2 { font-size: 1rem; margin: 1.2rem 0 .3rem }
      .chart { overflow-x: auto; border: 1px solid var(--line) }
      svg text { font: 12px system-ui, sans-serif; fill: var(--ink) }
      svg .faint { fill: var(--faint) } svg .rule { stroke: var(--line) }
      svg .life { fill: var(--life) } svg .safe { fill: var(--safe) }
      svg .dot { fill: var(--paper); stroke: var(--blue); stroke-width: 2 }
      svg .durable { fill: var(--blue) } svg .bar { fill: var(--green) } svg .barrier { fill: var(--faint) }
      svg .told { fill: var(--ink) } svg .crash { stroke: var(--bad); stroke-width: 3 }
      svg .bad { fill: var(--bad) }
      pre, code { font-family: ui-monospace, monospace; font-size: .86rem; white-space: pre-wrap }
      ul { margin: .2rem 0 }
      """;

  private final List<Beat> beats;
  private final List<Beat> drawn;
  private final List<String> lanes;
  private final Durability durability;
  private final StringBuilder html = new StringBuilder();

  private Timeline(Tale tale) {
    beats = Scenes.of(tale).beats();
    drawn = beats.stream().filter(beat -> beat.mark() != Mark.KEPT).toList();
    lanes = lanes(drawn);
    durability = new Durability(drawn);
  }

  /**
   * Draws a tale.
   *
   * @param heading what was violated
   * @param command the command that runs it again
   */
  static String of(Tale tale, String heading, String command) {
    Timeline timeline = new Timeline(tale);
    timeline.page(heading, Story.of(tale, 110), command);
    return timeline.html.toString();
  }

  /** Transactions by their letters, the log, barriers, capsules before markers, the names last. */
  private static List<String> lanes(List<Beat> beats) {
    Set<String> all = new LinkedHashSet<>();
    beats.forEach(beat -> all.add(beat.lane()));
    beats.stream().map(Beat::barrier).filter(one -> !one.isEmpty()).forEach(all::add);
    List<String> lanes = new ArrayList<>(all);
    lanes.sort(Comparator.comparingInt(Timeline::rank).thenComparing(Comparator.naturalOrder()));
    return lanes;
  }

  private static int rank(String lane) {
    List<String> kinds = List.of(Beat.LOG, "barrier", "capsules", "markers", "quarantine");
    for (int i = 0; i < kinds.size(); i++) {
      if (lane.startsWith(kinds.get(i))) {
        return i + 1;
      }
    }
    return Character.isUpperCase(lane.charAt(0)) ? 0 : kinds.size() + 1;
  }

  private void page(String heading, String story, String command) {
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
        .append(escape(heading))
        .append("</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<h1>")
        .append(escape(heading))
        .append("</h1>\n<div class=\"chart\">\n");
    draw();
    html.append("</div>\n<p>○ changed, only cached &nbsp; ● changed, durable later &nbsp; ")
        .append("▬ a force; red: failed or ignored &nbsp; ")
        .append("shaded: all that was changed is durable</p>\n");
    kept();
    html.append("<h2>The story</h2>\n<pre>" + escape(story) + "</pre>\n<h2>Run it again</h2>\n")
        .append("<pre>" + escape(command) + "</pre>\n</body>\n</html>\n");
  }

  private void draw() {
    int width = x(drawn.size()) + MARGIN;
    int height = TOP + LANE * lanes.size() + 10;
    html.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" role=\"img\">\n",
            width,
            height));
    lives(height);
    for (int lane = 0; lane < lanes.size(); lane++) {
      int y = y(lane);
      for (Durability.Span safe : durability.spans(lanes.get(lane))) {
        int from = x(safe.from());
        rectangle(from, y - 9, x(safe.to()) - from - STEP / 2, 18, "safe", "");
      }
      line(LABEL, y, width, y, "rule");
      text(8, y + 4, lanes.get(lane), "");
      barriers(lane);
    }
    for (int i = 0; i < drawn.size(); i++) {
      mark(i, height);
    }
    html.append("</svg>\n");
  }

  /** Shades every second life, and says which one it is. */
  private void lives(int height) {
    int begin = 0;
    for (int i = 1; i <= drawn.size(); i++) {
      if (i == drawn.size() || drawn.get(i).life() != drawn.get(begin).life()) {
        int life = drawn.get(begin).life();
        if (life % 2 == 0) {
          rectangle(x(begin) - STEP / 2, 0, (i - begin) * STEP, height, "life", "");
        }
        text(x(begin) - STEP / 4, 16, "life " + life, "faint");
        begin = i;
      }
    }
  }

  /**
   * Draws a barrier from the first thing that belongs to it to the end of its force, or a fault.
   */
  private void barriers(int lane) {
    String barrier = lanes.get(lane);
    int begin = drawn.size();
    for (int i = 0; i < drawn.size(); i++) {
      Beat beat = drawn.get(i);
      boolean its = beat.barrier().equals(barrier);
      if (its) {
        begin = Math.min(begin, i);
      }
      if (beat.isCrash() || (its && (beat.endsForce() || beat.isFault()))) {
        if (begin < i) {
          rectangle(x(begin) - 4, y(lane) - 3, (i - begin) * STEP, 6, "barrier", barrier);
        }
        begin = drawn.size();
      }
    }
  }

  private void mark(int index, int height) {
    Beat beat = drawn.get(index);
    int x = x(index);
    int y = y(lanes.indexOf(beat.lane()));
    switch (beat.mark()) {
      case WRITTEN, NAMED -> {
        String style = durability.isDurable(index) ? "dot durable" : "dot";
        html.append(circle(x, y, 5, style, beat.words()));
      }
      case FORCE -> force(index, x, y);
      case POWER_LOSS, DEATH -> {
        line(x, TOP - 8, x, height, "crash");
        text(x + 6, TOP - 4, beat.mark() == Mark.DEATH ? "process dies" : "power fails", "bad");
      }
      case OPENED -> point(beat, x, y, "told", "opened");
      case ASKED -> point(beat, x, y, "told", "submit");
      case TOLD -> point(beat, x, y, "told", "told");
      case FAULT -> point(beat, x, y, "bad", "fault");
      case IGNORED -> text(x - STEP, y - 8, "ignored", "bad");
      case FAILED -> text(x - STEP, y - 8, "failed", "bad");
      case FORCED, KEPT -> {
        // The end of a bar; and what stands below the drawing.
      }
    }
  }

  private void point(Beat beat, int x, int y, String style, String label) {
    html.append(circle(x, y, 4, style, beat.words()));
    text(x - 4, y - 8, label, "faint");
  }

  /** Draws a force up to its end, to a crash, or as far as is known. */
  private void force(int begin, int x, int y) {
    Beat force = drawn.get(begin);
    int end = begin + 1;
    while (end < drawn.size() && !ends(drawn.get(end), force)) {
      end++;
    }
    Beat last = end < drawn.size() ? drawn.get(end) : force;
    String words = last.isFault() ? last.words() : force.words();
    String style = last.isFault() ? "bad" : "bar";
    rectangle(x - 4, y - 4, (end - begin) * STEP, 8, style, words);
  }

  private static boolean ends(Beat beat, Beat force) {
    return beat.isCrash() || (beat.endsForce() && beat.lane().equals(force.lane()));
  }

  /** Lists, for each loss of power, what the medium kept. */
  private void kept() {
    for (Beat loss : beats) {
      if (loss.mark() == Mark.POWER_LOSS) {
        html.append("<h2>What the medium kept at the end of life " + loss.life() + "</h2>\n<ul>\n");
        List<Beat> lines =
            beats.stream()
                .filter(beat -> beat.mark() == Mark.KEPT && beat.life() == loss.life())
                .toList();
        lines.forEach(beat -> html.append("<li>" + escape(beat.words()) + "</li>\n"));
        html.append(lines.isEmpty() ? "<li>only what was durable</li>\n" : "").append("</ul>\n");
      }
    }
  }

  private static int x(int index) {
    return LABEL + STEP * index + STEP / 2;
  }

  private static int y(int lane) {
    return TOP + LANE * lane + LANE / 2;
  }

  private void line(int x1, int y1, int x2, int y2, String style) {
    html.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" class=\"%s\"/>\n",
            x1,
            y1,
            x2,
            y2,
            style));
  }

  private void rectangle(int x, int y, int width, int height, String style, String title) {
    html.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"%s\">%s</rect>\n",
            x,
            y,
            width,
            height,
            style,
            title(title)));
  }

  private static String circle(int x, int y, int radius, String style, String title) {
    return String.format(
        Locale.ROOT,
        "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" class=\"%s\">%s</circle>\n",
        x,
        y,
        radius,
        style,
        title(title));
  }

  private void text(int x, int y, String words, String style) {
    html.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>\n",
            x,
            y,
            style,
            escape(words)));
  }

  private static String title(String words) {
    return words.isEmpty() ? "" : "<title>" + escape(words) + "</title>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
