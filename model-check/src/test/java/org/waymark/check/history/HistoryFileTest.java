package org.waymark.check.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded is read back, and a kill in the midst of a line loses that event alone. */
class HistoryFileTest {
  @TempDir private Path directory;

  private static final List<HistoryEvent> ONE_OF_EACH =
      List.of(
          new HistoryEvent.Recovered(
              List.of(
                  new Commit(1, 2, "t", "c", null),
                  new Commit(2, 3, "u", "d", new Commit.Content(1, List.of(7L), "digest")),
                  new Commit(3, 4, "v", "e", new Commit.Content(1, List.of(7L), "f", List.of())))),
          new HistoryEvent.Refused("no"),
          new HistoryEvent.Invoked(5, "t", 1, List.of(1L, -1L), "c", "digest"),
          new HistoryEvent.Invoked(6, "u", 1, List.of(2L), "c", "digest", List.of(1L, -1L)),
          HistoryEvent.Invoked.readOnly(7, "v", 1, List.of(3L)),
          new HistoryEvent.Answered(5, "committed", 9, 10, List.of()),
          new HistoryEvent.Observed(new Commit(1, 2, "t", "c", null)),
          new HistoryEvent.Intruded(true),
          new HistoryEvent.Failed("force markers-1-1", 4),
          new HistoryEvent.Damaged("markers-1-1: sector 8 zeroed", List.of(5L, 6L)),
          new HistoryEvent.Usurped(),
          new HistoryEvent.Quiet(),
          new HistoryEvent.Effort("disk operations", 40, 1000),
          new HistoryEvent.Footprint(5, 9, 4096, 65536),
          new HistoryEvent.Ended("killed"));

  private void recordAll() throws IOException {
    try (HistoryFile file = HistoryFile.append(HistoryFile.path(directory, 3, "writer"))) {
      for (HistoryEvent event : ONE_OF_EACH) {
        file.record(event);
      }
    }
  }

  private void append(String text) throws IOException {
    Files.writeString(HistoryFile.path(directory, 3, "writer"), text, StandardOpenOption.APPEND);
  }

  @Test
  void everyKindOfEventIsReadBack() throws IOException {
    recordAll();
    List<HistoryFile.Line> lines = HistoryFile.read(directory, 3, "writer");
    assertThat(lines).extracting(HistoryFile.Line::event).isEqualTo(ONE_OF_EACH);
    assertThat(lines.get(2).place()).hasToString("life 3, life-0003-writer.ndjson:3");
  }

  @Test
  void aReadSetThatIsNotThereIsNotWrittenAndNotAskedFor() throws IOException {
    recordAll();
    List<String> lines = Files.readAllLines(HistoryFile.path(directory, 3, "writer"));
    assertThat(lines.get(2)).doesNotContain("reads");
    assertThat(lines.get(3)).contains("\"reads\":[1,-1]");
  }

  @Test
  void aTornLastLineDidNotHappen() throws IOException {
    recordAll();
    append("{\"event\":\"ended\",\"how\":\"ki");
    assertThat(HistoryFile.read(directory, 3, "writer")).hasSameSizeAs(ONE_OF_EACH);
  }

  @Test
  void aWholeLineThatIsNoEventIsNamed() throws IOException {
    recordAll();
    append("{\"event\":\"invented\"}\n");
    assertThatThrownBy(() -> HistoryFile.read(directory, 3, "writer"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("life-0003-writer.ndjson:16");
  }

  @Test
  void aLifeThatRecordedNothingHasNoEvents() throws IOException {
    assertThat(HistoryFile.read(directory, 4, "writer")).isEmpty();
  }
}
