package org.waymark.log;

import java.io.IOException;
import java.util.Random;
import java.util.function.Predicate;
import org.waymark.disk.MemoryDisk;

/**
 * A disk, what was promised about it, and the means to end the process before any of its operations
 * by a power loss or by the death of the process alone.
 */
final class CrashWorld {

  /** Slots enough that a group spans sectors, and few enough that segments are left. */
  private static final LogShape SHAPE = new LogShape(10, 32 << 10);

  /** Ends the process in the middle of an operation. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("crash", null, false, false);
    }
  }

  /** What a process does until it ends. */
  interface Life {
    void run() throws IOException;
  }

  final MemoryDisk disk = new MemoryDisk();
  final Random chance;
  final History history = new History();

  /** Whether the process never dies alone, and chance picks what survives of each sector. */
  boolean alwaysPowerLoss;

  /** The random bits of the newest incarnation, and the seed of its payloads. */
  long random;

  private Predicate<MemoryDisk.Event> end = event -> false;

  CrashWorld(long seed) {
    this.chance = new Random(seed);
    disk.onOperation(
        event -> {
          if (end.test(event)) {
            end = none -> false;
            lose();
            throw new Crash();
          }
        });
  }

  private void lose() {
    switch (alwaysPowerLoss ? -1 : chance.nextInt(6)) {
      case 0 -> disk.kill();
      case 1 -> disk.crashKeepingAll();
      case 2 -> disk.crashLosingAll();
      default -> disk.crash(chance);
    }
  }

  /** Runs something, ending it before its operation {@code number}; returns whether it ended. */
  boolean crashesBefore(long number, Life life) throws IOException {
    long last = disk.operations() + number;
    return crashesBefore(event -> event.number() == last, life);
  }

  /** Runs something, ending it before the first such operation; returns whether it ended. */
  boolean crashesBefore(Predicate<MemoryDisk.Event> operation, Life life) throws IOException {
    end = operation;
    try {
      life.run();
      return false;
    } catch (Crash crash) {
      return true;
    } finally {
      end = none -> false;
    }
  }

  /** Opens the log and checks it against the history. */
  OpenLog open() throws IOException {
    OpenLog log = Committer.open(disk, SHAPE, ++random);
    history.check(log);
    return log;
  }

  /** Opens, commits groups of these sizes, and closes, cleanly or not. */
  void live(boolean cleanly, int... sizes) throws IOException {
    OpenLog log = open();
    Committer committer = new Committer(log, random);
    for (int size : sizes) {
      int[] lengths = new int[size];
      for (int i = 0; i < size; i++) {
        lengths[i] = History.length(committer.tip() + 1 + i);
      }
      history.submitted(committer.tip(), size, random);
      committer.commit(lengths);
      history.acknowledged(committer.tip());
    }
    if (cleanly) {
      log.closeCleanly(1);
    } else {
      log.close();
    }
  }
}
