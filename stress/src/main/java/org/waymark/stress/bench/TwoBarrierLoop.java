package org.waymark.stress.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The least that two barriers cost: group commit over two preallocated files, written by hand.
 *
 * <p>No validation, no digests, no recovery, one file of each kind that is overwritten in a circle.
 * Whoever finds no leader leads: it takes all that is waiting as a group, forces the payload,
 * forces one record per commit, and wakes the group. It is what the commit log is measured against,
 * not something to use.
 */
final class TwoBarrierLoop implements Contender {
  private static final int PAYLOAD_FILE_BYTES = 64 << 20;
  private static final int RECORD_FILE_BYTES = 4 << 20;
  private static final int RECORD_BYTES = 128;

  private final FileChannel payloadFile;
  private final FileChannel recordFile;
  private final int payloadBytes;
  private final AtomicLong payloadTail = new AtomicLong();
  private final ByteBuffer records = ByteBuffer.allocateDirect(RECORD_BYTES * 4096);

  /** Guards {@link #waiting} and {@link #led}. */
  private final Object queue = new Object();

  private List<Waiter> waiting = new ArrayList<>();
  private boolean led;

  /** Touched by the leader only. */
  private long recordTail;

  private static final class Waiter {
    final Thread thread = Thread.currentThread();
    volatile boolean done;
    volatile boolean leads;
  }

  TwoBarrierLoop(Path directory, int payloadBytes) throws IOException {
    this.payloadBytes = payloadBytes;
    payloadFile = preallocated(directory.resolve("payload"), PAYLOAD_FILE_BYTES);
    recordFile = preallocated(directory.resolve("records"), RECORD_FILE_BYTES);
  }

  private static FileChannel preallocated(Path file, int bytes) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
    for (int done = 0; done < bytes; done += zeros.capacity()) {
      zeros.clear();
      writeFully(channel, zeros, done);
    }
    channel.force(true);
    return channel;
  }

  @Override
  public void commit(int writer) throws IOException {
    long slots = PAYLOAD_FILE_BYTES / payloadBytes;
    long place = payloadTail.getAndIncrement() % slots * payloadBytes;
    writeFully(payloadFile, ByteBuffer.allocate(payloadBytes), place);
    Waiter me = new Waiter();
    synchronized (queue) {
      waiting.add(me);
      if (!led) {
        led = true;
        me.leads = true;
      }
    }
    while (!me.done && !me.leads) {
      LockSupport.park(this);
    }
    if (me.leads) {
      lead();
    }
  }

  private void lead() throws IOException {
    List<Waiter> group;
    synchronized (queue) {
      group = waiting;
      waiting = new ArrayList<>();
    }
    payloadFile.force(false);
    records.clear().limit(RECORD_BYTES * Math.min(group.size(), 4096));
    if (recordTail + records.limit() > RECORD_FILE_BYTES) {
      recordTail = 0;
    }
    int bytes = records.limit();
    writeFully(recordFile, records, recordTail);
    recordTail += bytes;
    recordFile.force(false);
    for (Waiter waiter : group) {
      waiter.done = true;
      LockSupport.unpark(waiter.thread);
    }
    synchronized (queue) {
      if (waiting.isEmpty()) {
        led = false;
      } else {
        Waiter next = waiting.get(0);
        next.leads = true;
        LockSupport.unpark(next.thread);
      }
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes, long position)
      throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  @Override
  public void close() throws IOException {
    payloadFile.close();
    recordFile.close();
  }
}
