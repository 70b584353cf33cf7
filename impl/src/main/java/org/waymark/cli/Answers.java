package org.waymark.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.waymark.CommitResult;

/** The lines with which {@code waymark run --input} answers; each is one JSON object. */
final class Answers {

  private Answers() {}

  /** Returns the line for an answer of the log. */
  static String of(String txn, CommitResult result) {
    ObjectNode line = object().put("txn", txn).put("result", result.name());
    if (result instanceof CommitResult.Committed committed) {
      line.put("seq", committed.sequence()).put("time", committed.time());
    } else if (result instanceof CommitResult.SerializableAt at) {
      line.put("begin", at.beginSeq());
    } else if (result instanceof CommitResult.FcwConflict conflict) {
      var pages = line.putArray("pages");
      for (long page : conflict.pages()) {
        pages.add(new BigInteger(Long.toUnsignedString(page)));
      }
    } else if (result instanceof CommitResult.SsiConflict conflict) {
      line.put("structure", conflict.structure().toString());
      line.put("with", conflict.with()).put("with_only_read", conflict.withOnlyRead());
      line.put("out", conflict.out());
    } else if (result instanceof CommitResult.SnapshotTooOld tooOld) {
      line.put("floor", tooOld.floor());
    } else if (result instanceof CommitResult.SnapshotInTheFuture future) {
      line.put("tip", future.tip());
    } else if (result instanceof CommitResult.NotCommitted not) {
      line.put("cause", describe(not.cause()));
    } else if (result instanceof CommitResult.OutcomeUnknown unknown) {
      line.put("cause", describe(unknown.cause()));
    }
    return line.toString();
  }

  /** Returns the line for a line that makes no sense. */
  static String error(long number, @Nullable String txn, String message) {
    ObjectNode line = object().put("line", number);
    if (txn != null) {
      line.put("txn", txn);
    }
    return line.put("result", "error").put("message", message).toString();
  }

  static String describe(Throwable cause) {
    Trouble trouble = Trouble.of(cause);
    return trouble == null ? cause.toString() : trouble.line();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
