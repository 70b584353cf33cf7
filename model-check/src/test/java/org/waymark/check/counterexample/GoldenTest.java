package org.waymark.check.counterexample;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.check.Golden;

/**
 * What a reader gets to see, compared to the letter with committed texts. They are made from what
 * TLC once printed, so they do not run TLC.
 *
 * <p>If a text is to change, the new one lies in {@code target/golden/} after a failure, to be
 * looked at and copied to {@code src/test/resources/relay/golden/}.
 */
class GoldenTest {

  private static final int WIDTH = 100;

  @ParameterizedTest
  @ValueSource(strings = {"invariant", "action", "liveness", "refinement"})
  void theTable(String story) throws IOException {
    String table = CounterexampleTable.of(Relay.explained(story), WIDTH, replay(story));

    compare(story + ".txt", table);
  }

  @Test
  void theTableWithoutAnExplanation() throws IOException {
    Counterexample named = Relay.named("liveness");
    Counterexample noted = named.with(named.steps(), "TLC could not explain the steps");

    compare("unexplained.txt", CounterexampleTable.of(noted, 60, replay("liveness")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"invariant", "liveness"})
  void thePage(String story) throws IOException {
    compare(story + ".html", CounterexampleHtml.of(Relay.explained(story), replay(story)));
  }

  @Test
  void theFile() throws IOException {
    String json =
        JsonMapper.builder()
            .build()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(CounterexampleFile.write(Relay.explained("invariant")));

    compare("invariant.json", json + "\n");
  }

  private static String replay(String story) {
    return "waymark replay Relay_" + story + ".json";
  }

  private static void compare(String name, String actual) throws IOException {
    Golden.compare(Relay.spec().resolve("golden"), name, actual);
  }
}
