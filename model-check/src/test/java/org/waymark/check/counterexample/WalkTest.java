package org.waymark.check.counterexample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.counterexample.Counterexample.State;
import org.waymark.check.counterexample.Counterexample.Step;
import org.waymark.check.counterexample.Counterexample.Taken;
import org.waymark.check.counterexample.CounterexampleReports.Subject;
import org.waymark.check.counterexample.CounterexampleReports.Written;
import org.waymark.check.counterexample.TlaValue.Int;

/** TLC really walks the stories of Relay. */
class WalkTest {

  @TempDir private Path directory;

  /** The same behaviour with one state's {@code crashes} counted up, so that two steps are none. */
  private static Counterexample withAJump(Counterexample story, int number) {
    List<State> states = new ArrayList<>(story.states());
    State jumped = states.get(number - 1);
    TreeMap<String, TlaValue> variables = new TreeMap<>(jumped.variables());
    variables.put("crashes", new Int(7));
    states.set(
        number - 1, new State(jumped.number(), jumped.action(), jumped.location(), variables));
    return new Counterexample(
        story.origin(), story.violation(), states, story.loop(), story.steps(), story.notes());
  }

  @Test
  void aRunEndsInTableAndPageAndFile() throws Exception {
    Written written =
        CounterexampleReports.write(
            Relay.subject("invariant"), Relay.spec(), Relay.told("invariant"), directory);

    assertThat(written.table())
        .contains("Tell(w1, 1)", "power loss: lost {page(writer w1)}, kept {}")
        .endsWith("\n\nwaymark replay " + written.file() + "\n");
    assertThat(written.html()).content().contains("<b>ToldIsThere</b> is violated");
    assertThat(written.file()).content().contains("\"kind\" : \"counterexample\"");
    assertThat(Relay.spec().resolve("Explanation.tla")).doesNotExist();
  }

  @Test
  void theStepThatClosesALoopIsWalkedToo() throws Exception {
    Counterexample story = Relay.explained("liveness");

    Walk walk = Walk.of(Relay.named("liveness"), Relay.spec(), null);

    assertThat(walk.startsInitially()).isTrue();
    assertThat(walk.steps()).isEqualTo(story.steps());
    assertThat(walk.holds()).isEmpty();
  }

  @Test
  void aModuleThatExplainsNothingLeavesNamesAndANote() throws Exception {
    Path spec = directory.resolve("spec");
    Files.createDirectories(spec.resolve("models"));
    String relay = Relay.read("Relay.tla").replaceAll("(?s)Steps ==.*", "====\n");
    Files.writeString(spec.resolve("Relay.tla"), relay);
    Files.writeString(spec.resolve("Ledger.tla"), Relay.read("Ledger.tla"));
    Files.writeString(
        spec.resolve("models/Relay_invariant.cfg"), Relay.read("models/Relay_invariant.cfg"));

    Written written =
        CounterexampleReports.write(
            Relay.subject("invariant"), spec, Relay.told("invariant"), directory);

    assertThat(written.table())
        .contains(
            " Write  ", "note:", "walking the behaviour again failed", "Unknown operator: `Steps'")
        .doesNotContain("Write(w1)");
  }

  @Test
  void whoSaysThatNothingExplainsGetsNamesWithoutARun() throws Exception {
    Subject subject = new Subject("Relay_invariant", "Relay", null, false);

    Written written =
        CounterexampleReports.write(subject, Relay.spec(), Relay.told("invariant"), directory);

    assertThat(written.table()).contains(" Write  ").doesNotContain("note:");
  }

  @Test
  void ofSeveralExplanationsTheOneThatTlcNamedIsTold() {
    Counterexample named = Relay.named("invariant");
    Taken write = new Taken("w1", "Write", List.of());
    Taken other = new Taken("w1", "Doodle", List.of());
    Step meant = new Step(List.of(other, write), null);
    Step neither = new Step(List.of(other, other), null);

    List<Step> told =
        CounterexampleReports.explained(
                named, new Walk(true, List.of(meant, neither, neither), List.of()))
            .steps();

    assertThat(told).containsExactly(new Step(List.of(write), null), neither, neither);
  }

  @Test
  void whatStepsLeavesOutIsNamedAsTlcNamesIt() {
    Counterexample named = Relay.named("invariant");
    Step nothing = new Step(List.of(), null);
    Step told = new Step(List.of(new Taken("w1", "Tell", List.of())), null);

    Counterexample explained =
        CounterexampleReports.explained(
            named, new Walk(true, List.of(nothing, told, nothing), List.of()));

    assertThat(explained.steps()).containsExactly(named.steps().get(0), told, named.steps().get(2));
    assertThat(explained.notes())
        .containsExactly("the module's Steps leaves out what happened in step 2, 4");
  }

  @Test
  void anUnchangedSpecificationStillFails() throws Exception {
    Reexamination found = Reexamination.of(Relay.explained("invariant"), Relay.spec());

    assertThat(found.possible()).isTrue();
    assertThat(found.violated()).isTrue();
    assertThat(found.findings())
        .containsExactly(
            "The specification is the one that it was found in.",
            "It is a behaviour of the specification: each step is one of its actions.",
            "ToldIsThere does not hold in state 4.");
  }

  @Test
  void aStepThatIsNoneIsStale() throws Exception {
    Counterexample jumping = withAJump(Relay.explained("action"), 3);

    Reexamination found = Reexamination.of(jumping, Relay.spec());

    assertThat(found.possible()).isFalse();
    assertThat(found.violated()).isFalse();
    assertThat(found.findings())
        .contains(
            "No action leads from state 2 to state 3.", "No action leads from state 3 to state 4.")
        .doesNotContain("No action leads from state 1 to state 2.");
    assertThat(Reexamination.of(withAJump(jumping, 1), Relay.spec()).findings())
        .contains("State 1 is no initial state.");
  }

  @Test
  void aPropertyThatWasMendedHolds() throws Exception {
    String mended =
        Relay.read("Relay.tla").replace("dirty \\cup medium\n", "dirty \\cup {Page(w)}\n");
    Files.writeString(directory.resolve("Relay.tla"), mended);
    Files.writeString(directory.resolve("Ledger.tla"), Relay.read("Ledger.tla"));

    Files.createDirectory(directory.resolve("models"));
    Path cfg = directory.resolve("models/Relay_invariant.cfg");
    Files.writeString(cfg, Relay.read("models/Relay_invariant.cfg"));

    Reexamination found = Reexamination.of(Relay.explained("invariant"), directory);

    assertThat(found.possible()).isTrue();
    assertThat(found.violated()).isFalse();
    assertThat(found.findings())
        .contains("The specification has changed since.", "ToldIsThere holds in every state.");

    Files.delete(cfg);
    assertThat(Reexamination.of(Relay.explained("invariant"), directory).findings())
        .contains("Its configuration is none of the specification's.");
  }

  @Test
  void whatTlcCannotWalkIsSaid() {
    assertThatIOException()
        .isThrownBy(() -> Reexamination.of(Relay.explained("invariant"), directory))
        .withMessage("there is no module Relay any more");
    assertThatIOException()
        .isThrownBy(() -> Walk.of(Relay.named("invariant"), Relay.spec(), "NoSuchProperty"))
        .withMessageContaining("NoSuchProperty");
  }

  @Test
  void stepsOfAnotherShapeAreSaid() {
    assertThatIOException()
        .isThrownBy(() -> Walk.read("<<\"waymark\", \"step\", 1, {<<1, 2>>}, \"\">>\n", 1))
        .withMessageContaining("not of the agreed shape");
    assertThatIOException()
        .isThrownBy(() -> Walk.read("<<\"waymark\", \"init\", TRUE>>\n", 1))
        .withMessage("TLC walked 0 of 1 steps");
  }

  @Test
  void anInterruptLeavesNoChild() {
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> Walk.of(Relay.named("invariant"), Relay.spec(), null));
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }
}
