package org.waymark.check.lincheck;

import java.util.List;
import java.util.stream.Stream;
import org.waymark.CommitLogOperations;
import org.waymark.CommitLogSpecification;

/** The targets over the commit log as an application uses it. */
final class CommitLogTargets {

  /** The disk: one step each call. */
  static final List<String> DISK = List.of("org.waymark.check.disk.PlainDisk");

  /** What makes a log, and bytes, digests and tables. */
  static final List<String> OPAQUE =
      Stream.concat(
              CoordinatorTargets.OPAQUE.stream(),
              Stream.of(
                  "org.waymark.NewCommitLog",
                  "org.waymark.log.CloseRecord",
                  "org.waymark.log.CapsuleStream",
                  "org.waymark.log.HeaderAgreement",
                  "org.waymark.log.MarkerTable",
                  "org.waymark.log.SegmentCatalog",
                  "org.waymark.log.SegmentCreation",
                  "org.waymark.log.SymbolCursor",
                  "org.waymark.log.TailSearch"))
          .toList();

  private CommitLogTargets() {}

  static List<Target> all() {
    return List.of(tip(), answers(), refusing(), blocking(), closing(), halting(), engine());
  }

  private static Target tip() {
    return over("commit-log-tip", CommitLogOperations.class, CommitLogSpecification.class)
        .named(
            Scenario.of("two take the first step", "one", "one")
                .before("commitAsync 1, commitAsync 2")
                .after("two, two, tip, read 1, read 2"),
            Scenario.of("two take the second step", "two", "two")
                .before("commitAsync 1, commitAsync 2, one, one")
                .after("tip, read 1, read 2, answered"),
            Scenario.of(
                    "two take steps",
                    "commitAsync 1, one, two",
                    "commitAsync 2, one, two",
                    "tip, read 1")
                .after("tip, read 1, read 2"),
            Scenario.of("awaited while it comes", "awaitTip 1", "one, two").before("commitAsync 1"),
            Scenario.of("found while it comes", "find 1, last, tip", "one, two")
                .before("commitAsync 1"),
            Scenario.of("found while others come", "find 1, find 2", "commitAsync 2, commitAsync 3")
                .before("commitAsync 1, one, two"))
        .phrases(
            "commitAsync #",
            "one, two",
            "two, one",
            "tip",
            "lookForTip 1",
            "read 1..2",
            "find 1..3",
            "last")
        .after("tip, read 1")
        .build();
  }

  private static Target answers() {
    return over("commit-log-answers", CommitLogOperations.class, CommitLogSpecification.class)
        .named(
            Scenario.of("cancelled while committed", "cancel 1, answer 1", "one, two")
                .before("commitAsync 1")
                .after("answer 1, tip"))
        .phrases(
            "commitAsync #, answer #",
            "commitAsync #, cancel #",
            "commitAsync 4",
            "one, two",
            "answer 1..4")
        .after("tip")
        .build();
  }

  private static Target refusing() {
    return over(
            "commit-log-refusing",
            CommitLogOperations.Refusing.class,
            CommitLogSpecification.Refusing.class)
        .named(
            Scenario.of(
                    "two for the last place",
                    "reserve 1, giveBack 1",
                    "reserve 2, giveBack 2, giveBack 2")
                .after("reserve 3, reserve 4"),
            Scenario.of("given back or spent", "commitIn 1 1", "giveBack 1")
                .before("reserve 1")
                .after("drive, reserve 3, reserve 4"),
            Scenario.of("given back twice", "giveBack 1", "giveBack 1")
                .before("reserve 1")
                .after("reserve 3, reserve 4"),
            Scenario.of("answered at once", "commitAsync 1", "tip")
                .before("commitAsync 1, drive")
                .after("answer 1, reserve 3, reserve 4"),
            Scenario.of("committed or given back", "commitIn 1 1", "giveBack 1", "commitIn 1 2")
                .before("reserve 1")
                .after("drive, reserve 3, reserve 4"))
        .phrases(
            "reserve #, giveBack #",
            "reserve #, giveBack #, giveBack #",
            "reserve #, commitIn # #",
            "reserve #, commitIn # #, drive",
            "drive")
        .after("drive, drive, reserve 3, reserve 4")
        .build();
  }

  private static Target blocking() {
    return over(
            "commit-log-blocking",
            CommitLogOperations.Blocking.class,
            CommitLogSpecification.Blocking.class)
        .named(
            Scenario.of("given back while one waits", "reserve 2, commitIn 2 2", "giveBack 1")
                .before("reserve 1")
                .after("drive, answer 2"),
            Scenario.of("answered while one waits", "commitAsync 2", "one, two")
                .before("commitAsync 1")
                .after("drive, tip"),
            Scenario.of("closed while one waits", "commit 2", "close")
                .before("reserve 1")
                .after("answer 2"),
            Scenario.of("closed while one waits to reserve", "reserve 2", "close")
                .before("reserve 1"))
        .build();
  }

  private static Target closing() {
    return over("commit-log-closing", CommitLogOperations.class, CommitLogSpecification.class)
        .named(
            Scenario.of("close races commit", "commit 1", "close").after("tip"),
            Scenario.of("close races close", "close", "close", "commitAsync 2")
                .before("commitAsync 1")
                .after("tip, answer 1, answer 2"),
            Scenario.of("close races the steps", "close", "drive", "commit 2")
                .before("commitAsync 1")
                .after("tip, answer 1"),
            Scenario.of("close while the tip is awaited", "awaitTip 5", "close"))
        .phrases("commitAsync #", "drive", "close")
        .after("close, tip, answer 1, answer 2, answer 3")
        .build();
  }

  private static Target halting() {
    return over("commit-log-halting", CommitLogOperations.class, CommitLogSpecification.class)
        .named(
            Scenario.of("halt races commit", "commitAnyhow 1", "breakDown")
                .after("answer 1, tip, close"),
            Scenario.of("halt races the steps", "one, two", "breakDown", "commitAsync 2")
                .before("commitAsync 1")
                .after("answer 1, answer 2, tip, close"),
            Scenario.of("halt races close", "close", "breakDown")
                .before("commitAsync 1")
                .after("tip"),
            Scenario.of("halt while the tip is awaited", "awaitTip 5", "breakDown"))
        .build();
  }

  /** The log's own threads: who commits wakes them, they take turns, and closing ends them. */
  private static Target engine() {
    return over(
            "commit-engine", CommitLogOperations.Driven.class, CommitLogSpecification.Driven.class)
        .named(
            Scenario.of("woken by a commit", "primary", "commit 1, close"),
            Scenario.of(
                "two commit at once", "primary", "commit 1, tip, close", "commit 2, tip", "second"),
            Scenario.of("one is retried", "primary", "commit 1, close", "commit 1, tip", "second"))
        .weight(3)
        .build();
  }

  private static Target.Builder over(String name, Class<?> tested, Class<?> specification) {
    return Target.of(name, tested, specification).atomic(DISK).opaque(OPAQUE);
  }
}
