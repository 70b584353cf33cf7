package org.waymark.check.bugs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * What kills each seeded bug, as the last generation found it. Immutable.
 *
 * @param kills one row for each bug of the implementation that must be killed
 * @param hidings one row for each bug of the simulated disk
 */
public record KillTable(
    @JsonProperty("kills") List<Kill> kills, @JsonProperty("hidings") List<Hiding> hidings) {

  private static final String RESOURCE = "kills.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * How a bug was killed.
   *
   * @param bug its name
   * @param property the property that it violated
   * @param profile the weakest profile in which each seed killed it
   * @param images how many images that took, by seed 1, 2, 3 …
   */
  public record Kill(
      @JsonProperty("bug") String bug,
      @JsonProperty("property") String property,
      @JsonProperty("profile") KillProfile profile,
      @JsonProperty("images") List<Long> images) {

    /** Copies the list. */
    public Kill {
      images = List.copyOf(images);
    }

    /** Returns the median number of images. */
    public long median() {
      return images.stream().sorted().skip(images.size() / 2).findFirst().orElse(0L);
    }

    /** Returns the seed that needs the fewest images. */
    long quickestSeed() {
      int best = 0;
      for (int i = 1; i < images.size(); i++) {
        best = images.get(i) < images.get(best) ? i : best;
      }
      return best + 1L;
    }
  }

  /**
   * How a bug of the simulated disk was noticed.
   *
   * @param bug its name
   * @param row the bug of the implementation that survived on that disk
   * @param images how many images it survived, over all seeds; each kills it on the disk as it is
   */
  public record Hiding(
      @JsonProperty("bug") String bug,
      @JsonProperty("row") String row,
      @JsonProperty("images") long images) {}

  /** Copies the lists. */
  public KillTable {
    kills = List.copyOf(kills);
    hidings = List.copyOf(hidings);
  }

  /** Reads the table that was generated last. */
  public static KillTable read() throws IOException {
    try (InputStream json = KillTable.class.getResourceAsStream(RESOURCE)) {
      if (json == null) {
        throw new IOException("the resource " + RESOURCE + " is missing");
      }
      return MAPPER.readValue(json, KillTable.class);
    }
  }

  /** Returns the table as it stands in its file. */
  public String json() throws IOException {
    return MAPPER.writeValueAsString(this) + "\n";
  }

  /** Finds the row of a bug. */
  public Optional<Kill> kill(String bug) {
    return kills.stream().filter(kill -> kill.bug().equals(bug)).findFirst();
  }
}
