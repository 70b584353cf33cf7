package org.waymark.check.counterexample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waymark.check.TlcJar;
import org.waymark.check.Trees;
import org.waymark.check.counterexample.Counterexample.Step;
import org.waymark.check.counterexample.Counterexample.Taken;
import org.waymark.check.counterexample.TlaValue.Bool;
import org.waymark.check.counterexample.TlaValue.Int;
import org.waymark.check.counterexample.TlaValue.Rec;
import org.waymark.check.counterexample.TlaValue.Seq;
import org.waymark.check.counterexample.TlaValue.SetOf;
import org.waymark.check.counterexample.TlaValue.Text;

/**
 * What TLC says of a behaviour when it is walked once more, state by state.
 *
 * <p>The module must define three operators: {@code Init}; {@code Steps}, the set of records {@code
 * [lane, step, with]} of the actions that lead from this state to the next; and {@code Fault}, what
 * the environment did between the two: a record {@code [what, lost, kept]} or the like, in which
 * {@code what} is {@code ""} if it did nothing, or a sentence, or {@code ""}. TLC evaluates them
 * where all primed variables have values, in a module that {@link WalkModule} writes.
 *
 * @param startsInitially whether the first state is an initial state of the module
 * @param steps for each step of the behaviour the actions that explain it; none if it is none
 * @param holds for each state whether it has the property; empty if it was not asked for
 */
record Walk(boolean startsInitially, List<Step> steps, List<Boolean> holds) {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Pattern ERROR =
      Pattern.compile("@!@!@STARTMSG \\d+:1 @!@!@\\R(.*?)\\R@!@!@ENDMSG", Pattern.DOTALL);
  private static final Pattern SEMANTIC_ERROR =
      Pattern.compile("\\*\\*\\* Errors: \\d+\\s+line [^\\n]*\\s+([^\\n]+)");

  /** Keeps copies of the lists. */
  Walk {
    steps = List.copyOf(steps);
    holds = List.copyOf(holds);
  }

  /**
   * Walks a behaviour.
   *
   * @param spec the directory of the modules; nothing is written there
   * @param invariant a state predicate to evaluate in each state, or null
   * @throws IOException if TLC could not do it: the message says why
   * @throws InterruptedException if this thread was interrupted; no child JVM is left
   */
  static Walk of(Counterexample behaviour, Path spec, @Nullable String invariant)
      throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("waymark-walk-");
    try {
      WalkModule module = new WalkModule(behaviour, invariant);
      Files.writeString(scratch.resolve(WalkModule.NAME + ".tla"), module.text());
      Files.writeString(scratch.resolve(WalkModule.NAME + ".cfg"), module.cfg());
      return read(run(scratch, spec), behaviour.steps().size());
    } catch (IllegalArgumentException e) {
      throw new IOException("the configuration cannot be read: " + e.getMessage(), e);
    } finally {
      Trees.delete(scratch);
    }
  }

  private static String run(Path scratch, Path spec) throws IOException, InterruptedException {
    Path log = scratch.resolve("output.txt");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // TLC unpacks its standard modules here; two runs must not share the place.
                "-Djava.io.tmpdir=" + scratch,
                "-DTLA-Library=" + spec.toAbsolutePath(),
                "-cp",
                TlcJar.path().toString(),
                "tlc2.TLC",
                "-tool",
                "-workers",
                "1",
                "-metadir",
                scratch.resolve("meta").toString(),
                "-config",
                WalkModule.NAME + ".cfg",
                WalkModule.NAME)
            .directory(scratch.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended;
    try {
      ended = child.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } finally {
      child.destroyForcibly().waitFor();
    }
    String output = Files.readString(log);
    if (!ended) {
      throw new IOException("TLC did not walk it within " + LIMIT.toSeconds() + " s");
    }
    if (child.exitValue() != 0) {
      throw new IOException("TLC ended with code " + child.exitValue() + error(output));
    }
    return output;
  }

  /** What the parser found wrong with the modules, or else the first error that TLC reports. */
  private static String error(String output) {
    for (Pattern pattern : List.of(SEMANTIC_ERROR, ERROR)) {
      Matcher error = pattern.matcher(output);
      if (error.find()) {
        return ": " + error.group(1).replaceAll("\\s+", " ").strip();
      }
    }
    return "";
  }

  /** Reads what {@link WalkModule} had TLC print. */
  static Walk read(String output, int steps) throws IOException {
    boolean initial = false;
    List<Step> explained = new ArrayList<>();
    List<Boolean> holds = new ArrayList<>();
    try {
      for (Seq printed : printed(output)) {
        List<TlaValue> parts = printed.elements();
        String what = text(parts.get(1));
        switch (what) {
          case "init" -> initial = parts.get(2).equals(new Bool(true));
          case "holds" -> holds.add(parts.get(2).equals(new Bool(true)));
          case "step" -> {
            if (!parts.get(2).equals(new Int(explained.size() + 1))) {
              throw new IOException("TLC walked out of order: " + printed);
            }
            explained.add(step(parts.get(3), parts.get(4)));
          }
          default -> throw new IOException("TLC printed " + printed);
        }
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ClassCastException e) {
      throw new IOException("Steps or Fault is not of the agreed shape: " + e.getMessage(), e);
    }
    if (explained.size() != steps) {
      throw new IOException("TLC walked " + explained.size() + " of " + steps + " steps");
    }
    return new Walk(initial, explained, holds);
  }

  /** The values that begin with the mark; each begins a line and may go on over several. */
  private static List<Seq> printed(String output) {
    List<Seq> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    for (String line : (output + "\n@!@!@").split("\\R", -1)) {
      boolean begins = line.matches("<<\\s?\"" + WalkModule.MARK + "\",.*");
      if ((begins || line.startsWith("@!@!@")) && value.length() > 0) {
        values.add((Seq) TlaParser.parse(value.toString()));
        value.setLength(0);
      }
      if (begins || value.length() > 0) {
        value.append(line).append('\n');
      }
    }
    return values;
  }

  private static Step step(TlaValue steps, TlaValue fault) {
    List<Taken> taken = new ArrayList<>();
    for (TlaValue one : ((SetOf) steps).elements()) {
      Rec step = (Rec) one;
      taken.add(
          new Taken(
              text(field(step, "lane")),
              text(field(step, "step")),
              ((Seq) field(step, "with")).elements()));
    }
    return new Step(taken, nothing(fault) ? null : fault);
  }

  private static boolean nothing(TlaValue fault) {
    TlaValue what = fault instanceof Rec rec ? rec.fields().get(Compact.WHAT) : fault;
    return new Text("").equals(what);
  }

  private static TlaValue field(Rec step, String name) {
    TlaValue value = step.fields().get(name);
    if (value == null) {
      throw new IllegalArgumentException("no field " + name + " in " + step);
    }
    return value;
  }

  private static String text(TlaValue value) {
    return value instanceof Text text ? text.value() : value.toString();
  }
}
