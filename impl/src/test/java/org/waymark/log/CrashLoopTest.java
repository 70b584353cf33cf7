package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.disk.MemoryDisk;
import org.waymark.disk.MemoryDisk.Event;
import org.waymark.disk.MemoryDisk.Op;

/** Openings that crash again and again, and what they leave. */
class CrashLoopTest {

  /** What {@link Tidying} states, and a temporary file. */
  private static final int BOUND = Tidying.MAX_EMPTY_LIVES + 3;

  @ParameterizedTest
  @EnumSource(
      value = Op.class,
      names = {"CREATE", "PREALLOCATE", "FORCE", "RENAME", "FORCE_DIRECTORY", "DELETE", "TRUNCATE"})
  void theDirectoryDoesNotGrowWhereverTheLoopCrashes(Op op) throws IOException {
    for (int nth = 1; nth <= 3; nth++) {
      for (boolean powerLoss : new boolean[] {false, true}) {
        CrashWorld world = new CrashWorld(nth);
        world.alwaysPowerLoss = powerLoss;
        world.live(false, 4, 2);
        world.open().close();
        int names = world.disk.list().size();
        for (int loop = 0; loop < 30; loop++) {
          world.crashesBefore(nthOf(op, nth), () -> world.open().close());
          assertThat(world.disk.list().size()).isLessThanOrEqualTo(names + BOUND);
        }
        world.open().close();
        assertThat(world.disk.list()).hasSize(names);
      }
    }
  }

  private static Predicate<Event> nthOf(Op op, int nth) {
    AtomicInteger count = new AtomicInteger();
    return event -> event.op() == op && count.incrementAndGet() == nth;
  }

  @Test
  void whatWasSetAsideIsDurableBeforeTheNewHeaderIs() throws IOException {
    int after = 0;
    for (int seed = 0; seed < 60; seed++) {
      CrashWorld world = new CrashWorld(seed);
      world.alwaysPowerLoss = true;
      world.live(false, 4);
      Tampering tamper = new Tampering(world.disk);
      byte[] garbage = new byte[Marker.SIZE];
      garbage[7] = 1;
      tamper.write(tamper.markers(0), MarkerSegmentHeader.slotOffset(6), garbage);
      boolean crashed =
          world.crashesBefore(
              event ->
                  event.op() == Op.FORCE_DIRECTORY
                      && names(world.disk).contains("markers-0000000002"),
              () -> world.open().close());
      assertThat(crashed).isTrue();
      String names = names(world.disk);
      if (names.contains("markers-0000000002")) {
        after++;
        assertThat(names).contains("quarantine-");
      }
    }
    assertThat(after).as("crashes that kept the new header").isPositive();
  }

  @Test
  void theLastHeaderThatStandsOnTheHistoryIsNeverRemovedBeforeTheNext() throws IOException {
    CrashWorld world = new CrashWorld(1);
    LogShape shape = new LogShape(10, 32 << 10);
    OpenLog old = Committer.open(world.disk, shape, 1);
    Committer zombie = new Committer(old, 7);
    zombie.commit(10, 10);
    new Tampering(world.disk).delete(SegmentNames.LOCK);
    CrashWorld.Life opening = () -> Committer.open(world.disk, shape, 2).close();
    opening.run();
    zombie.commit(10, 10, 10);
    old.close();
    for (int loop = 0; loop <= Tidying.MAX_EMPTY_LIVES; loop++) {
      assertThat(world.crashesBefore(nthOf(Op.DELETE, 1), opening)).isTrue();
    }
    assertThat(world.crashesBefore(nthOf(Op.RENAME, 1), opening)).isTrue();
    try (OpenLog log = Committer.open(world.disk, shape, 3)) {
      assertThat(log.tip()).as("what the old writer wrote when it was superseded").isEqualTo(2);
    }
  }

  private static String names(MemoryDisk disk) {
    try {
      return String.join(" ", disk.list().stream().filter(n -> !n.endsWith(".tmp")).toList());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aLoopWithCommitsKeepsThemAll(long seed) throws IOException {
    CrashWorld world = new CrashWorld(seed);
    for (int loop = 0; loop < 40; loop++) {
      world.crashesBefore(60 + world.chance.nextInt(60), () -> world.live(false, 3, 5, 2));
    }
    try (OpenLog log = world.open()) {
      assertThat(log.tip()).isPositive();
    }
  }
}
