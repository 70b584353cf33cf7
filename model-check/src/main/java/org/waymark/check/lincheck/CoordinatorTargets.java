package org.waymark.check.lincheck;

import java.util.List;
import java.util.stream.Stream;
import org.waymark.CoordinatorOperations;
import org.waymark.WholeOperations;

/** The write coordinator's operations, claims and completions of the barriers among them. */
final class CoordinatorTargets {
  private static final String FSYNC1 = "claimFsync1 #, completeFsync1 #";
  private static final String FSYNC2 = "claimFsync2 #, completeFsync2 #";
  private static final String COVERED = "claimFsync1 1, completeFsync1 1";

  /**
   * The first thread is the one that does what comes before; so it may complete what it claimed.
   */
  private static final String PUBLISHING = COVERED + ", claimFsync2 1";

  private static final String AT_THE_END = "drain, tip, pending, epoch, settled";

  /** Bytes, digests, tables, and what watches: nothing of it is shared without a lock. */
  static final List<String> OPAQUE =
      List.of(
          "org.waymark.NewLog",
          "org.waymark.check.lincheck.MarkerLedger",
          "org.waymark.check.lincheck.SteppedDisk.Machine",
          "org.waymark.check.lincheck.Words",
          "org.waymark.check.disk.SimDisk",
          "org.waymark.validation.",
          "org.waymark.observe.",
          "org.waymark.log.Bytes",
          "org.waymark.log.CapsuleHash",
          "org.waymark.log.Digests",
          "org.waymark.log.Id128",
          "org.waymark.log.Marker",
          "org.waymark.log.MarkerSegmentHeader",
          "org.waymark.log.Proof",
          "org.waymark.log.ProofEncoder",
          "org.waymark.log.SymbolHeader",
          "org.waymark.log.CapsuleSegmentHeader",
          "org.waymark.log.SegmentNames",
          "org.waymark.log.Preamble");

  /** The store under the protocol: one step for each call of it, whatever I/O that does. */
  private static final List<String> STORE = List.of("org.waymark.log.");

  /** The same as always, and the lists that the state keeps under its lock. */
  private static final List<String> LISTS_TOO =
      Stream.concat(
              OPAQUE.stream(),
              Stream.of(
                  "java.util.ArrayList",
                  "java.util.ArrayDeque",
                  "java.util.List",
                  "java.util.Optional",
                  "java.util.Objects"))
          .toList();

  private CoordinatorTargets() {}

  static List<Target> all() {
    return List.of(coordinator(), halting(), forcing(), reads(), commits(), flushes());
  }

  private static Target.Builder of(String name) {
    return Target.of(name, CoordinatorOperations.class, CoordinatorSpecification.class)
        .atomic(STORE)
        .opaque(LISTS_TOO)
        .after(AT_THE_END);
  }

  private static Scenario scenario(String name, String... threads) {
    return Scenario.of(name, threads).after(AT_THE_END);
  }

  private static Target coordinator() {
    return of("coordinator")
        .weight(2)
        .size(4, 2)
        .phrases(
            "submit 0..5 0..2",
            "submit 1..4 1",
            "submit 1..4 1",
            "validate 0..5 0..2",
            FSYNC1,
            FSYNC1,
            FSYNC1,
            FSYNC2,
            FSYNC2,
            FSYNC2,
            "drain",
            "tip, pending",
            "epoch, tip",
            "begin #, end #",
            "begin #",
            "prune",
            "shutdown")
        .named(
            scenario(
                    "submit between the two barrier steps",
                    "claimFsync1 1, completeFsync1 1, claimFsync2 1, completeFsync2 1",
                    "submit 3 1")
                .before("submit 1 1"),
            scenario(
                    "two fsync1 callers",
                    "claimFsync1 1, completeFsync1 1",
                    "claimFsync1 2, completeFsync1 2")
                .before("submit 1 1, submit 3 1, submit 5 1"),
            scenario(
                    "two fsync2 callers",
                    "claimFsync2 1, completeFsync2 1",
                    "claimFsync2 2, completeFsync2 2")
                .before("submit 1 1, " + COVERED + ", submit 3 1, " + COVERED),
            scenario("drain racing drain", "drain", "drain")
                .before("submit 1 1, " + COVERED + ", claimFsync2 1, completeFsync2 1"),
            scenario("drain racing publish", "completeFsync2 1", "drain, tip")
                .before("submit 1 1, " + PUBLISHING),
            scenario("shutdown racing submit", "shutdown, pending", "submit 1 1"),
            scenario(
                    "four at once",
                    "completeFsync2 1",
                    "claimFsync1 2, completeFsync1 2",
                    "submit 4 1, drain",
                    "shutdown, pending")
                .before("submit 1 1, " + PUBLISHING + ", submit 3 1"),
            scenario(
                    "validate racing commit", "completeFsync2 1", "validate 2 1, validate 4 1, tip")
                .before("submit 2 1, " + PUBLISHING),
            scenario("validate racing admission", "validate 4 1, validate 2 1", "submit 2 1"),
            scenario("retry racing publish", "completeFsync2 1", "submit 1 1, drain")
                .before("submit 1 1, " + PUBLISHING),
            scenario(
                    "submit racing a claim",
                    "submit 1 1, pending",
                    "claimFsync1 2, completeFsync1 2")
                .before("submit 3 1"),
            scenario(
                "pending racing a whole commit",
                "pending, pending",
                "submit 1 1, claimFsync1 2, completeFsync1 2, claimFsync2 2, completeFsync2 2"),
            scenario("retry racing the first", "submit 1 1", "submit 1 1, pending"),
            scenario("reads racing publish", "completeFsync2 1", "epoch, tip, pending")
                .before("submit 1 1, " + PUBLISHING),
            scenario(
                    "snapshot racing publish and prune",
                    "completeFsync2 1, prune",
                    "begin 2, prune")
                .before("submit 1 1, " + PUBLISHING))
        .build();
  }

  private static Target halting() {
    return of("coordinator-halt")
        .weight(2)
        .size(4, 2)
        .phrases(
            "submit 1..4 1",
            "submit 1..4 1",
            FSYNC1,
            FSYNC1,
            FSYNC2,
            FSYNC2,
            "claimFsync1 #, failFsync1 # 1..2",
            "claimFsync2 #, failFsync2 # 1..2",
            "failCapsule #",
            "drain",
            "pending, tip",
            "validate 1..4 1",
            "begin #, prune",
            "shutdown")
        .named(
            scenario("halt racing the second barrier", "completeFsync2 1", "failCapsule 2, drain")
                .before("submit 1 1, submit 2 1, " + PUBLISHING),
            scenario(
                    "halt racing the first barrier",
                    "completeFsync1 1, cause",
                    "failCapsule 2, pending")
                .before("submit 1 1, claimFsync1 1"),
            scenario(
                    "halt of one barrier racing the other",
                    "claimFsync1 1, completeFsync1 1",
                    "claimFsync2 2, failFsync2 2 2")
                .before("submit 1 1, " + COVERED + ", submit 3 1"),
            scenario("halt racing halt", "failCapsule 1, cause", "failCapsule 2, drain")
                .before("submit 1 1"),
            scenario("halt racing admission", "submit 1 1, pending", "failCapsule 2, drain"),
            scenario("halt racing reads", "cause, pending, cause", "failCapsule 2, tip")
                .before("submit 1 1"),
            scenario("halt racing drain", "drain", "failCapsule 2, drain")
                .before("submit 1 1, " + PUBLISHING + ", completeFsync2 1, submit 3 1"),
            scenario("halt racing validate and prune", "validate 2 1, prune", "failCapsule 2")
                .before("submit 2 1, begin 3"),
            scenario("halt racing shutdown", "shutdown, submit 3 1", "failCapsule 2, submit 1 1")
                .before("submit 1 1"),
            scenario("halt racing a claim", "claimFsync1 1, failFsync1 1 1", "failCapsule 2, drain")
                .before("submit 1 1"),
            scenario(
                    "halt racing everything",
                    "completeFsync2 1",
                    "failCapsule 2",
                    "drain, validate 2 1",
                    "begin 4, prune, submit 4 1")
                .before("submit 1 1, " + PUBLISHING))
        .build();
  }

  /**
   * With every operation of the disk as a step, so that others go on while a force is under way.
   */
  private static Target forcing() {
    return of("coordinator-io")
        .in(Mode.MODEL_CHECKING)
        .atomic(List.of())
        .opaque(OPAQUE)
        .named(
            scenario(
                    "submit during FSYNC_1",
                    "claimFsync1 1, completeFsync1 1",
                    "submit 2 1, pending")
                .before("submit 1 1"),
            scenario(
                    "both barriers at once",
                    "claimFsync1 1, completeFsync1 1",
                    "claimFsync2 2, completeFsync2 2")
                .before("submit 1 1, claimFsync1 1, completeFsync1 1, submit 3 1"),
            scenario("halt during FSYNC_2", "completeFsync2 1", "failCapsule 2, drain")
                .before("submit 1 1, " + PUBLISHING))
        .build();
  }

  /** The wait-free reads, of which none may wait, not even for a publisher that stands still. */
  private static Target reads() {
    return of("coordinator-reads")
        .in(Mode.MODEL_CHECKING)
        .obstructionFree()
        .named(
            scenario("reads while published", "completeFsync2 1", "tip, cause", "tip")
                .before("submit 1 1, " + PUBLISHING),
            scenario("reads while halted", "failCapsule 1", "cause, tip", "cause"))
        .build();
  }

  private static Target commits() {
    return Target.of("whole-commit", WholeOperations.class, WholeOperations.Specification.class)
        .atomic(STORE)
        .opaque(LISTS_TOO)
        .size(3, 2)
        .phrases("submitAndCommit 1", "submitAndCommit 3", "submitAndCommit 5", "tip", "drain")
        .after("tip, drain")
        .named(
            Scenario.of(
                    "two commit", "submitAndCommit 1, tip", "submitAndCommit 3, tip", "tip, tip")
                .after("tip, drain"),
            Scenario.of("a commit and its retry", "submitAndCommit 1", "submitAndCommit 1, drain")
                .after("tip, drain"))
        .build();
  }

  /**
   * No scenario is drawn: two threads with one transaction would see that a flush publishes before
   * it returns, which is another moment than that of its answers.
   */
  private static Target flushes() {
    String all = "flush, flush, flush, answers";
    return Target.of("whole-flush", WholeOperations.class, WholeOperations.Specification.class)
        .atomic(STORE)
        .opaque(LISTS_TOO)
        .after(all)
        .named(
            Scenario.of("two flush", "submit 1, flush", "submit 3, flush").after(all),
            Scenario.of("one flushes what another submits", "flush", "flush", "submit 3, submit 5")
                .before("submit 1")
                .after(all))
        .build();
  }
}
