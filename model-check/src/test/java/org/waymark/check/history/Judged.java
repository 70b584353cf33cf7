package org.waymark.check.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;

/** Assertions in pairs: a history that lacks one property, and one close to it that lacks none. */
final class Judged {
  private Judged() {}

  /** Asserts that the first history violates exactly this property, and the second none. */
  static void pair(
      String property, Consumer<RecordedHistory> violating, Consumer<RecordedHistory> holding) {
    violates(violating, property);
    violates(holding);
  }

  /** Asserts that a history violates these properties, in this order, and no other. */
  static void violates(Consumer<RecordedHistory> history, String... properties) {
    RecordedHistory recorded = new RecordedHistory();
    history.accept(recorded);
    assertThat(recorded.checker().violations())
        .extracting(Violation::property)
        .containsExactly(properties);
  }
}
