package org.waymark.check.vectors;

import static org.waymark.check.vectors.VectorFile.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.waymark.CommitResult;
import org.waymark.Snapshot;
import org.waymark.SubmitResult;
import org.waymark.ValidationLimitException;
import org.waymark.check.serial.Front;

/**
 * One conversation with a shipped coordinator, on a log of its own. A lease is taken at every tip,
 * and given back when a step says so: then the floor rises as far as the next one.
 *
 * <p>Not thread-safe.
 */
final class ShippedFront implements Closeable {
  private final Front front;

  /** The oldest first. */
  private final Deque<Snapshot> leases = new ArrayDeque<>();

  /** Creates the log that a context describes. */
  ShippedFront(JsonNode context) throws IOException {
    int limit = context.required("limit").intValue();
    int retryWindow = context.required("retryWindow").intValue();
    front = new Front(limit, retryWindow, new SplittableRandom(limit));
    leases.add(front.lease());
  }

  /** Takes a step; returns the fields that tell what came of it. */
  ObjectNode take(JsonNode vector) throws IOException {
    String step = vector.required("step").textValue();
    switch (step) {
      case "submit" -> {
        return answer(
            front.ask(number(vector, "begin"), set(vector, "reads"), set(vector, "writes")));
      }
      case "publish" -> front.publishAll();
      case "prune" -> {
        return object().put("floor", Long.toString(prune(number(vector, "to"))));
      }
      case "reopen" -> {
        leases.clear();
        front.reopen();
      }
      default -> throw new IllegalArgumentException("an unknown step: " + step);
    }
    leases.add(front.lease());
    return object().put("tip", Long.toString(front.tip()));
  }

  private long prune(long to) {
    while (!leases.isEmpty() && leases.element().beginSeq() < to) {
      leases.remove().close();
    }
    return front.prune();
  }

  private static ObjectNode answer(SubmitResult result) {
    ObjectNode fields = object();
    if (result instanceof SubmitResult.Admitted admitted) {
      return fields.put("answer", "admitted").put("sequence", Long.toString(admitted.sequence()));
    }
    if (!(result instanceof CommitResult known)) {
      throw new IllegalStateException("no answer to a new submission: " + result);
    }
    fields.put("answer", known.name());
    if (known instanceof CommitResult.SerializableAt reader) {
      fields.put("beginSeq", Long.toString(reader.beginSeq()));
    } else if (known instanceof CommitResult.FcwConflict conflict) {
      ArrayNode pages = fields.putArray("pages");
      for (long page : conflict.pages()) {
        pages.add(Long.toUnsignedString(page));
      }
    } else if (known instanceof CommitResult.SsiConflict conflict) {
      fields.put("structure", conflict.structure().toString());
      fields.put("with", Long.toString(conflict.with()));
      fields.put("withOnlyRead", conflict.withOnlyRead());
      fields.put("out", Long.toString(conflict.out()));
    } else if (known instanceof CommitResult.SnapshotTooOld refused) {
      fields.put("floor", Long.toString(refused.floor()));
    } else if (known instanceof CommitResult.SnapshotInTheFuture refused) {
      fields.put("tip", Long.toString(refused.tip()));
    } else if (known instanceof CommitResult.NotCommitted refused
        && refused.cause() instanceof ValidationLimitException) {
      fields.put("cause", "limit");
    } else {
      throw new IllegalStateException("no answer to a new submission: " + result);
    }
    return fields;
  }

  private static long number(JsonNode vector, String member) {
    return Long.parseLong(vector.required(member).textValue());
  }

  private static long[] set(JsonNode vector, String member) {
    JsonNode pages = vector.required(member);
    long[] set = new long[pages.size()];
    for (int i = 0; i < set.length; i++) {
      set[i] = Long.parseUnsignedLong(pages.get(i).textValue());
    }
    return set;
  }

  @Override
  public void close() throws IOException {
    front.close();
  }
}
