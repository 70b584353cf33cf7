package org.waymark.stress.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a campaign is asked to do, as {@code campaign.json} keeps it. Immutable.
 *
 * @param seed where all randomness comes from
 * @param shard which part of the plan is done
 * @param tools the names of the tools, each once, in the order that the plan has them
 * @param budget how long it goes on in all
 * @param slice how long a job goes on
 * @param calibrationSlice how long a tool may look for a known mistake
 */
record Settings(
    long seed,
    Shard shard,
    List<String> tools,
    Duration budget,
    Duration slice,
    Duration calibrationSlice) {

  private static final String FORMAT = "waymark-campaign";
  private static final int VERSION = 1;

  /** So many jobs fill a budget, if that makes their time neither too short nor too long. */
  private static final int JOBS = 60;

  /** What a child JVM needs to start, on a busy machine, and to do something. */
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int CALIBRATIONS = 20;
  private static final Duration SHORTEST_CALIBRATION = Duration.ofSeconds(10);
  private static final Duration LONGEST_CALIBRATION = Duration.ofMinutes(1);

  /** Copies the list. */
  Settings {
    tools = List.copyOf(tools);
  }

  /** Makes settings whose slices fit the budget: of minutes seconds, of hours minutes. */
  static Settings of(long seed, Shard shard, List<String> tools, Duration budget) {
    Duration slice = within(budget.dividedBy(JOBS), SHORTEST, LONGEST);
    Duration calibration =
        within(budget.dividedBy(CALIBRATIONS), SHORTEST_CALIBRATION, LONGEST_CALIBRATION);
    return new Settings(seed, shard, tools, budget, slice, calibration);
  }

  private static Duration within(Duration wish, Duration least, Duration most) {
    Duration enough = wish.compareTo(least) < 0 ? least : wish;
    return enough.compareTo(most) > 0 ? most : enough;
  }

  /** Returns the same with another budget; the jobs stay what they were. */
  Settings lasting(Duration other) {
    return new Settings(seed, shard, tools, other, slice, calibrationSlice);
  }

  /** Returns whether another shard of the same plan could have these settings. */
  boolean isSamePlan(Settings other) {
    return seed == other.seed
        && shard.of() == other.shard.of()
        && tools.equals(other.tools)
        && slice.equals(other.slice);
  }

  /** Returns in words what shards of one plan have in common. */
  String plan() {
    return "seed "
        + seed
        + ", of "
        + shard.of()
        + " shards, "
        + String.join(" + ", tools)
        + ", jobs of "
        + Words.time(slice);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("version", VERSION).put("seed", seed);
    json.put("shard", shard.toString());
    tools.forEach(json.putArray("tools")::add);
    json.put("budgetMillis", budget.toMillis()).put("sliceMillis", slice.toMillis());
    return json.put("calibrationMillis", calibrationSlice.toMillis());
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IllegalArgumentException if it is something else; the message says what
   */
  static Settings read(JsonNode json) {
    if (!json.path("format").asText().equals(FORMAT)) {
      throw new IllegalArgumentException("it does not call itself a campaign");
    }
    int version = json.required("version").asInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "version " + version + " of the format; this program reads version " + VERSION);
    }
    List<String> tools = new ArrayList<>();
    json.required("tools").forEach(name -> tools.add(name.asText()));
    return new Settings(
        json.required("seed").asLong(),
        Shard.parse(json.required("shard").asText()),
        tools,
        millis(json, "budgetMillis"),
        millis(json, "sliceMillis"),
        millis(json, "calibrationMillis"));
  }

  private static Duration millis(JsonNode json, String name) {
    long millis = json.required(name).asLong();
    if (millis <= 0) {
      throw new IllegalArgumentException(name + " is " + json.required(name));
    }
    return Duration.ofMillis(millis);
  }
}
