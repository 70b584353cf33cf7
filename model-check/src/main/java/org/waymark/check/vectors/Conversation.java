package org.waymark.check.vectors;

import static org.waymark.check.vectors.VectorFile.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import org.waymark.check.serial.Answer;
import org.waymark.check.serial.Ruling;
import org.waymark.check.serial.Verdict;

/**
 * One conversation with a coordinator while it is being written: each step becomes a vector, with
 * what the {@link PlainFront} says. Sets of pages are masks, of which bit 0 stands for the first of
 * the conversation's pages.
 *
 * <p>Not thread-safe.
 */
final class Conversation {
  private static final int ROOMY = 1_000;

  private final VectorFile file;
  private final String name;
  private final long[] pages;
  private final PlainFront front;
  private int steps;

  /** Begins one in which neither the limit nor the retry window is met, on the pages 1 to 8. */
  static Conversation roomy(VectorFile file, String name, String about) {
    return new Conversation(file, name, about, ROOMY, ROOMY, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  /**
   * Begins.
   *
   * @param name the name of the context that describes it, from which the vectors are numbered
   * @param pages the numbers of its pages
   */
  Conversation(
      VectorFile file, String name, String about, int limit, int retryWindow, long... pages) {
    this.file = file;
    this.name = name;
    this.pages = pages.clone();
    this.front = new PlainFront(limit, retryWindow);
    file.context(
        name, object().put("about", about).put("limit", limit).put("retryWindow", retryWindow));
  }

  PlainFront front() {
    return front;
  }

  /** Submits a transaction. */
  Conversation submit(String shows, int begin, int read, int written) {
    return submit(answer -> shows, begin, read, written);
  }

  /** Submits a transaction, of which the answer says what it shows. */
  Conversation submit(Function<Answer, String> shows, int begin, int read, int written) {
    Answer answer = front.submit(begin, read, written);
    ObjectNode vector = step(shows.apply(answer), "submit");
    vector.put("begin", Integer.toString(begin));
    vector.set("reads", set(read));
    vector.set("writes", set(written));
    vector.put("valid", true).set("fields", fields(answer, written == 0));
    return this;
  }

  /** Publishes all that is pending. */
  Conversation publish() {
    front.publish();
    return at(step("all that is pending is published", "publish"), "tip", front.tip());
  }

  /** Raises the floor. */
  Conversation prune(int to) {
    front.prune(to);
    ObjectNode vector = step("nobody may begin below " + to + " any more", "prune");
    return at(vector.put("to", Integer.toString(to)), "floor", front.floor());
  }

  /** Opens the log again. */
  Conversation reopen() {
    front.reopen();
    return at(
        step("what is pending is lost, and the floor is the tip", "reopen"), "tip", front.tip());
  }

  private ObjectNode step(String shows, String step) {
    String vector = String.format("%s-%02d", name, ++steps);
    return file.add(vector, shows).put("context", name).put("step", step);
  }

  private Conversation at(ObjectNode vector, String what, int sequence) {
    vector.put("valid", true).putObject("fields").put(what, Integer.toString(sequence));
    return this;
  }

  private ArrayNode set(int mask) {
    ArrayNode set = object().arrayNode();
    for (int page = 0; page < pages.length; page++) {
      if ((mask & 1 << page) != 0) {
        set.add(Long.toUnsignedString(pages[page]));
      }
    }
    return set;
  }

  private ObjectNode fields(Answer answer, boolean readsOnly) {
    String number = Long.toString(answer.number());
    return switch (answer.kind()) {
      case TOO_OLD -> object().put("answer", "snapshot_too_old").put("floor", number);
      case IN_THE_FUTURE -> object().put("answer", "snapshot_in_the_future").put("tip", number);
      case NO_ROOM -> object().put("answer", "not_committed").put("cause", "limit");
      case RULED -> {
        if (!answer.admits()) {
          yield fields(answer.ruling());
        }
        yield readsOnly
            ? object().put("answer", "serializable_at").put("beginSeq", number)
            : object().put("answer", "admitted").put("sequence", number);
      }
    };
  }

  private ObjectNode fields(Ruling refused) {
    if (refused.verdict() == Verdict.FCW_CONFLICT) {
      ObjectNode fields = object().put("answer", "fcw_conflict");
      fields.set("pages", set(refused.conflicts()));
      return fields;
    }
    return object()
        .put("answer", "ssi_conflict")
        .put("structure", refused.verdict() == Verdict.PIVOT ? "pivot" : "committed_pivot")
        .put("with", Integer.toString(refused.with()))
        .put("withOnlyRead", refused.withOnlyRead())
        .put("out", Integer.toString(refused.out()));
  }
}
