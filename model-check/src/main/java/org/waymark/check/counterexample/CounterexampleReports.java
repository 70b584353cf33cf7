package org.waymark.check.counterexample;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.check.counterexample.Counterexample.Kind;
import org.waymark.check.counterexample.Counterexample.Loop;
import org.waymark.check.counterexample.Counterexample.Origin;
import org.waymark.check.counterexample.Counterexample.State;
import org.waymark.check.counterexample.Counterexample.Step;
import org.waymark.check.counterexample.Counterexample.Taken;
import org.waymark.check.counterexample.Counterexample.Violation;

/** Turns what TLC printed of a violation into a table, an HTML page and a file. */
public final class CounterexampleReports {

  private static final int TABLE_WIDTH = 120;
  private static final String UNNAMED = "a property that TLC does not name";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private CounterexampleReports() {}

  /**
   * A model as this package needs to know it.
   *
   * @param name the configuration's file name in {@code models/}, without extension
   * @param module the module that TLC loaded
   * @param property the property that must be violated, or is the only one that can be; null if
   *     several could. It is used where TLC does not name the property
   * @param explained whether the module defines {@code Steps} and {@code Fault}
   */
  public record Subject(String name, String module, @Nullable String property, boolean explained) {}

  /**
   * What was made of a violation.
   *
   * @param table the table; its last line is the command that shows it again
   * @param html the page
   * @param file what {@code waymark replay} reads
   */
  public record Written(String table, Path html, Path file) {}

  /**
   * Writes {@code NAME.html} and {@code NAME.json} into a directory, which is made if need be, and
   * returns the table. If TLC cannot explain the steps, actions are shown without parameters and a
   * note says why.
   *
   * @param spec the directory with the modules, and with {@code models/NAME.cfg}; nothing is
   *     written there
   * @param tlcOutput all that TLC printed, run with {@code -tool}
   * @throws IOException if the output holds no counterexample that can be read, or a file could not
   *     be read or written
   * @throws InterruptedException if this thread was interrupted; no child JVM is left
   */
  public static Written write(Subject subject, Path spec, String tlcOutput, Path directory)
      throws IOException, InterruptedException {
    Counterexample counterexample = read(subject, spec, tlcOutput);
    if (subject.explained()) {
      counterexample = explained(counterexample, spec);
    }
    Files.createDirectories(directory);
    Path file = directory.resolve(subject.name() + ".json");
    Path html = directory.resolve(subject.name() + ".html");
    String replay = CounterexampleFile.replay(file);
    MAPPER
        .writerWithDefaultPrettyPrinter()
        .writeValue(file.toFile(), CounterexampleFile.write(counterexample));
    Files.writeString(html, CounterexampleHtml.of(counterexample, replay));
    return new Written(CounterexampleTable.of(counterexample, TABLE_WIDTH, replay), html, file);
  }

  /** Returns the first counterexample in TLC's output, its steps named as TLC names them. */
  static Counterexample read(Subject subject, Path spec, String tlcOutput) throws IOException {
    TlcTrace trace = TlcTrace.read(tlcOutput);
    Path cfg = spec.resolve("models").resolve(subject.name() + ".cfg");
    Map<String, String> constants = SpecText.constants(Files.readString(cfg));
    String named = trace.property() != null ? trace.property() : subject.property();
    String property = trace.kind() == Kind.DEADLOCK ? "Deadlock" : named == null ? UNNAMED : named;
    return new Counterexample(
        new Origin(
            subject.name(),
            subject.module(),
            constants,
            SpecText.fingerprint(spec, cfg),
            trace.tlc()),
        new Violation(trace.kind(), property, SpecText.sentence(spec, property)),
        trace.states(),
        trace.loop(),
        namedByTlc(trace),
        List.of());
  }

  private static List<Step> namedByTlc(TlcTrace trace) {
    List<Step> steps = new ArrayList<>();
    for (State state : trace.states().subList(1, trace.states().size())) {
      steps.add(new Step(List.of(new Taken("", state.action(), null)), null));
    }
    Loop loop = trace.loop();
    if (loop != null && !loop.stutters()) {
      steps.add(new Step(List.of(new Taken("", loop.action(), null)), null));
    }
    return steps;
  }

  /** Has TLC walk the behaviour to learn lanes, parameters and faults. */
  static Counterexample explained(Counterexample counterexample, Path spec)
      throws InterruptedException {
    try {
      return explained(counterexample, Walk.of(counterexample, spec, null));
    } catch (IOException e) {
      return counterexample.with(
          counterexample.steps(),
          "actions are shown without their parameters, because walking the behaviour again failed: "
              + e.getMessage());
    }
  }

  /** Takes lanes, parameters and faults from a walk. */
  static Counterexample explained(Counterexample counterexample, Walk walk) {
    List<Step> steps = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < walk.steps().size(); i++) {
      Step walked = walk.steps().get(i);
      Step named = counterexample.steps().get(i);
      if (walked.taken().isEmpty()) {
        unknown.add(String.valueOf(i + 2));
      }
      steps.add(new Step(alike(walked.taken(), named.taken()), walked.fault()));
    }
    String note =
        unknown.isEmpty()
            ? ""
            : "the module's Steps leaves out what happened in step " + String.join(", ", unknown);
    return counterexample.with(steps, note);
  }

  /** Of several actions that explain a step, those that TLC means too; TLC's own if none does. */
  private static List<Taken> alike(List<Taken> walked, List<Taken> named) {
    if (walked.isEmpty()) {
      return named;
    }
    String name = named.get(0).action();
    List<Taken> same = walked.stream().filter(taken -> taken.action().equals(name)).toList();
    return same.isEmpty() ? walked : same;
  }
}
