package org.waymark.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events really recorded: each test starts a recording and reads back what it holds. */
class JfrObserverTest {

  private static final Set<String> PER_TRANSACTION =
      Set.of(
          "waymark.BeginSnapshot",
          "waymark.EndSnapshot",
          "waymark.Prune",
          "waymark.Submit",
          "waymark.Refuse",
          "waymark.AnswerAtOnce",
          "waymark.Answer");

  private static final Set<String> GROUP =
      Set.of(
          "fsync1Claim", "fsync1Complete", "appendMarkersClaim", "appendMarkersWrite", "publish");

  @TempDir private Path folder;

  private final JfrObserver observer = new JfrObserver();

  static Stream<Method> eventsOnTheirOwn() {
    return EventRecorder.events().filter(event -> !GROUP.contains(event.getName()));
  }

  @ParameterizedTest
  @MethodSource("eventsOnTheirOwn")
  void eventOnItsOwnIsRecordedWithItsArguments(Method event) throws IOException {
    try (Recording recording = recordingOfEverything()) {
      String called = EventRecorder.call(event, observer);

      RecordedEvent recorded = onlyEvent(recording);
      assertThat(recorded.getEventType().getName())
          .isEqualToIgnoringCase("waymark." + event.getName());
      assertThat(arguments(recorded)).isEqualTo(called.substring(event.getName().length()));
    }
  }

  @Test
  void groupLeavesItsBarriersAndItself() throws IOException {
    try (Recording recording = recordingOfEverything()) {
      observer.fsync1Claim(1, 3);
      observer.fsync1Complete(1, 3);
      observer.fsync1Claim(4, 4);
      observer.appendMarkersWrite(1, 3, 0);
      observer.publish(1, 1, 3);
      observer.fsync1Complete(4, 4);
      observer.appendMarkersWrite(4, 4, 3);
      observer.publish(2, 4, 4);

      List<RecordedEvent> events = events(recording);
      assertThat(events.stream().map(e -> simpleName(e) + arguments(e)))
          .containsExactlyInAnyOrder(
              "Fsync1[1, 3]",
              "Fsync2[1, 3, 0, 1]",
              "Group[1, 1, 3]",
              "Fsync1[4, 4]",
              "Fsync2[4, 4, 3, 2]",
              "Group[2, 4, 4]");
      RecordedEvent fsync1 = event(events, "Fsync1", 1);
      RecordedEvent fsync2 = event(events, "Fsync2", 1);
      RecordedEvent group = event(events, "Group", 1);
      assertThat(
              List.<Instant>of(
                  group.getStartTime(),
                  fsync1.getStartTime(),
                  fsync1.getEndTime(),
                  fsync2.getStartTime(),
                  fsync2.getEndTime(),
                  group.getEndTime()))
          .isSorted();
      assertThat(fsync1.getDuration()).isPositive();
      assertThat(fsync2.getDuration()).isPositive();
    }
  }

  @Test
  void groupThatAHaltEndedIsNotRecorded() throws IOException {
    try (Recording recording = recordingOfEverything()) {
      observer.fsync1Claim(1, 1);
      observer.fsync1Complete(1, 1);
      observer.appendMarkersWrite(1, 1, 0);
      observer.halt(new IOException("no device"));
      observer.publish(1, 1, 1);

      assertThat(events(recording).stream().map(e -> simpleName(e) + arguments(e)))
          .containsExactlyInAnyOrder("Fsync1[1, 1]", "Halt[java.io.IOException: no device]");
    }
  }

  @Test
  void eventsOfEveryTransactionAreOffUnlessAskedFor() throws IOException {
    try (Recording recording = new Recording()) {
      recording.start();
      EventRecorder.events().forEach(event -> EventRecorder.call(event, observer));

      assertThat(events(recording).stream().map(e -> e.getEventType().getName()))
          .contains("waymark.Recover", "waymark.Halt")
          .doesNotContainAnyElementsOf(PER_TRANSACTION);
    }
  }

  private static Recording recordingOfEverything() {
    // Loads the event classes, so that the recorder knows them.
    EventRecorder.events().forEach(event -> EventRecorder.call(event, new JfrObserver()));
    Recording recording = new Recording();
    FlightRecorder.getFlightRecorder().getEventTypes().stream()
        .filter(type -> type.getName().startsWith("waymark."))
        .forEach(type -> recording.enable(type.getName()).withoutThreshold());
    recording.start();
    return recording;
  }

  private List<RecordedEvent> events(Recording recording) throws IOException {
    recording.stop();
    Path file = folder.resolve("recording.jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getCategoryNames().contains("Waymark"))
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .toList();
  }

  private RecordedEvent onlyEvent(Recording recording) throws IOException {
    List<RecordedEvent> events = events(recording);
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private static RecordedEvent event(List<RecordedEvent> events, String name, long firstSeq) {
    return events.stream()
        .filter(e -> simpleName(e).equals(name) && e.getLong("firstSeq") == firstSeq)
        .findFirst()
        .orElseThrow();
  }

  private static String simpleName(RecordedEvent event) {
    return event.getEventType().getName().substring("waymark.".length());
  }

  /** The fields that Waymark gave the event, in order. */
  private static String arguments(RecordedEvent event) {
    return event.getFields().stream()
        .map(field -> field.getName())
        .filter(
            name -> !Set.of("startTime", "duration", "eventThread", "stackTrace").contains(name))
        .map(name -> String.valueOf(event.<Object>getValue(name)))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
