package org.waymark.check.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waymark.check.serial.Rules.Rule;

/** Goal: each rule is needed, and what comes of leaving it out is the anomaly of its name. */
class AnomalyTest {
  private final Map<Rule, String> stories = Anomaly.stories();

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines);
  }

  @Test
  void everyRuleHasItsAnomaly() {
    assertThat(stories).containsOnlyKeys(Rule.values());
  }

  @Test
  void lostUpdate() {
    assertThat(stories.get(Rule.FIRST_COMMITTER_WINS))
        .isEqualTo(
            lines(
                "T1: began at 0, read nothing, wrote x, is sequence 1",
                "T2: began at 0, read x, wrote x, is sequence 2",
                "T1 is before T2, which overwrote what it wrote",
                "T2 is before T1, which overwrote the x that it read",
                "so no order explains them all"));
  }

  @Test
  void writeSkew() {
    assertThat(stories.get(Rule.PIVOT))
        .isEqualTo(
            lines(
                "T1: began at 0, read y, wrote x, is sequence 1",
                "T2: began at 0, read x, wrote y, is sequence 2",
                "T1 is before T2, which overwrote the y that it read",
                "T2 is before T1, which overwrote the x that it read",
                "so no order explains them all"));
  }

  @Test
  void committedPivot() {
    assertThat(stories.get(Rule.COMMITTED_PIVOT))
        .isEqualTo(
            lines(
                "T1: began at 0, read nothing, wrote x, is sequence 1",
                "T2: began at 0, read x, wrote y, is sequence 2",
                "T3: began at 1, read x y",
                "T1 is before T3, which read its x",
                "T3 is before T2, which overwrote the y that it read",
                "T2 is before T1, which overwrote the x that it read",
                "so no order explains them all"));
  }

  @Test
  void readOnlyAnomaly() {
    assertThat(stories.get(Rule.READERS_REMEMBERED))
        .isEqualTo(
            lines(
                "T1: began at 0, read nothing, wrote x, is sequence 1",
                "T2: began at 1, read x y",
                "T3: began at 0, read x, wrote y, is sequence 2",
                "T1 is before T2, which read its x",
                "T2 is before T3, which overwrote the y that it read",
                "T3 is before T1, which overwrote the x that it read",
                "so no order explains them all"));
  }

  @Test
  void latestWriterOnly() {
    assertThat(stories.get(Rule.ALL_WRITERS_REMEMBERED))
        .isEqualTo(
            lines(
                "T1: began at 0, read y, wrote x, is sequence 1",
                "T2: began at 1, read nothing, wrote x, is sequence 2",
                "T3: began at 0, read x, wrote y, is sequence 3",
                "T1 is before T3, which overwrote the y that it read",
                "T3 is before T1, which overwrote the x that it read",
                "so no order explains them all"));
  }
}
