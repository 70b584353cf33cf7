package org.waymark.check.containment;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of a loop device while a file system uses it: on demand, and all the time in a
 * thread of its own.
 *
 * <h2>Why a snapshot is of one moment</h2>
 *
 * <p>The backing file is copied and then compared with the copy. If they agree, every block was at
 * the end of the copy what it was when it was copied, so the copy is what the device held at the
 * moment between the two. If they differ, the attempt counts for nothing. (A block may have changed
 * and changed back; for the journal's ever new sequence numbers and data that never repeats that
 * does not happen within a millisecond.)
 */
final class DeviceRecorder implements Closeable {
  private static final int ATTEMPTS = 8;

  /** Where the kernel's statistics of a block device have the writes it completed, */
  private static final int WRITES = 4;

  /** what it has under way, */
  private static final int BUSY = 8;

  /** and the flushes it completed. */
  private static final int FLUSHES = 15;

  /** Fair, as the thread that takes snapshots all the time would keep the other one waiting. */
  private final ReentrantLock turn = new ReentrantLock(/* fair= */ true);

  private final IntSupplier phase;
  private final Path statistics;
  private final MappedByteBuffer device;
  private final ByteBuffer copy;
  private final List<Snapshot> taken = new ArrayList<>();
  private final Thread thread;
  private DeviceImage last;
  private volatile boolean ended;
  private volatile @Nullable UncheckedIOException failure;

  /**
   * Prepares a recorder.
   *
   * @param backing the loop device's file
   * @param device the device's name
   * @param phase tells the phase of the run; never goes back
   */
  DeviceRecorder(Path backing, String device, IntSupplier phase) throws IOException {
    try (FileChannel channel = FileChannel.open(backing)) {
      this.device = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
    this.statistics = Path.of("/sys/block", device, "stat");
    this.phase = phase;
    copy = ByteBuffer.allocateDirect(this.device.capacity());
    last = DeviceImage.of(this.device);
    thread = new Thread(this::watch, "device-recorder");
    thread.setDaemon(true);
  }

  /** Begins to take snapshots all the time. */
  void start() {
    thread.start();
  }

  private void watch() {
    try {
      while (!ended) {
        snap(1);
      }
    } catch (IOException e) {
      failure = new UncheckedIOException(e);
    }
  }

  /** Takes a snapshot, unless the device changes faster than it can be copied. */
  void snap() throws IOException {
    snap(ATTEMPTS);
  }

  private void snap(int attempts) throws IOException {
    turn.lock();
    try {
      for (int attempt = 0; attempt < attempts && !attempt(); attempt++) {
        Thread.onSpinWait();
      }
    } finally {
      turn.unlock();
    }
  }

  /** Returns whether it succeeded. */
  private boolean attempt() throws IOException {
    int from = phase.getAsInt();
    long[] start = statistics();
    copy.clear().put(device.duplicate().clear());
    copy.flip();
    if (device.duplicate().clear().mismatch(copy) >= 0) {
      return false;
    }
    int to = phase.getAsInt();
    add(from, to, start, statistics());
    return true;
  }

  private void add(int from, int to, long[] start, long[] end) {
    DeviceImage image = last.then(copy);
    if (!taken.isEmpty() && image == last) {
      Snapshot before = taken.get(taken.size() - 1);
      if (before.from() == from && before.to() == to) {
        return;
      }
    }
    last = image;
    boolean quiet = start[WRITES] == end[WRITES] && start[BUSY] == 0 && end[BUSY] == 0;
    taken.add(
        new Snapshot(image, from, to, start[FLUSHES], end[FLUSHES], quiet, /* reordered= */ false));
  }

  /** Returns the fields of the kernel's block device statistics. */
  private long[] statistics() throws IOException {
    String[] fields = Files.readString(statistics).trim().split(" +", -1);
    long[] numbers = new long[fields.length];
    for (int i = 0; i < fields.length; i++) {
      numbers[i] = Long.parseLong(fields[i]);
    }
    return numbers;
  }

  /** Returns what was taken; not before {@link #close}. */
  List<Snapshot> taken() {
    return List.copyOf(taken);
  }

  /** Ends the thread. */
  @Override
  public void close() throws IOException {
    ended = true;
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // It ends within a millisecond.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    UncheckedIOException stopped = failure;
    if (stopped != null) {
      throw stopped.getCause();
    }
  }
}
