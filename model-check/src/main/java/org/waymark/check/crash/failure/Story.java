package org.waymark.check.crash.failure;

import java.util.ArrayList;
import java.util.List;
import org.waymark.check.crash.Tale;
import org.waymark.check.crash.failure.Beat.Mark;
import org.waymark.check.history.Violation;

/**
 * Tells a failure in a few lines that a person can read: a paragraph for each life, what the medium
 * kept at each crash, and what was violated.
 *
 * <p>Of an opening only its outcome is told and what the disk did wrong, unless the crash came in
 * it.
 */
final class Story {
  private static final String ARROW = " → ";
  private static final int KEPT_SHOWN = 12;

  private final Scenes scenes;
  private final int width;
  private final StringBuilder text = new StringBuilder();

  private Story(Tale tale, int width) {
    this.scenes = Scenes.of(tale);
    this.width = width;
  }

  /** Tells a tale in lines of at most {@code width} characters, where words allow it. */
  static String of(Tale tale, int width) {
    return new Story(tale, width).tell(tale);
  }

  private String tell(Tale tale) {
    List<Beat> beats = scenes.beats();
    int begin = 0;
    while (begin < beats.size()) {
      int end = begin;
      while (end < beats.size() && beats.get(end).life() == beats.get(begin).life()) {
        end++;
      }
      life(beats.subList(begin, end));
      begin = end;
    }
    for (Violation violation : tale.violations()) {
      wrap("⇒ ", violation.property() + " violated: " + violation.sentence());
      violation.evidence().forEach(line -> wrap("    ", scenes.inWords(line)));
    }
    if (tale.violations().isEmpty()) {
      text.append("⇒ nothing is violated\n");
    }
    return text.toString();
  }

  private void life(List<Beat> beats) {
    boolean opened = beats.stream().anyMatch(beat -> beat.mark() == Mark.OPENED);
    List<String> phrases = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    for (Beat beat : beats) {
      boolean told = !opened || !beat.opening() || beat.mark() == Mark.OPENED;
      if (beat.mark() == Mark.KEPT) {
        kept.add(beat.words());
      } else if (told || beat.isCrash() || beat.isFault()) {
        add(phrases, beat);
      }
    }
    wrap("life " + beats.get(0).life() + ": ", String.join(ARROW, phrases));
    if (!kept.isEmpty()) {
      int shown = Math.min(KEPT_SHOWN, kept.size());
      String more = kept.size() > shown ? "; and " + (kept.size() - shown) + " more" : "";
      wrap("  kept: ", String.join("; ", kept.subList(0, shown)) + more);
    }
  }

  /** Of a force nothing happened during, only the end is told. */
  private static void add(List<String> phrases, Beat beat) {
    String before = phrases.isEmpty() ? "" : phrases.get(phrases.size() - 1);
    if (beat.endsForce() && beat.told().startsWith(before + " ")) {
      phrases.set(phrases.size() - 1, beat.told());
    } else if (!before.equals(beat.told())) {
      phrases.add(beat.told());
    }
  }

  /** Breaks at blanks; what follows the first line is indented as deep as its heading. */
  private void wrap(String heading, String words) {
    String indent = " ".repeat(heading.length());
    StringBuilder line = new StringBuilder(heading);
    boolean empty = true;
    for (String word : words.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > width) {
        text.append(line).append('\n');
        line = new StringBuilder(indent);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    text.append(line).append('\n');
  }
}
