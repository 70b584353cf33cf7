package org.waymark.check.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.waymark.check.counterexample.Counterexample;
import org.waymark.check.counterexample.CounterexampleFile;
import org.waymark.check.counterexample.CounterexampleHtml;
import org.waymark.check.counterexample.CounterexampleTable;
import org.waymark.check.counterexample.Reexamination;
import org.waymark.check.spec.SpecFiles;

/** Counterexamples that TLC found in a model of {@code spec/}. */
public final class CounterexampleKind implements BundleKind {

  /** For {@link java.util.ServiceLoader}. */
  public CounterexampleKind() {}

  @Override
  public String name() {
    return CounterexampleFile.KIND;
  }

  @Override
  public Bundle open(JsonNode json) {
    return new CounterexampleBundle(CounterexampleFile.read(json));
  }

  private record CounterexampleBundle(Counterexample counterexample) implements Bundle {

    @Override
    public String text(int width, String command) {
      return CounterexampleTable.of(counterexample, width, command);
    }

    @Override
    public String html(String command) {
      return CounterexampleHtml.of(counterexample, command);
    }

    @Override
    public ObjectNode json() {
      return CounterexampleFile.write(counterexample);
    }

    @Override
    public Recheck check() throws IOException, InterruptedException {
      try (SpecFiles files = SpecFiles.extract()) {
        Reexamination found = Reexamination.of(counterexample, files.directory());
        Outcome outcome =
            !found.possible()
                ? Outcome.STALE
                : found.violated() ? Outcome.STILL_FAILS : Outcome.HOLDS_NOW;
        return new Recheck(outcome, found.findings());
      }
    }
  }
}
