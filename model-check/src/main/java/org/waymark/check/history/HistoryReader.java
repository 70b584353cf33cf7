package org.waymark.check.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recorded history event by event, holding one line of it at a time.
 *
 * <p>A last line without its end, and which is no whole event, was torn by the recorder's death and
 * did not happen. Any other line that is no event is an error that names its place. A line may
 * carry the number of its life; otherwise it belongs to the life that the reader was given, or to
 * the one after for each {@code ended} event before it. Used by one thread.
 */
final class HistoryReader implements Closeable {
  /** The longest line that is read: the recovery of some 60,000 commits. */
  static final int LONGEST_LINE = 16 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final ObjectReader EVENTS = MAPPER.readerFor(HistoryEvent.class);

  private final InputStream in;
  private final String name;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int life;
  private long number;
  private boolean torn;

  /**
   * Opens a file.
   *
   * @param life the life that its first event belongs to, if the event does not say otherwise
   */
  HistoryReader(Path file, int life) throws IOException {
    this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    this.name = String.valueOf(file.getFileName());
    this.life = life;
  }

  /** Returns whether the end of the file was reached and its last line was torn. */
  boolean torn() {
    return torn;
  }

  /** Returns the life that the next event belongs to, if it does not say otherwise. */
  int life() {
    return life;
  }

  /**
   * Returns the next event, or null at the end.
   *
   * @throws IOException if the line is no event, or too long; the message names its place
   */
  HistoryFile.@Nullable Line next() throws IOException {
    boolean whole = readLine();
    if (!whole && line.size() == 0) {
      return null;
    }
    number++;
    byte[] bytes = line.toByteArray();
    Place place = new Place(life, name, number);
    try {
      HistoryEvent event = EVENTS.readValue(bytes);
      if (event == null) {
        throw new IOException(place + ": no event: an empty line");
      }
      int own = life(bytes);
      if (own >= 0) {
        place = new Place(own, name, number);
      } else if (event instanceof HistoryEvent.Ended) {
        life++;
      }
      return new HistoryFile.Line(place, event);
    } catch (JsonProcessingException e) {
      if (!whole) {
        torn = true;
        return null;
      }
      throw new IOException(place + ": no event: " + firstLine(e.getOriginalMessage()), e);
    }
  }

  /** Reads to the end of the line, and returns whether it has one. */
  private boolean readLine() throws IOException {
    line.reset();
    int next;
    while ((next = in.read()) >= 0) {
      if (next == '\n') {
        return true;
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException(
            new Place(life, name, number + 1)
                + ": no event: longer than "
                + (LONGEST_LINE >> 20)
                + " MiB");
      }
      line.write(next);
    }
    return false;
  }

  /** Returns the life that an event says it belongs to, -1 if it says none. */
  private static int life(byte[] event) throws IOException {
    try (JsonParser parser = MAPPER.createParser(event)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals("life");
        parser.nextToken();
        if (found) {
          return parser.getIntValue();
        }
        parser.skipChildren();
      }
      return -1;
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
