package org.waymark.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * The flight recorder's events, one class for each; {@link JfrObserver} fills them in.
 *
 * <p>Events that come once per transaction are disabled unless a recording asks for them by name.
 * Stack traces are off: they would only ever show the coordinator.
 */
final class JfrEvents {

  private JfrEvents() {}

  @Category("Waymark")
  @StackTrace(false)
  abstract static class WaymarkEvent extends Event {}

  @Name("waymark.Recover")
  @Label("Recover")
  @Description("A log was opened")
  static final class Recover extends WaymarkEvent {
    @Label("Tip")
    long tip;

    @Label("Recovery Case")
    char recoveryCase;

    @Label("Incarnation")
    int incarnation;
  }

  @Name("waymark.BeginSnapshot")
  @Label("Begin Snapshot")
  @Description("A snapshot began")
  @Enabled(false)
  static final class BeginSnapshot extends WaymarkEvent {
    @Label("Begin Sequence")
    long beginSeq;
  }

  @Name("waymark.EndSnapshot")
  @Label("End Snapshot")
  @Description("A snapshot ended")
  @Enabled(false)
  static final class EndSnapshot extends WaymarkEvent {
    @Label("Begin Sequence")
    long beginSeq;
  }

  @Name("waymark.Prune")
  @Label("Prune")
  @Description("The floor was raised")
  @Enabled(false)
  static final class Prune extends WaymarkEvent {
    @Label("Floor")
    long floor;
  }

  @Name("waymark.Submit")
  @Label("Submit")
  @Description("A submission was admitted")
  @Enabled(false)
  static final class Submit extends WaymarkEvent {
    @Label("Sequence")
    long sequence;

    @Label("Begin Sequence")
    long beginSeq;

    @Label("Pages Written")
    int pagesWritten;

    @Label("Pages Read")
    int pagesRead;

    @Label("Commit Time in Unix Nanoseconds")
    long time;
  }

  @Name("waymark.Refuse")
  @Label("Refuse")
  @Description("A submission was refused")
  @Enabled(false)
  static final class Refuse extends WaymarkEvent {
    @Label("Result")
    @Nullable String result;

    @Label("Begin Sequence")
    long beginSeq;
  }

  @Name("waymark.AnswerAtOnce")
  @Label("Answer at Once")
  @Description("A submission was answered at once, and not refused")
  @Enabled(false)
  static final class AnswerAtOnce extends WaymarkEvent {
    @Label("Result")
    @Nullable String result;

    @Label("Begin Sequence")
    long beginSeq;
  }

  @Name("waymark.ClockAhead")
  @Label("Clock Ahead")
  @Description("A clock ran more than an hour ahead of the last commit")
  static final class ClockAhead extends WaymarkEvent {
    @Label("Sequence")
    long sequence;

    @Label("Ahead")
    @Timespan(Timespan.NANOSECONDS)
    long ahead;
  }

  @Name("waymark.Fsync1")
  @Label("FSYNC_1")
  @Description("From the claim of a group to the return of its FSYNC_1")
  static final class Fsync1 extends WaymarkEvent {
    @Label("First Sequence")
    long firstSeq;

    @Label("Last Sequence")
    long lastSeq;
  }

  @Name("waymark.Fsync2")
  @Label("FSYNC_2")
  @Description("From the start of a group's marker write to its publication after FSYNC_2")
  static final class Fsync2 extends WaymarkEvent {
    @Label("First Sequence")
    long firstSeq;

    @Label("Last Sequence")
    long lastSeq;

    @Label("Durable Up To")
    long durableUpTo;

    @Label("Epoch")
    long epoch;
  }

  @Name("waymark.Group")
  @Label("Group")
  @Description("From the claim of a group for FSYNC_1 to its publication")
  static final class Group extends WaymarkEvent {
    @Label("Epoch")
    long epoch;

    @Label("First Sequence")
    long firstSeq;

    @Label("Last Sequence")
    long lastSeq;
  }

  @Name("waymark.Answer")
  @Label("Answer")
  @Description("A final answer was handed out")
  @Enabled(false)
  static final class Answer extends WaymarkEvent {
    @Label("Sequence")
    long sequence;

    @Label("Result")
    @Nullable String result;
  }

  @Name("waymark.FlushBatch")
  @Label("Flush Batch")
  @Description("One batch went through the protocol")
  static final class FlushBatch extends WaymarkEvent {
    @Label("Epoch")
    long epoch;

    @Label("Group Size")
    int groupSize;

    @Label("First Sequence")
    long firstSeq;

    @Label("Last Sequence")
    long lastSeq;

    @Label("Elapsed")
    @Timespan(Timespan.NANOSECONDS)
    long elapsed;
  }

  @Name("waymark.InitiateShutdown")
  @Label("Initiate Shutdown")
  @Description("New submissions are refused from here on")
  static final class InitiateShutdown extends WaymarkEvent {}

  @Name("waymark.Halt")
  @Label("Halt")
  @Description("The incarnation ended after an I/O failure")
  static final class Halt extends WaymarkEvent {
    @Label("Cause")
    @Nullable String cause;
  }
}
