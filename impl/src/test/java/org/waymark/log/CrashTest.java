package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.disk.MemoryDisk;

/**
 * Goal: whatever operation a crash comes before, and whatever of the unforced survives it, the log
 * opens, and what was acknowledged or once seen is there, the same for ever.
 *
 * <p>Mechanism: one deterministic history of three lives is run again and again, and ended before
 * its first disk operation, its second, and so on to its last. The crash is a power loss with
 * random survivors, one that keeps or loses everything, or the death of the process alone. The
 * recovery may be ended in the same way, more than once.
 *
 * <p>Would catch, among others: a skipped force, a directory not forced, the new header before the
 * re-write, a torn tail used again, a cut before the header, evidence where there is none.
 */
class CrashTest {

  private static void threeLives(CrashWorld world) throws IOException {
    world.live(true, 1, 6, 3, 2);
    world.live(false, 7, 3, 5);
    world.live(true, 9, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyOperationMayBeTheLast(long seed) throws IOException {
    CrashWorld whole = new CrashWorld(0);
    threeLives(whole);
    long operations = whole.disk.operations();
    int nested = 0;
    for (long last = 1; last <= operations; last++) {
      CrashWorld world = new CrashWorld(seed * 1_000_000L + last);
      assertThat(world.crashesBefore(last, () -> threeLives(world))).isTrue();
      for (int depth = 0; depth < 3; depth++) {
        boolean crashed =
            world.crashesBefore(1 + world.chance.nextInt(40), () -> world.open().close());
        nested += crashed ? 1 : 0;
      }
      settleAndGoOn(world);
    }
    assertThat(nested).isGreaterThan((int) operations);
  }

  @Test
  void aTornGroupIsRecoveredFromWhateverSurvivesOfIt() throws IOException {
    CrashWorld whole = new CrashWorld(0);
    List<Long> markerForces = new ArrayList<>();
    whole.disk.onOperation(
        event -> {
          if (event.op() == MemoryDisk.Op.FORCE && event.name().startsWith("markers-")) {
            markerForces.add(event.number());
          }
        });
    threeLives(whole);
    assertThat(markerForces).hasSizeGreaterThan(10);
    Set<RecoveryCase> seen = new HashSet<>();
    for (long last : markerForces) {
      for (int seed = 0; seed < 12; seed++) {
        CrashWorld world = new CrashWorld(seed * 1_000_000L + last);
        world.alwaysPowerLoss = true;
        assertThat(world.crashesBefore(last, () -> threeLives(world))).isTrue();
        seen.add(settleAndGoOn(world));
      }
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            RecoveryCase.FRESH,
            RecoveryCase.CLOSED,
            RecoveryCase.PROVEN,
            RecoveryCase.IN_DOUBT,
            RecoveryCase.TORN,
            RecoveryCase.TORN_IN_DOUBT);
  }

  /** Recovers, recovers again with the same result, commits, loses power, and looks again. */
  private static RecoveryCase settleAndGoOn(CrashWorld world) throws IOException {
    RecoveryReport first;
    try (OpenLog log = world.open()) {
      first = log.report();
    }
    world.disk.crashLosingAll();
    try (OpenLog log = world.open()) {
      assertThat(log.tip()).isEqualTo(first.tip());
      assertThat(log.tipId()).isEqualTo(first.tipId());
      assertThat(log.report().recoveryCase()).isEqualTo(RecoveryCase.PROVEN);
      assertThat(log.report().rewrittenCommits()).isZero();
    }
    world.live(false, 3, 7, 4);
    world.disk.crash(world.chance);
    world.open().close();
    return first.recoveryCase();
  }

  @Test
  void aGroupWhoseForceFailedIsRewrittenBeforeItIsShown() throws IOException {
    CrashWorld world = new CrashWorld(5);
    world.live(false, 2);
    OpenLog log = world.open();
    Committer committer = new Committer(log, world.random);
    world.history.submitted(2, 1, world.random);
    List<MarkerDraft> group = committer.coverByForce(History.length(3));
    committer.append(group);
    world.disk.failNext(
        MemoryDisk.Op.FORCE, name -> name.startsWith("markers-"), new IOException("EIO"));
    assertThatThrownBy(() -> log.markers().force()).hasMessage("EIO");
    assertThatThrownBy(() -> log.markers().force()).isInstanceOf(IllegalStateException.class);
    world.disk.kill();
    try (OpenLog again = world.open()) {
      assertThat(again.report().recoveryCase()).isEqualTo(RecoveryCase.IN_DOUBT);
      assertThat(again.report().rewrittenCommits()).isEqualTo(1);
      assertThat(again.tip()).isEqualTo(3);
    }
    world.disk.crashLosingAll();
    try (OpenLog after = world.open()) {
      assertThat(after.tip()).isEqualTo(3);
    }
  }
}
