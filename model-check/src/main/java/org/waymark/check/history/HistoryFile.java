package org.waymark.check.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The recorded history of one life: newline-delimited JSON, one event a line, that only grows.
 *
 * <p>Each event is one write to a file opened for appending and is never forced. So what was
 * recorded outlives a SIGKILL of the recorder, whose write had reached the page cache, and would
 * not outlive a power loss. A kill can tear the last line: the event is then taken for one that did
 * not happen, which is right for both kinds, as an invocation is recorded before the submission and
 * an answer counts only once it is recorded. Safe for many threads.
 */
public final class HistoryFile implements Closeable {
  /** Its buffers are shared, and not kept by each of the thousands of threads that may record. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder().recyclerPool(JsonRecyclerPools.newConcurrentDequePool()).build());

  private final FileOutputStream out;

  private HistoryFile(FileOutputStream out) {
    this.out = out;
  }

  /** An event and where it stands. */
  public record Line(Place place, HistoryEvent event) {}

  /** Returns the file in which a life's {@code recorder} records. */
  public static Path path(Path directory, int life, String recorder) {
    return directory.resolve(String.format(Locale.ROOT, "life-%04d-%s.ndjson", life, recorder));
  }

  /** Opens a file for recording, creating it if need be. */
  public static HistoryFile append(Path file) throws IOException {
    return new HistoryFile(new FileOutputStream(file.toFile(), /* append= */ true));
  }

  /** Records an event. */
  public void record(HistoryEvent event) throws IOException {
    byte[] line =
        (JSON.writerFor(HistoryEvent.class).writeValueAsString(event) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    synchronized (this) {
      out.write(line);
    }
  }

  /**
   * Reads what a life's recorder recorded; nothing if there is no such file.
   *
   * @throws IOException if a whole line is no event
   */
  public static List<Line> read(Path directory, int life, String recorder) throws IOException {
    Path file = path(directory, life, recorder);
    List<Line> lines = new ArrayList<>();
    if (Files.exists(file)) {
      try (HistoryReader reader = new HistoryReader(file, life)) {
        Line line;
        while ((line = reader.next()) != null) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
