package org.waymark.check.crash.failure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.waymark.check.crash.Tale;
import org.waymark.check.crash.failure.Beat.Mark;

/**
 * Draws a failure as one HTML page that needs nothing beside itself, no script either: time runs to
 * the right, a lane for each transaction, for the log, for each file and for the directory's names.
 *
 * <p>A write is a dot, hollow while it is only cached and filled once a force has made it durable;
 * a force is a bar from its begin to its end; a crash is a red line across all lanes, and what the
 * medium kept of the rest stands below the drawing.
 */
final class Timeline {
  private static final int LABEL = 150;
  private static final int STEP = 26;
  private static final int LANE = 34;
  private static final int TOP = 30;
  private static final String NAMES = "names";

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
      svg .durable { fill: var(--blue) } svg .bar { fill: var(--green) }
      svg .told { fill: var(--ink) } svg .crash { stroke: var(--bad); stroke-width: 3 }
      svg .bad { fill: var(--bad) }
      pre, code { font-family: ui-monospace, monospace; font-size: .86rem; white-space: pre-wrap }
      ul { margin: .2rem 0 }
      """;

  private final List<Beat> beats;
  private final List<String> lanes;
  private final StringBuilder html = new StringBuilder();

  private Timeline(Tale tale) {
    beats = Scenes.of(tale).beats();
    lanes = lanes(beats);
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

  /** Transactions by their letters, the log, capsules before markers, and the names last. */
  private static List<String> lanes(List<Beat> beats) {
    Set<String> all = new LinkedHashSet<>();
    beats.forEach(beat -> all.add(beat.lane()));
    List<String> lanes = new ArrayList<>(all);
    lanes.sort(Comparator.comparingInt(Timeline::rank).thenComparing(Comparator.naturalOrder()));
    return lanes;
  }

  private static int rank(String lane) {
    if (lane.equals(Beat.LOG)) {
      return 1;
    }
    if (lane.equals(NAMES)) {
      return 4;
    }
    boolean transaction = Character.isUpperCase(lane.charAt(0));
    return transaction ? 0 : lane.startsWith("capsules") ? 2 : 3;
  }

  private void page(String heading, String story, String command) {
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
        .append(escape(heading))
        .append("</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<h1>")
        .append(escape(heading))
        .append("</h1>\n<div class=\"chart\">\n");
    draw();
    html.append("</div>\n<p>○ written, only cached &nbsp; ● written, durable later &nbsp; ")
        .append("▬ a force &nbsp; shaded: all that was written is durable</p>\n");
    kept();
    html.append("<h2>The story</h2>\n<pre>" + escape(story) + "</pre>\n<h2>Run it again</h2>\n")
        .append("<pre>" + escape(command) + "</pre>\n</body>\n</html>\n");
  }

  private void draw() {
    List<Beat> drawn = beats.stream().filter(beat -> beat.mark() != Mark.KEPT).toList();
    int width = LABEL + STEP * (drawn.size() + 1);
    int height = TOP + LANE * lanes.size() + 10;
    html.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" role=\"img\">\n",
            width,
            height));
    lives(drawn, height);
    for (int lane = 0; lane < lanes.size(); lane++) {
      safe(drawn, lane);
      int y = y(lane);
      line(LABEL, y, width, y, "rule");
      text(8, y + 4, lanes.get(lane), "");
    }
    for (int i = 0; i < drawn.size(); i++) {
      mark(drawn, i, height);
    }
    html.append("</svg>\n");
  }

  /** Shades every second life, and says which one it is. */
  private void lives(List<Beat> drawn, int height) {
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

  /** Shades where all that was written to a file is durable. */
  private void safe(List<Beat> drawn, int lane) {
    int since = -1;
    for (int i = 0; i <= drawn.size(); i++) {
      boolean end = i == drawn.size();
      boolean here = !end && drawn.get(i).lane().equals(lanes.get(lane));
      boolean dirtied = here && isChange(drawn.get(i));
      boolean lost = !end && drawn.get(i).mark() == Mark.POWER_LOSS;
      if (since >= 0 && (end || dirtied || lost)) {
        rectangle(x(since), y(lane) - 9, (i - since) * STEP - STEP / 2, 18, "safe", "");
        since = -1;
      }
      if (here && drawn.get(i).mark() == Mark.FORCED) {
        since = i;
      }
    }
  }

  private static boolean isChange(Beat beat) {
    return beat.mark() == Mark.WRITTEN || beat.mark() == Mark.NAMED;
  }

  private void mark(List<Beat> drawn, int index, int height) {
    Beat beat = drawn.get(index);
    int x = x(index);
    int y = y(lanes.indexOf(beat.lane()));
    switch (beat.mark()) {
      case WRITTEN, NAMED -> {
        String filled = isForcedLater(drawn, index) ? "dot durable" : "dot";
        html.append(circle(x, y, 5, filled, beat.words()));
      }
      case FORCE -> {
        int end = index + 1;
        while (end < drawn.size() && !ends(drawn.get(end), beat)) {
          end++;
        }
        rectangle(
            x - 4, y - 4, (Math.min(end, drawn.size()) - index) * STEP, 8, "bar", beat.words());
      }
      case POWER_LOSS, DEATH -> {
        line(x, TOP - 8, x, height, "crash");
        text(x + 6, TOP - 2, beat.mark() == Mark.DEATH ? "process dies" : "power fails", "bad");
      }
      case OPENED, TOLD, ASKED, FAULT -> {
        html.append(circle(x, y, 4, beat.mark() == Mark.FAULT ? "bad" : "told", beat.words()));
        text(x - 4, y - 8, initial(beat), "faint");
      }
      case FORCED, KEPT -> {
        // The end of a bar; and what stands below the drawing.
      }
    }
  }

  private static boolean ends(Beat beat, Beat force) {
    boolean crash = beat.mark() == Mark.POWER_LOSS || beat.mark() == Mark.DEATH;
    return crash || (beat.mark() == Mark.FORCED && beat.lane().equals(force.lane()));
  }

  /** Whether a force that began behind this change has ended before the next power loss. */
  private static boolean isForcedLater(List<Beat> drawn, int index) {
    boolean began = false;
    for (int i = index + 1; i < drawn.size(); i++) {
      Beat beat = drawn.get(i);
      if (beat.mark() == Mark.POWER_LOSS) {
        return false;
      }
      boolean named = drawn.get(index).mark() == Mark.NAMED;
      boolean here = beat.lane().equals(named ? NAMES : drawn.get(index).lane());
      began |= here && beat.mark() == Mark.FORCE;
      if (began && here && beat.mark() == Mark.FORCED) {
        return true;
      }
    }
    return false;
  }

  private static String initial(Beat beat) {
    return switch (beat.mark()) {
      case ASKED -> "submit";
      case TOLD -> "told";
      case OPENED -> "opened";
      default -> "fault";
    };
  }

  /** Lists, for each crash, what the medium kept. */
  private void kept() {
    Map<Integer, List<String>> kept = new HashMap<>();
    for (Beat beat : beats) {
      if (beat.mark() == Mark.KEPT) {
        kept.computeIfAbsent(beat.life(), unseen -> new ArrayList<>()).add(beat.words());
      }
    }
    kept.keySet().stream()
        .sorted()
        .forEach(
            life -> {
              html.append("<h2>What the medium kept at the end of life " + life + "</h2>\n<ul>\n");
              for (String line : kept.getOrDefault(life, List.of())) {
                html.append("<li>" + escape(line) + "</li>\n");
              }
              html.append("</ul>\n");
            });
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
