package org.waymark.check.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** Models for tests, written as in the manifest. */
final class Models {

  private static final JsonMapper JSON = new JsonMapper();

  /** The abstract log as the manifest records it: 610 states. */
  static final SpecModel COMMIT_LOG = commitLog("'states': 610, 'depth': 7");

  private Models() {}

  /** Reads a model; for readability with ' instead of ". */
  static SpecModel of(String json) {
    try {
      return JSON.readValue(json.replace('\'', '"'), SpecModel.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A quick model {@code m} of module {@code M}. */
  static SpecModel quick(String expectation) {
    return of("{'cfg': 'm', 'module': 'M', 'profile': 'quick', " + expectation + "}");
  }

  /** The abstract log with another expectation. */
  static SpecModel commitLog(String expectation) {
    return of(
        "{'cfg': 'CommitLog', 'module': 'CommitLog', 'bounds': {'Txn': 3}, 'profile': 'quick', "
            + expectation
            + "}");
  }
}
