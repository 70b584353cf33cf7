package org.waymark.check.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The verdict on recorded files, read as one history.
 *
 * @param checker has read all of it, or as much as led to {@value #MOST_VIOLATIONS} violations
 * @param files how many files were read
 * @param events how many events there were
 * @param notes what a reader of the verdict should know of the files, in sentences
 */
record Judgement(HistoryChecker checker, int files, long events, List<String> notes) {
  private static final Pattern LIFE = Pattern.compile("life-(\\d{1,9})-.+\\.ndjson");

  /** Reading ends here: one mistake in a long history can lead to as many as it has events. */
  private static final int MOST_VIOLATIONS = 100;

  Judgement {
    notes = List.copyOf(notes);
  }

  /**
   * Reads files, or all recorded lives in a directory, and judges them.
   *
   * @throws IOException if one cannot be read or holds something else; the message names it
   */
  static Judgement of(List<Path> given) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> inside = Files.list(path)) {
          inside.filter(file -> lifeOf(file) > 0).sorted().forEach(files::add);
        }
      } else {
        files.add(path);
      }
    }
    Reading reading = new Reading();
    if (files.stream().allMatch(file -> lifeOf(file) > 0)) {
      TreeMap<Integer, List<Path>> lives = new TreeMap<>();
      files.forEach(f -> lives.computeIfAbsent(lifeOf(f), life -> new ArrayList<>()).add(f));
      for (List<Path> recorders : lives.values()) {
        reading.life(recorders);
      }
    } else {
      reading.inOrder(files);
    }
    return reading.judged(files);
  }

  /** Returns the life in a file's name, 0 if there is none. */
  private static int lifeOf(Path file) {
    Matcher name = LIFE.matcher(Objects.toString(file.getFileName(), ""));
    return name.matches() ? Integer.parseInt(name.group(1)) : 0;
  }

  /** Files on their way into a checker. */
  private static final class Reading {
    private final HistoryChecker checker = new HistoryChecker();
    private final List<String> notes = new ArrayList<>();
    private long events;

    /** One life's recorders; what they recorded as its end comes when all were heard. */
    private void life(List<Path> recorders) throws IOException {
      List<HistoryFile.Line> ends = new ArrayList<>();
      for (Path file : recorders) {
        try (HistoryReader reader = new HistoryReader(file, lifeOf(file))) {
          HistoryFile.Line line;
          while (!enough() && (line = reader.next()) != null) {
            if (line.event() instanceof HistoryEvent.Ended) {
              ends.add(line);
            } else {
              judge(line);
            }
          }
          noteTorn(file, reader);
        }
      }
      ends.forEach(this::judge);
    }

    private void inOrder(List<Path> files) throws IOException {
      int life = 1;
      for (Path file : files) {
        try (HistoryReader reader = new HistoryReader(file, life)) {
          HistoryFile.Line line;
          while (!enough() && (line = reader.next()) != null) {
            judge(line);
          }
          noteTorn(file, reader);
          life = reader.life();
        }
      }
    }

    private void judge(HistoryFile.Line line) {
      events++;
      checker.read(line.place(), line.event());
    }

    private boolean enough() {
      return checker.violations().size() >= MOST_VIOLATIONS;
    }

    private void noteTorn(Path file, HistoryReader reader) {
      if (reader.torn()) {
        notes.add(file + ": the last line is torn, and was left out.");
      }
    }

    private Judgement judged(List<Path> files) throws IOException {
      if (events == 0) {
        throw new IOException(files.isEmpty() ? "no recorded life" : files + ": no event");
      }
      if (enough()) {
        notes.add("Reading ended after " + checker.violations().size() + " violations.");
      }
      if (checker.seen(Sight.RECOVERY) < 2) {
        notes.add("Nothing was recovered after a first life, so no crash was judged.");
      }
      return new Judgement(checker, files.size(), events, notes);
    }
  }
}
