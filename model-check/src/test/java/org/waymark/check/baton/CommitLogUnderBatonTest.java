package org.waymark.check.baton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.disk.Faults;
import org.waymark.check.disk.SimDisk;
import org.waymark.log.ReadOnlyLog;

/** The shipped log, with its own threads, is a function of the schedule under a baton. */
class CommitLogUnderBatonTest {
  private final Crew crew = new Crew();

  @AfterEach
  void endTheThreads() {
    crew.close();
  }

  private CommitLogUnderBaton ended(Schedule schedule) {
    CommitLogUnderBaton run = new CommitLogUnderBaton(schedule, new HandTime(1_000), crew);
    assertThat(run.run()).isTrue();
    run.assertAllCommitted();
    return run;
  }

  @Test
  void aSeedGivesTheSameTraceTwiceAndAnotherSeedAnother() {
    Set<Long> hashes = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      CommitLogUnderBaton first = ended(Schedule.random(seed));
      CommitLogUnderBaton again = ended(Schedule.random(seed));
      assertThat(again.baton.traceHash()).isEqualTo(first.baton.traceHash());
      assertThat(again.baton.decisions()).isEqualTo(first.baton.decisions());
      assertThat(again.answers).isEqualTo(first.answers);
      assertThat(again.operations).isEqualTo(first.operations);
      assertThat(again.disk.cached().hash()).isEqualTo(first.disk.cached().hash());
      hashes.add(first.baton.traceHash());
    }
    assertThat(hashes).hasSize(20);
  }

  @Test
  void aRunIsReplayedFromItsDecisions() {
    CommitLogUnderBaton first = ended(Schedule.random(5, 4).withSpuriousWakeUps(6, 10));
    CommitLogUnderBaton again = ended(Schedule.replay(first.baton.decisions()));
    assertThat(again.baton.traceHash()).isEqualTo(first.baton.traceHash());
    assertThat(again.disk.cached()).isEqualTo(first.disk.cached());
    assertThat(first.baton.decisions())
        .as("waits that ended for no reason")
        .contains(negative(first));
  }

  private static int negative(CommitLogUnderBaton run) {
    for (int decision : run.baton.decisions()) {
      if (decision < 0) {
        return decision;
      }
    }
    throw new AssertionError("no wait ended for no reason");
  }

  @Test
  void schedulesReachBothBarriersAtOnceAndManyOrders() {
    int overlapping = 0;
    Set<String> orders = new HashSet<>();
    for (int seed = 0; seed < 40; seed++) {
      CommitLogUnderBaton run = ended(Schedule.random(seed, 3));
      overlapping += run.operations.containsKey("waymark-barrier-two") ? 1 : 0;
      orders.add(run.answers.toString());
    }
    assertThat(overlapping).isBetween(1, 40);
    assertThat(orders).hasSizeGreaterThan(10);
  }

  /**
   * Power is lost at every operation in turn: nobody goes on, though the engine catches whatever is
   * thrown, nothing reaches the disk any more, and what was answered is recovered.
   */
  @Test
  void aPowerLossAtAnyOperationEndsEveryThread() throws IOException {
    long last = ended(Schedule.random(2, 3)).disk.operations();
    for (long at = 1; at <= last; at++) {
      CommitLogUnderBaton run =
          new CommitLogUnderBaton(Schedule.random(2, 3), new HandTime(1_000), crew);
      long fatal = at;
      List<Long> hashes = new ArrayList<>();
      run.disk.hook(
          run.passing(
              (disk, operation) -> {
                if (operation.number() == fatal) {
                  hashes.add(disk.cached().hash());
                  run.baton.abandon();
                }
              }));
      assertThat(run.run()).isFalse();
      assertThat(run.disk.cached().hash()).as("operation %s", at).isEqualTo(hashes.get(0));
      int answered = run.answers.size();
      SimDisk rest = new SimDisk(run.disk.crashStates(CrashProfile.DROP).image(allLost(run.disk)));
      assertThat(CommitLogUnderBaton.recoveredTip(rest)).isGreaterThanOrEqualTo(answered);
    }
  }

  private static int[] allLost(SimDisk disk) {
    return disk.crashStates(CrashProfile.DROP).allLost();
  }

  /** What the Javadoc of the baton says of the library's locks is held by this and the next. */
  @Test
  void noLockOfTheLibraryIsHeldAtAStep() {
    Set<String> held = new HashSet<>();
    int looks = 0;
    for (int seed = 0; seed < 5; seed++) {
      Schedule schedule = lookingAtLocks(Schedule.random(seed, 3), held);
      looks += ended(schedule).baton.steps();
    }
    assertThat(looks).isGreaterThan(500);
    assertThat(held).isEmpty();
  }

  @Test
  void norByAReadOnlyLog() {
    SimDisk medium = ended(Schedule.sequential()).disk;
    Set<String> held = new HashSet<>();
    Baton baton = new Baton(lookingAtLocks(Schedule.sequential(), held), new HandTime(), crew);
    SimDisk disk =
        new SimDisk(
            medium.cached(), (d, operation) -> baton.pass(operation.kind().name()), Faults.NONE);
    baton.run(
        "reader",
        () -> {
          try (ReadOnlyLog log = ReadOnlyLog.open(disk)) {
            assertThat(log.refresh()).isEqualTo(6);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(baton.steps()).isGreaterThan(10);
    assertThat(held).isEmpty();
  }

  /** Notes the classes of the locks that threads hold when they give the baton away. */
  private static Schedule lookingAtLocks(Schedule schedule, Set<String> held) {
    ThreadMXBean machine = ManagementFactory.getThreadMXBean();
    return (step, current, runnable, parked) -> {
      if (current >= 0) {
        long[] me = {Thread.currentThread().getId()};
        // To find synchronizers walks the whole heap, so it looks at each eighth step only.
        ThreadInfo info = machine.getThreadInfo(me, true, step % 8 == 0)[0];
        for (MonitorInfo monitor : info.getLockedMonitors()) {
          held.add(monitor.getClassName());
        }
        for (LockInfo lock : info.getLockedSynchronizers()) {
          held.add(lock.getClassName());
        }
      }
      return schedule.next(step, current, runnable, parked);
    };
  }
}
