package org.waymark.stress.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Only what the log does again and again is held against it. */
class PinningTest {

  @Test
  void loadingOnceAndTheStormsOwnPlacesDoNotCount() {
    assertThat(
            Pinning.byTheLog(
                new TreeMap<>(
                    Map.of(
                        "org.waymark.Ticket.await < org.waymark.CommitLog.commit", 9L,
                        "org.waymark.TipWaiters.await", 8L,
                        "org.waymark.check.history.HistoryFile.record", 100L,
                        "org.waymark.stress.storm.Client.write", 100L,
                        "java.io.FileOutputStream.write", 100L))))
        .containsExactly("org.waymark.Ticket.await");
  }

  @Test
  void allWaysIntoAMethodCountTogether() {
    assertThat(
            Pinning.byTheLog(
                new TreeMap<>(
                    Map.of(
                        "org.waymark.Ticket.await < org.waymark.CommitLog.commit (monitor)", 5L,
                        "org.waymark.Ticket.await < org.waymark.Reservation.commit", 4L,
                        "org.waymark.Turn.take < org.waymark.Ticket.await", 5L))))
        .containsExactly("org.waymark.Ticket.await");
  }
}
