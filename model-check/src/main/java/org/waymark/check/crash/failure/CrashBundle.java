package org.waymark.check.crash.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.waymark.check.counterexample.CounterexampleFile;
import org.waymark.check.crash.CrashCase;
import org.waymark.check.crash.Step;
import org.waymark.check.crash.Tale;
import org.waymark.check.crash.Workload;
import org.waymark.check.history.HistoryChecker;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.Place;
import org.waymark.check.history.Violation;
import org.waymark.check.replay.Bundle;

/**
 * A failure as it was recorded: the way to it, and what clients had when it was found.
 *
 * <p>The way can be run again on the code as it is now; the recorded history can be judged again by
 * the oracle as it is now, even if the way is gone. Immutable.
 *
 * @param crashCase the way
 * @param property the id of the property that was violated
 * @param sentence what was wrong
 * @param history what clients asked, were told and found
 */
record CrashBundle(CrashCase crashCase, String property, String sentence, List<Recorded> history)
    implements Bundle {

  /** The kind of bundle that this is. */
  static final String KIND = "crash";

  private static final int VERSION = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Beyond these a bundle is nobody's: running it would only use up the machine. */
  private static final int MOST_STEPS = 10_000;

  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_SEGMENT_BYTES = 64 << 20;

  /** Copies the history. */
  CrashBundle {
    history = List.copyOf(history);
  }

  /**
   * An event of a recorded history.
   *
   * @param life the life it happened in
   * @param event what happened
   */
  record Recorded(int life, HistoryEvent event) {}

  /** Records a failure that a tale tells. */
  static CrashBundle of(CrashCase crashCase, Tale tale) {
    Violation violation = tale.violations().get(0);
    return new CrashBundle(crashCase, violation.property(), violation.sentence(), history(tale));
  }

  private static List<Recorded> history(Tale tale) {
    List<Recorded> history = new ArrayList<>();
    for (Tale.Happening happening : tale.happenings()) {
      if (happening instanceof Tale.Told told) {
        history.add(new Recorded(told.life(), told.event()));
      } else if (happening instanceof Tale.Crashed crashed) {
        history.add(
            new Recorded(crashed.life(), new HistoryEvent.Ended(crashed.crash().kind().words())));
      }
    }
    return history;
  }

  /**
   * Reads what {@link #json} wrote. The text may come from anybody.
   *
   * @throws IllegalArgumentException if it is no such bundle; the message says what is wrong
   */
  static CrashBundle read(JsonNode json) {
    int version = json.required("version").asInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "version " + version + " of the format; this program reads version " + VERSION);
    }
    try {
      CrashCase crashCase = value(json.required("case"), CrashCase.class);
      requireSmall(crashCase.workload());
      List<Recorded> history = new ArrayList<>();
      for (JsonNode event : json.required("history")) {
        Recorded one = value(event, Recorded.class);
        if (one.event() == null) {
          throw new IllegalArgumentException("its history has a line without an event");
        }
        history.add(one);
      }
      return new CrashBundle(
          crashCase,
          json.required("property").asText(),
          json.required("sentence").asText(),
          history);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(firstLine(e.getOriginalMessage()), e);
    }
  }

  private static <T> T value(JsonNode json, Class<T> type) throws JsonProcessingException {
    if (!json.isObject()) {
      throw new IllegalArgumentException("no object where one belongs: " + json.getNodeType());
    }
    return JSON.treeToValue(json, type);
  }

  private static void requireSmall(Workload workload) {
    long steps = (long) workload.transactions().size() + workload.faults().size();
    for (Step step : workload.steps()) {
      steps += 1L + step.during().size();
    }
    steps += workload.after().size();
    boolean large =
        workload.transactions().stream()
            .anyMatch(one -> one.bytes() < 1 || one.bytes() > MOST_BYTES);
    if (steps > MOST_STEPS || large || workload.capsuleSegmentBytes() > MOST_SEGMENT_BYTES) {
      throw new IllegalArgumentException("its workload is larger than any that is explored");
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("not a bundle");
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", CounterexampleFile.FORMAT).put("version", VERSION).put("kind", KIND);
    json.put("property", property).put("sentence", sentence);
    json.set("case", JSON.valueToTree(crashCase));
    ArrayNode events = json.putArray("history");
    for (Recorded one : history) {
      ObjectNode node = events.addObject().put("life", one.life());
      node.set("event", JSON.convertValue(one.event(), ObjectNode.class));
    }
    return json;
  }

  @Override
  public String text(int width, String command) {
    String heading = property + " was violated: " + sentence + "\n\n";
    try {
      return heading + Story.of(crashCase.run(), width) + "\n" + command + "\n";
    } catch (IllegalArgumentException e) {
      return heading + "It cannot be run any more: " + e.getMessage() + "\n\n" + command + "\n";
    }
  }

  @Override
  public String html(String command) {
    return Timeline.of(crashCase.run(), property + " was violated: " + sentence, command);
  }

  @Override
  public Recheck check() {
    List<String> findings = new ArrayList<>();
    List<Violation> judged = judgeAgain();
    judged.forEach(violation -> findings.add("the recorded history: " + violation));
    if (judged.isEmpty()) {
      findings.add("the recorded history: nothing is violated in the eyes of the present oracle");
    }
    try {
      List<Violation> violations = crashCase.run().violations();
      violations.forEach(violation -> findings.add("run again: " + violation));
      return new Recheck(violations.isEmpty() ? Outcome.HOLDS_NOW : Outcome.STILL_FAILS, findings);
    } catch (IllegalArgumentException e) {
      findings.add("run again: it does not fit the code any more: " + e.getMessage());
      return new Recheck(Outcome.STALE, findings);
    }
  }

  private List<Violation> judgeAgain() {
    HistoryChecker checker = new HistoryChecker();
    long line = 0;
    for (Recorded one : history) {
      checker.read(new Place(one.life(), "bundle", ++line), one.event());
    }
    return checker.violations();
  }
}
