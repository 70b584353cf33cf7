package org.waymark.check.counterexample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waymark.check.counterexample.Counterexample.Kind;
import org.waymark.check.counterexample.Counterexample.Loop;
import org.waymark.check.counterexample.Counterexample.Origin;
import org.waymark.check.counterexample.Counterexample.State;
import org.waymark.check.counterexample.Counterexample.Step;
import org.waymark.check.counterexample.Counterexample.Taken;
import org.waymark.check.counterexample.Counterexample.Violation;

/**
 * Counterexamples as JSON, in full, so that a file alone shows everything again. Values stand there
 * as TLA+ text.
 */
public final class CounterexampleFile {

  /** The kind of bundle that a counterexample is. */
  public static final String KIND = "counterexample";

  /** The version of the format that is written, and the only one that is read. */
  public static final int VERSION = 1;

  /** What {@code format} says in every bundle that {@code waymark replay} shows. */
  public static final String FORMAT = "waymark-bundle";

  /** Whatever reaches TLA+ text or a file's name is one of these, or a value. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final Pattern FILE_NAME = Pattern.compile("[^/\\\\\\p{Cntrl}]+");
  private static final Pattern PLAIN_PATH = Pattern.compile("[\\w./+@%:,-]+");

  private CounterexampleFile() {}

  /** Returns the command that shows a file again, as one types it into a shell. */
  public static String replay(Path file) {
    return "waymark replay " + quoted(file);
  }

  /** Returns a path as one types it into a shell, as an argument that is no option. */
  public static String quoted(Path file) {
    String path = (file.toString().startsWith("-") ? "./" : "") + file;
    boolean plain = PLAIN_PATH.matcher(path).matches();
    return plain ? path : "'" + path.replace("'", "'\\''") + "'";
  }

  /** Returns a counterexample as JSON. */
  public static ObjectNode write(Counterexample counterexample) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("version", VERSION).put("kind", KIND);
    Origin origin = counterexample.origin();
    json.put("model", origin.model()).put("module", origin.module());
    ObjectNode constants = json.putObject("constants");
    origin.constants().forEach(constants::put);
    json.put("spec", origin.spec()).put("tlc", origin.tlc());
    Violation violation = counterexample.violation();
    json.put("violation", violation.kind().name()).put("property", violation.property());
    json.put("sentence", violation.sentence());
    ArrayNode states = json.putArray("states");
    for (State state : counterexample.states()) {
      ObjectNode node = states.addObject();
      node.put("number", state.number()).put("action", state.action());
      node.put("location", state.location());
      ObjectNode variables = node.putObject("variables");
      state.variables().forEach((name, value) -> variables.put(name, value.toString()));
    }
    Loop loop = counterexample.loop();
    if (loop != null) {
      json.putObject("loop").put("backTo", loop.backTo()).put("action", loop.action());
    }
    ArrayNode steps = json.putArray("steps");
    counterexample.steps().forEach(step -> steps.add(write(step)));
    ArrayNode notes = json.putArray("notes");
    counterexample.notes().forEach(notes::add);
    return json;
  }

  private static ObjectNode write(Step step) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode actions = json.putArray("taken");
    for (Taken taken : step.taken()) {
      ObjectNode node = actions.addObject().put("lane", taken.lane()).put("action", taken.action());
      List<TlaValue> parameters = taken.parameters();
      if (parameters != null) {
        ArrayNode values = node.putArray("parameters");
        parameters.forEach(value -> values.add(value.toString()));
      }
    }
    TlaValue fault = step.fault();
    if (fault != null) {
      json.put("fault", fault.toString());
    }
    return json;
  }

  /**
   * Reads what {@link #write} wrote. The text may come from anybody.
   *
   * @throws IllegalArgumentException if it is no counterexample; the message says what is wrong
   */
  public static Counterexample read(JsonNode json) {
    int version = json.required("version").asInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "version " + version + " of the format; this program reads version " + VERSION);
    }
    Map<String, String> constants = new LinkedHashMap<>();
    json.required("constants")
        .properties()
        .forEach(entry -> constants.put(name(entry.getKey()), constant(entry.getValue())));
    Origin origin =
        new Origin(
            fileName(text(json, "model")),
            name(text(json, "module")),
            constants,
            text(json, "spec"),
            text(json, "tlc"));
    Violation violation =
        new Violation(
            Kind.valueOf(text(json, "violation")), text(json, "property"), text(json, "sentence"));
    List<State> states = new ArrayList<>();
    json.required("states").forEach(node -> states.add(state(node)));
    List<Step> steps = new ArrayList<>();
    json.required("steps").forEach(node -> steps.add(step(node)));
    List<String> notes = new ArrayList<>();
    json.required("notes").forEach(note -> notes.add(text(note)));
    return new Counterexample(origin, violation, states, loop(json.get("loop")), steps, notes);
  }

  private static State state(JsonNode json) {
    SortedMap<String, TlaValue> variables = new TreeMap<>();
    json.required("variables")
        .properties()
        .forEach(entry -> variables.put(name(entry.getKey()), value(entry.getValue())));
    return new State(
        json.required("number").asInt(), text(json, "action"), text(json, "location"), variables);
  }

  private static @Nullable Loop loop(@Nullable JsonNode json) {
    return json == null ? null : new Loop(json.required("backTo").asInt(), text(json, "action"));
  }

  private static Step step(JsonNode json) {
    List<Taken> actions = new ArrayList<>();
    for (JsonNode node : json.required("taken")) {
      JsonNode values = node.get("parameters");
      List<TlaValue> parameters = null;
      if (values != null) {
        parameters = new ArrayList<>();
        for (JsonNode value : values) {
          parameters.add(value(value));
        }
      }
      actions.add(new Taken(text(node, "lane"), text(node, "action"), parameters));
    }
    JsonNode fault = json.get("fault");
    return new Step(actions, fault == null ? null : value(fault));
  }

  private static String constant(JsonNode json) {
    String text = text(json);
    return text.startsWith("<-")
        ? "<- " + name(text.substring("<-".length()).strip())
        : TlaParser.parse(text).toString();
  }

  private static TlaValue value(JsonNode json) {
    return TlaParser.parse(text(json));
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("not a name: " + text);
    }
    return text;
  }

  private static String fileName(String text) {
    if (!FILE_NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("not a file's name: " + text);
    }
    return text;
  }

  private static String text(JsonNode json, String field) {
    return text(json.required(field));
  }

  private static String text(JsonNode json) {
    if (!json.isTextual()) {
      throw new IllegalArgumentException("not a string: " + json.getNodeType());
    }
    return json.textValue();
  }
}
