package org.waymark.check.counterexample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file gives back the whole counterexample, and nothing that is not one. */
class CounterexampleFileTest {

  @ParameterizedTest
  @ValueSource(strings = {"invariant", "action", "liveness", "refinement"})
  void readsBackWhatItWrote(String story) {
    Counterexample explained = Relay.explained(story);
    Counterexample named = Relay.named(story);

    assertThat(CounterexampleFile.read(CounterexampleFile.write(explained))).isEqualTo(explained);
    assertThat(CounterexampleFile.read(CounterexampleFile.write(named))).isEqualTo(named);
  }

  @Test
  void theCommandThatShowsItAgainCanBeTyped() {
    assertThat(CounterexampleFile.replay(Path.of("target/a-b_1.json")))
        .isEqualTo("waymark replay target/a-b_1.json");
    assertThat(CounterexampleFile.replay(Path.of("it's here.json")))
        .isEqualTo("waymark replay 'it'\\''s here.json'");
    assertThat(CounterexampleFile.replay(Path.of("-x"))).isEqualTo("waymark replay ./-x");
  }

  private static void refused(Consumer<ObjectNode> damage, String why) {
    ObjectNode json = CounterexampleFile.write(Relay.explained("invariant"));
    damage.accept(json);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CounterexampleFile.read(json))
        .withMessageContaining(why);
  }

  @Test
  void refusesWhatIsNotWhole() {
    refused(json -> json.remove("states"), "states");
    refused(
        json -> json.put("version", 2), "version 2 of the format; this program reads version 1");
    refused(json -> json.put("violation", "MISCHIEF"), "MISCHIEF");
    refused(json -> json.put("tlc", 5), "not a string");
    refused(json -> ((ArrayNode) json.required("states")).remove(1), "no behaviour");
    refused(json -> ((ArrayNode) json.required("steps")).remove(0), "no behaviour");
    refused(json -> ((ObjectNode) json.required("states").get(2)).put("number", 9), "state 9 at 3");
    refused(
        json -> ((ObjectNode) json.required("states").get(1).required("variables")).remove("at"),
        "state 2 has variables of its own");
    refused(json -> json.putObject("loop").put("backTo", 9).put("action", ""), "no behaviour");
    refused(json -> json.putArray("states"), "no behaviour");
  }

  @Test
  void letsNothingButNamesAndValuesNearTlc() {
    refused(json -> json.put("module", "../../etc"), "not a name");
    refused(json -> json.put("model", "../a"), "not a file's name");
    refused(
        json -> ((ObjectNode) json.required("constants")).put("Writer", "{w1}\nCONSTRAINT Evil"),
        "not a value of TLC");
    refused(
        json -> ((ObjectNode) json.required("constants")).put("Writer", "<- Evil Next"),
        "not a name");
    refused(
        json -> ((ObjectNode) json.required("states").get(0).required("variables")).put("x'", "1"),
        "not a name");
    refused(
        json ->
            ((ObjectNode) json.required("states").get(0).required("variables"))
                .put("at", "<<".repeat(100_000)),
        "nested deeper");
  }
}
