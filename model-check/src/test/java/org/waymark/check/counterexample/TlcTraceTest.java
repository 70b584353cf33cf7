package org.waymark.check.counterexample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.waymark.check.counterexample.Counterexample.Kind;
import org.waymark.check.counterexample.Counterexample.Loop;
import org.waymark.check.counterexample.Counterexample.State;
import org.waymark.check.counterexample.TlaValue.Int;

/** What is read off TLC's messages; those of whole runs are in the golden tests. */
class TlcTraceTest {

  private static final String STATES =
      """
      @!@!@STARTMSG 2121:1 @!@!@
      The behavior up to this point is:
      @!@!@ENDMSG 2121 @!@!@
      @!@!@STARTMSG 2217:4 @!@!@
      1: <Initial predicate>
      x = 1

      @!@!@ENDMSG 2217 @!@!@
      @!@!@STARTMSG 2217:4 @!@!@
      2: <Step line 4, col 1 to line 5, col 9 of module M>
      x = 2

      @!@!@ENDMSG 2217 @!@!@
      """;

  private static String message(int code, String body) {
    return "@!@!@STARTMSG %d:1 @!@!@\n%s\n@!@!@ENDMSG %d @!@!@\n".formatted(code, body, code);
  }

  @Test
  void readsNameStatesAndLocations() throws IOException {
    TlcTrace trace = TlcTrace.read(message(2110, "Invariant Small is violated.") + STATES);

    assertThat(trace.kind()).isEqualTo(Kind.INVARIANT);
    assertThat(trace.property()).isEqualTo("Small");
    assertThat(trace.loop()).isNull();
    assertThat(trace.states()).extracting(State::action).containsExactly("", "Step");
    State last = trace.states().get(1);
    assertThat(last.location()).isEqualTo("line 4, col 1 to line 5, col 9 of module M");
    assertThat(last.variables()).containsOnlyKeys("x").containsValue(new Int(2));
  }

  @Test
  void readsAStateThatIsWrongFromTheStart() throws IOException {
    TlcTrace trace =
        TlcTrace.read(
            message(
                2107, "Invariant Small is violated by the initial state:\n/\\ x = 1\n/\\ y = 2"));

    assertThat(trace.property()).isEqualTo("Small");
    assertThat(trace.states()).hasSize(1);
    assertThat(trace.states().get(0).variables()).containsOnlyKeys("x", "y");
  }

  @Test
  void readsADeadlock() throws IOException {
    TlcTrace trace = TlcTrace.read(message(2114, "Deadlock reached.") + STATES);

    assertThat(trace.kind()).isEqualTo(Kind.DEADLOCK);
    assertThat(trace.property()).isNull();
  }

  @Test
  void readsBothWaysToGoOnForEver() throws IOException {
    String temporal = message(2116, "Temporal properties were violated.\n") + STATES;

    assertThat(TlcTrace.read(temporal + message(2218, "3: Stuttering")).loop())
        .isEqualTo(new Loop(0, ""));
    assertThat(
            TlcTrace.read(temporal + message(2122, "1: Back to state: <Step line 4 of module M>\n"))
                .loop())
        .isEqualTo(new Loop(1, "Step"));
  }

  @Test
  void takesOnlyTheFirstOfSeveral() throws IOException {
    TlcTrace trace =
        TlcTrace.read(
            message(2110, "Invariant Small is violated.")
                + STATES
                + message(2110, "Invariant Even is violated.")
                + STATES);

    assertThat(trace.property()).isEqualTo("Small");
    assertThat(trace.states()).hasSize(2);
  }

  @Test
  void aValueWithConjunctionsInItIsNotCutThere() throws IOException {
    TlcTrace trace =
        TlcTrace.read(
            message(2110, "Invariant Small is violated.")
                + message(
                    2217, "1: <Initial predicate>\n/\\ x = {1,\n  2}\n/\\ y = \"/\\\\ x = 3\""));

    assertThat(trace.states().get(0).variables()).hasToString("{x={1, 2}, y=\"/\\\\ x = 3\"}");
  }

  @Test
  void saysThatThereIsNoneOrThatItCannotBeRead() {
    assertThatIOException()
        .isThrownBy(() -> TlcTrace.read("Model checking completed."))
        .withMessage("TLC printed no counterexample");
    assertThatIOException()
        .isThrownBy(
            () ->
                TlcTrace.read(
                    message(2110, "Invariant Small is violated.")
                        + message(2217, "1: <Initial predicate>\n/\\ x = SUBSET {1}")))
        .withMessageContaining("cannot be read")
        .withMessageContaining("expected the end, found '{'");
  }
}
