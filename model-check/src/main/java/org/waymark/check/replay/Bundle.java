package org.waymark.check.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** A recorded failure, opened to be shown or checked again. Immutable. */
public interface Bundle {

  /**
   * Returns it as plain text.
   *
   * @param width how many characters fit on a line
   * @param command the command that shows it again, which becomes the last line
   */
  String text(int width, String command);

  /**
   * Returns it as an HTML page that needs nothing beside itself.
   *
   * @param command the command that shows it again
   */
  String html(String command);

  /** Returns it as JSON: what the file holds, as this program understands it. */
  ObjectNode json();

  /**
   * Asks whether it still is a failure of what this program checks now.
   *
   * @throws IOException if that could not be found out; the message says why
   * @throws InterruptedException if this thread was interrupted
   */
  Recheck check() throws IOException, InterruptedException;

  /**
   * What became of a recorded failure.
   *
   * @param outcome in one word
   * @param findings what was found, in sentences
   */
  record Recheck(Outcome outcome, List<String> findings) {

    /** Keeps a copy of the findings. */
    public Recheck {
      findings = List.copyOf(findings);
    }
  }

  /** What may become of a recorded failure. */
  enum Outcome {
    /** It happens as it did. */
    STILL_FAILS,
    /** It can still happen, but breaks nothing any more, as far as could be checked. */
    HOLDS_NOW,
    /** It is about something that has changed: it cannot happen any more. */
    STALE
  }
}
