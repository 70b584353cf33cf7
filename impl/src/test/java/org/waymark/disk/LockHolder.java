package org.waymark.disk;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A process that tries to lock a directory, says {@code locked} or why not, and holds the lock
 * until its standard input ends or it is killed. Run by {@link LockTest}.
 */
final class LockHolder {

  private LockHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (DiskLock lock = FileDisk.open(Path.of(arguments[0])).lock("LOCK")) {
      System.out.println(lock.isHeld() ? "locked" : "not held");
      int end = System.in.read();
      System.out.println(end);
    } catch (DiskLockedException e) {
      System.out.println(e.getMessage());
    }
  }
}
