package org.waymark.check.lincheck;

import java.util.List;
import org.waymark.CommitStateOperations;
import org.waymark.InOrderOperations;
import org.waymark.PlacesOperations;
import org.waymark.ReadOnlyOperations;
import org.waymark.SerializableOperations;
import org.waymark.SnapshotsOperations;
import org.waymark.TicketOperations;
import org.waymark.TipWaitersOperations;
import org.waymark.TurnOperations;
import org.waymark.log.CapsuleLogOperations;
import org.waymark.log.CapsuleSegmentOperations;
import org.waymark.log.LogReaderOperations;
import org.waymark.log.SegmentFilesOperations;

/** The targets over each concurrent building block of the commit log, on its own. */
final class BlockTargets {

  /** How much more often small objects are run: a run takes them a thirtieth of a log's. */
  private static final int SMALL = 10;

  /** What validation remembers: one step each call, so that who does not lock it is seen. */
  private static final List<String> TABLES = List.of("org.waymark.validation.");

  private static final List<String> ALL_BUT_TABLES =
      CommitLogTargets.OPAQUE.stream().filter(name -> !TABLES.contains(name)).toList();

  private BlockTargets() {}

  static List<Target> all() {
    return List.of(
        turn(),
        places(),
        placesProgress(),
        tipWaiters(),
        inOrder("in-order-at-once", InOrderOperations.AtOnce.class),
        inOrder("in-order-refusing", InOrderOperations.Refusing.class),
        inOrderQueued(),
        ticket(),
        commitState(),
        snapshots(),
        serializable(),
        capsuleSegment(),
        segmentProgress(),
        capsuleLog(),
        segmentFiles(),
        logReader(),
        readOnly());
  }

  private static Target turn() {
    return Target.of("turn", TurnOperations.class, TurnOperations.Specification.class)
        .weight(SMALL)
        .named(
            Scenario.of("two draw", "draw", "draw"),
            Scenario.of("three draw", "draw, draw", "draw", "draw"),
            Scenario.of("asked for twice", "drawTwice, isMine", "draw, isMine"))
        .phrases("draw", "drawTwice", "isMine")
        .build();
  }

  private static Target places() {
    return Target.of("places", PlacesOperations.class, PlacesOperations.Specification.class)
        .weight(SMALL)
        .named(
            Scenario.of("given back while one waits", "take", "giveBack")
                .before("tryTake")
                .after("free"),
            Scenario.of("given back while two wait", "take", "take", "giveBack, giveBack")
                .before("tryTake")
                .after("free"),
            Scenario.of("closed while two wait", "take", "take", "close")
                .before("tryTake")
                .after("free"),
            Scenario.of("given back, then closed, while one waits", "take", "giveBack, close")
                .before("tryTake")
                .after("free"),
            Scenario.of("used by turns", "use", "use", "giveBack")
                .before("takeAnyway, takeAnyway, giveBack")
                .after("free"))
        .phrases("tryTake, free", "takeAnyway, giveBack", "giveBack", "close, isClosed", "isClosed")
        .after("free")
        .build();
  }

  /** No wait for anybody; what wakes a waiter is not looked into, which has a monitor here. */
  private static Target placesProgress() {
    return Target.of(
            "places-progress", PlacesOperations.class, PlacesOperations.Specification.class)
        .in(Mode.MODEL_CHECKING)
        .obstructionFree()
        .opaque(List.of("org.waymark.check.lincheck.StrictThreads"))
        .weight(SMALL)
        .named(
            Scenario.of(
                    "taken and given back", "tryTake, giveBack", "takeAnyway", "giveBack, tryTake")
                .after("free"))
        .build();
  }

  private static Target tipWaiters() {
    return Target.of(
            "tip-waiters", TipWaitersOperations.class, TipWaitersOperations.Specification.class)
        .weight(SMALL)
        .named(
            Scenario.of("reached while one waits", "await 1", "advance"),
            Scenario.of("ended while one waits", "await 1", "end"),
            Scenario.of("two steps for two waiters", "await 1", "await 2", "advance, advance"),
            Scenario.of("two movers", "await 2", "advance", "advance"),
            Scenario.of("ended while two wait", "await 1", "await 2", "advance, end"))
        .phrases("advance", "look 1..2", "advance, await 1")
        .build();
  }

  private static Target inOrder(String name, Class<?> tested) {
    return Target.of(name, tested, InOrderOperations.Specification.class)
        .weight(SMALL)
        .named(
            Scenario.of("two bring tasks", "execute 1, execute 2", "execute 3, execute 4")
                .after("ran"),
            Scenario.of("closed meanwhile", "execute 1", "execute 2", "runAll, runAll")
                .after("ran"))
        .phrases("execute 1..9", "runAll")
        .after("ran")
        .build();
  }

  private static Target inOrderQueued() {
    return Target.of(
            "in-order-queued",
            InOrderOperations.Queued.class,
            InOrderOperations.Specification.class)
        .weight(SMALL)
        .named(
            Scenario.of("two workers", "execute 1, work", "execute 2, work").after("work, ran"),
            Scenario.of(
                    "closed meanwhile", "execute 1, execute 2", "work, work", "execute 3, runAll")
                .after("work, work, ran"))
        .phrases("execute 1..9", "work", "runAll")
        .after("work, work, work, work, work, work, ran")
        .build();
  }

  private static Target ticket() {
    return Target.of("ticket", TicketOperations.class, TicketOperations.Specification.class)
        .weight(3 * SMALL)
        .named(Scenario.of("answered while one waits", "ask", "answer"))
        .build();
  }

  private static Target commitState() {
    return Target.of(
            "commit-state", CommitStateOperations.class, CommitStateOperations.Specification.class)
        .atomic(TABLES)
        .opaque(ALL_BUT_TABLES)
        .named(
            Scenario.of("one page for two", "admit 1 7 0", "admit 2 7 0").after("pendingCount"),
            Scenario.of("drain races publish", "publish", "drain, tip")
                .before("admit 1 1 0, claimPending, completeFsync1, claimCovered, startMarkers"),
            Scenario.of("admitted or shut down", "admit 1 1 0, tip", "initiateShutdown, drain")
                .after("pendingCount, validate 2 2 0"),
            Scenario.of("drain races drain", "drain", "drain, tip")
                .before(
                    "admit 1 1 0, claimPending, completeFsync1, claimCovered, startMarkers,"
                        + " publish"),
            Scenario.of(
                    "a group handed over",
                    "claimPending, completeFsync1",
                    "claimCovered, startMarkers, publish, drain",
                    "admit 2 2 0, drain")
                .before("admit 1 1 0")
                .after("tip, pendingCount, drain"),
            Scenario.of(
                    "halted while a group is published",
                    "claimCovered, startMarkers, publish",
                    "halt, drain",
                    "tip, admit 2 2 0")
                .before("admit 1 1 0, claimPending, completeFsync1")
                .after("tip, pendingCount, drain"))
        .phrases(
            "1: claimPending, completeFsync1",
            "1: claimCovered, startMarkers, publish",
            "1: claimCovered, startMarkers, publish",
            "admit # # 0",
            "admit 1..4 1..4 0",
            "validate 1..4 1..4 0",
            "drain",
            "halt",
            "tip, pendingCount",
            "initiateShutdown")
        .before("admit 1 1 0, claimPending, completeFsync1")
        .after("tip, pendingCount, drain")
        .build();
  }

  private static Target snapshots() {
    return Target.of(
            "snapshots", SnapshotsOperations.class, SnapshotsOperations.Specification.class)
        .atomic(TABLES)
        .opaque(ALL_BUT_TABLES)
        .named(
            Scenario.of("begun while the floor rises", "begin 1, validate 2 1 0", "publish, prune")
                .before("admit 1 1 0"),
            Scenario.of(
                    "validated while pruned", "validate 2 1 0, validate 3 1 1", "publish, prune")
                .before("admit 1 1 0"))
        .phrases(
            "1: publish",
            "1: publish, prune",
            "begin #, prune, end #",
            "begin #",
            "admit # 1..2 0",
            "validate # 1..2 0..1",
            "prune")
        .before("admit 5 1 0, publish")
        .build();
  }

  private static Target serializable() {
    return Target.of(
            "serializable",
            SerializableOperations.class,
            SerializableOperations.Specification.class)
        .atomic(TABLES)
        .opaque(ALL_BUT_TABLES)
        .named(
            Scenario.of("write skew", "admit 1 1 2 0", "admit 2 2 1 0"),
            Scenario.of("three in a ring", "admit 1 1 2 0", "admit 2 2 4 0", "admit 3 4 1 0"),
            Scenario.of("read between two writers", "admit 2 1 2 0", "admit 3 3 0 1")
                .before("admit 1 0 1 0, publish"),
            Scenario.of("past a pivot", "admit 2 1 2 0", "admit 3 2 4 0")
                .before("admit 1 0 1 0, publish"),
            Scenario.of("refused while the other is published", "admit 2 1 2 0", "publish, prune")
                .before("admit 1 2 1 0"),
            Scenario.of("begun at what is being published", "admit 2 3 0 1", "publish")
                .before("admit 1 1 2 0")
                .after("admit 3 2 1 0"))
        .size(4, 1)
        .phrases(
            "1: publish",
            "1: publish, prune",
            "prune",
            "admit # 0..7 1..7 0..2",
            "admit # 1..7 0 0..2",
            "admit # 1..7 1..7 0..2")
        .before("admit 7 0 1 0, publish")
        .build();
  }

  private static Target capsuleSegment() {
    return Target.of(
            "capsule-segment",
            CapsuleSegmentOperations.class,
            CapsuleSegmentOperations.Specification.class)
        .weight(SMALL)
        .named(
            Scenario.of("filled while forced", "write 1", "force, force")
                .before("allocate 1, allocate 2, giveUp 2, allocate 3")
                .after("force"),
            Scenario.of(
                    "three writers for two ranges",
                    "allocate 1, write 1",
                    "allocate 2, giveUp 2",
                    "allocate 3, write 3, force")
                .after("allocate 4, force"))
        .phrases("1: force", "1: force", "allocate #, write #", "allocate #, giveUp #")
        .after("allocate 4, force")
        .build();
  }

  private static Target segmentProgress() {
    return Target.of(
            "segment-progress",
            CapsuleSegmentOperations.class,
            CapsuleSegmentOperations.Specification.class)
        .in(Mode.MODEL_CHECKING)
        .obstructionFree()
        .opaque(List.of("java.util.concurrent.ConcurrentHashMap"))
        .weight(SMALL)
        .named(
            Scenario.of(
                    "three for two ranges",
                    "allocate 1, giveUp 1",
                    "allocate 2, giveUp 2",
                    "allocate 3, giveUp 3")
                .after("force"))
        .build();
  }

  private static Target capsuleLog() {
    return Target.of(
            "capsule-log", CapsuleLogOperations.class, CapsuleLogOperations.Specification.class)
        .atomic(CommitLogTargets.DISK)
        .opaque(CommitLogTargets.OPAQUE)
        .named(
            Scenario.of("three writers for two places", "append 1", "write 2", "write 3, force 3")
                .after("held, close, leftOpen"),
            Scenario.of(
                    "forced while the next segment comes",
                    "append 1, force 1",
                    "write 2, force 2",
                    "force 4")
                .before("append 3, append 4")
                .after("held, close, leftOpen"),
            Scenario.of("closed while the next segment comes", "append 1", "write 2", "close")
                .before("append 3, append 4")
                .after("held, leftOpen"))
        .phrases("append #, force #", "write #", "write #, force #", "force 9")
        .before("append 9")
        .after("held, close, leftOpen")
        .build();
  }

  private static Target segmentFiles() {
    return Target.of(
            "segment-files",
            SegmentFilesOperations.class,
            SegmentFilesOperations.Specification.class)
        .weight(SMALL)
        .named(
            Scenario.of("closed while kept", "read 1", "close").after("leftOpen"),
            Scenario.of("closed while read again", "read 2, read 1", "close")
                .before("read 1")
                .after("leftOpen"))
        .phrases("read 1..3", "read 1..3", "close")
        .after("close, leftOpen")
        .atomic(CommitLogTargets.DISK)
        .opaque(CommitLogTargets.OPAQUE)
        .build();
  }

  private static Target logReader() {
    return Target.of(
            "log-reader", LogReaderOperations.class, LogReaderOperations.Specification.class)
        .weight(SMALL)
        .named(
            Scenario.of("read while a segment is added", "rotate", "lifeOf 1, lifeOf 3"),
            Scenario.of("two read while two are added", "rotate, rotate", "read 3", "read 5"))
        .atomic(CommitLogTargets.DISK)
        .opaque(CommitLogTargets.OPAQUE)
        .build();
  }

  private static Target readOnly() {
    return Target.of("read-only", ReadOnlyOperations.class, ReadOnlyOperations.Specification.class)
        .named(
            Scenario.of("two refresh", "refresh, read 1", "refresh, tip")
                .before("commit, commit")
                .after("refresh, read 1"),
            Scenario.of("two refresh beside a writer", "commit", "refresh, read 1", "refresh")
                .before("commit")
                .after("refresh, tip, read 1"))
        .atomic(CommitLogTargets.DISK)
        .opaque(CommitLogTargets.OPAQUE)
        .build();
  }
}
