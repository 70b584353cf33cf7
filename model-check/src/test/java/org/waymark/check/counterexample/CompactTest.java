package org.waymark.check.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.waymark.check.counterexample.Counterexample.State;
import org.waymark.check.counterexample.Counterexample.Taken;

/** How values, actions and faults are written for a reader. */
class CompactTest {

  private static final Compact PLAIN = Compact.WITHOUT_NAMES;

  private static String compact(String value) {
    return PLAIN.value(TlaParser.parse(value));
  }

  private static String fault(String value) {
    return PLAIN.fault(TlaParser.parse(value));
  }

  @Test
  void recordsWithAKindAreTermsWithPlainFieldsFirst() {
    assertThat(compact("[kind |-> \"proof\", commit |-> [seq |-> 1], seq |-> 1]"))
        .isEqualTo("proof(seq 1, commit [seq 1])");
    assertThat(compact("[kind |-> 7, at |-> \"idle\"]")).isEqualTo("[at idle, kind 7]");
  }

  @Test
  void onlyStringsThatAreWordsLoseTheirQuotes() {
    assertThat(compact("<<\"barrier 1\", \"a, b\", \"\">>"))
        .isEqualTo("<<barrier 1, \"a, b\", \"\">>");
    assertThat(compact("(t1 :> {} @@ t2 :> {TRUE, -1})")).isEqualTo("(t1: {}, t2: {TRUE, -1})");
  }

  @Test
  void anActionWithoutParametersIsABareName() {
    List<TlaValue> parameters = List.of(TlaParser.parse("t1"), TlaParser.parse("{p1}"));
    assertThat(PLAIN.action(new Taken("t1", "Submit", parameters))).isEqualTo("Submit(t1, {p1})");
    assertThat(PLAIN.action(new Taken("", "Submit", null))).isEqualTo("Submit");
    assertThat(PLAIN.action(new Taken("disk", "PowerLoss", List.of()))).isEqualTo("PowerLoss");
  }

  @Test
  void aFaultBeginsWithWhatItWas() {
    assertThat(fault("[kept |-> {1}, lost |-> {2}, what |-> \"power loss\", other |-> 3]"))
        .isEqualTo("power loss, lost {2}, kept {1}, other 3");
    assertThat(fault("[lost |-> {}, torn |-> {1}]")).isEqualTo("lost {}, torn {1}");
    assertThat(fault("<<\"torn:\", {1}>>")).isEqualTo("torn: {1}");
    assertThat(fault("\"the lock, gone\"")).isEqualTo("the lock, gone");
    assertThat(fault("{1}")).isEqualTo("{1}");
  }

  private static Counterexample ofOneState(String value) {
    TreeMap<String, TlaValue> variables = new TreeMap<>(Map.of("v", TlaParser.parse(value)));
    Counterexample story = Relay.named("action");
    return new Counterexample(
        story.origin(),
        story.violation(),
        List.of(new State(1, "", "", variables)),
        null,
        List.of(),
        List.of());
  }

  @Test
  void aLargeRecordInSeveralPlacesHasAName() {
    String large = "[a |-> 1, b |-> 2, c |-> 3, d |-> {4}]";
    Compact words =
        Compact.of(ofOneState("<<%s, [kind |-> \"proof\", of |-> %s]>>".formatted(large, large)));

    assertThat(words.legend()).containsExactly("#1 = [a 1, b 2, c 3, d {4}]");
    assertThat(words.value(TlaParser.parse("{" + large + "}"))).isEqualTo("{#1}");
  }

  @Test
  void whatIsSmallOrStandsOnlyOnceHasNone() {
    String small = "[a |-> 1, b |-> 2, c |-> 3]";
    String once = "[a |-> 1, b |-> 2, c |-> 3, d |-> 4]";

    Counterexample story = ofOneState("<<%s, %s, %s>>".formatted(small, small, once));

    assertThat(Compact.of(story).legend()).isEmpty();
  }
}
