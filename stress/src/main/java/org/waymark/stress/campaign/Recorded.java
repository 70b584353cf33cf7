package org.waymark.stress.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign's directory tells, read without changing anything. Immutable.
 *
 * @param directory where
 * @param settings what was asked for
 * @param results the jobs that have ended, in their order
 * @param whole the length of the results in bytes, up to the end of the last whole line
 * @param torn whether a line behind that was cut off when its process was killed
 */
record Recorded(Path directory, Settings settings, List<Result> results, long whole, boolean torn) {
  static final String SETTINGS = "campaign.json";
  static final String RESULTS = "results.ndjson";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Copies the list. */
  Recorded {
    results = List.copyOf(results);
  }

  /**
   * Reads a directory.
   *
   * @throws IllegalArgumentException if no campaign was run in it; the message says so
   * @throws IOException if it cannot be read, or is damaged
   */
  static Recorded read(Path directory) throws IOException {
    requireCampaign(directory);
    Settings settings = settings(directory.resolve(SETTINGS));
    Path file = directory.resolve(RESULTS);
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    int whole = bytes.length;
    while (whole > 0 && bytes[whole - 1] != '\n') {
      whole--;
    }
    String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
    List<Result> results = results(file, settings, text.lines().toList());
    return new Recorded(directory, settings, results, whole, whole < bytes.length);
  }

  /**
   * Refuses a directory in which no campaign was run.
   *
   * @throws IllegalArgumentException if it is none; the message says so
   */
  static void requireCampaign(Path directory) {
    if (!Files.isRegularFile(directory.resolve(SETTINGS))) {
      throw new IllegalArgumentException(
          directory + ": is not the directory of a campaign; name what waymark stress has made");
    }
  }

  private static Settings settings(Path file) throws IOException {
    try {
      return Settings.read(JSON.readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + ": is no campaign: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": is no campaign: " + e.getMessage(), e);
    }
  }

  private static List<Result> results(Path file, Settings settings, List<String> lines)
      throws IOException {
    List<Result> results = new ArrayList<>();
    Environment environment = null;
    for (int i = 0; i < lines.size(); i++) {
      try {
        JsonNode line = JSON.readTree(lines.get(i));
        if (line.has("environment")) {
          environment = Environment.read(line.get("environment"));
        } else {
          results.add(result(line, settings, environment));
        }
      } catch (JsonProcessingException | IllegalArgumentException e) {
        String why =
            e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        throw new IOException(file + ": line " + (i + 1) + " is no result: " + why, e);
      }
    }
    return results;
  }

  private static Result result(
      JsonNode line, Settings settings, @Nullable Environment environment) {
    if (environment == null) {
      throw new IllegalArgumentException("nothing before it says where it was run");
    }
    Result result = Result.read(line, environment);
    if (!result.job().isCalibration() && !settings.shard().has(result.job().number())) {
      throw new IllegalArgumentException(
          "job " + result.job().number() + " is not in shard " + settings.shard());
    }
    return result;
  }

  /** Returns how much of the time is used up. */
  Duration used() {
    return results.stream().map(Result::took).reduce(Duration.ZERO, Duration::plus);
  }

  /** Returns how much of the time is left; zero if none is. */
  Duration left() {
    Duration left = settings.budget().minus(used());
    return left.isNegative() ? Duration.ZERO : left;
  }
}
