package org.waymark.stress.storm;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Listens for virtual threads that had to park with their carrier thread, by the JDK's own event
 * for it, however short it was. Used by one thread.
 */
final class Pinning implements Closeable {
  private static final String EVENT = "jdk.VirtualThreadPinned";

  /** How many threads may meet the same thing that is not loaded yet. */
  private static final long ONCE = 8;

  /** Frames of the log shown for each place. */
  private static final int FRAMES = 4;

  private final Recording recording;
  private final Path file;

  /**
   * Starts to listen.
   *
   * @param file where the recording is written; removed when it was read
   */
  Pinning(Path file) {
    this.file = file;
    recording = new Recording();
    recording.enable(EVENT).withStackTrace().withThreshold(Duration.ZERO);
    recording.start();
  }

  /** Stops listening, and returns where threads were pinned, and how often. */
  SortedMap<String, Long> stop() throws IOException {
    recording.stop();
    recording.dump(file);
    SortedMap<String, Long> places = new TreeMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getEventType().getName().equals(EVENT)) {
        places.merge(place(event), 1L, Long::sum);
      }
    }
    Files.delete(file);
    return places;
  }

  /**
   * Returns the methods of the log in which threads were pinned oftener than a JVM does by itself,
   * whatever ways led there: it pins a thread that loads, initializes or links something, and
   * whoever waits for that, and each thing once.
   */
  static List<String> byTheLog(SortedMap<String, Long> pinned) {
    SortedMap<String, Long> methods = new TreeMap<>();
    pinned.forEach((place, times) -> methods.merge(innermost(place), times, Long::sum));
    return methods.entrySet().stream()
        .filter(method -> method.getValue() > ONCE)
        .map(Map.Entry::getKey)
        .filter(method -> method.startsWith("org.waymark."))
        .filter(method -> !method.startsWith("org.waymark.check."))
        .filter(method -> !method.startsWith("org.waymark.stress."))
        .toList();
  }

  private static String innermost(String place) {
    return place.split(" ", 2)[0];
  }

  /** What of Waymark it was in, innermost first; where the thread stood, if in nothing of it. */
  private static String place(RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return "somewhere";
    }
    List<RecordedFrame> frames = event.getStackTrace().getFrames();
    List<RecordedFrame> own =
        frames.stream()
            .filter(frame -> frame.getMethod().getType().getName().startsWith("org.waymark."))
            .toList();
    return (own.isEmpty() ? frames : own)
            .stream()
                .limit(FRAMES)
                .map(
                    frame ->
                        frame.getMethod().getType().getName() + "." + frame.getMethod().getName())
                .collect(Collectors.joining(" < "))
        + reason(event);
  }

  /** Newer JDKs say what held the thread. */
  private static String reason(RecordedEvent event) {
    return event.hasField("pinnedReason") ? " (" + event.getString("pinnedReason") + ")" : "";
  }

  @Override
  public void close() {
    recording.close();
  }
}
