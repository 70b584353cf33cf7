package org.waymark.check.media;

import java.io.IOException;
import java.util.Arrays;
import org.waymark.LogRefusedException;
import org.waymark.disk.Disk;

/** The shipped code with one thing wrong about it. */
final class Broken implements Subject {

  private final Subject sound = new Shipped();
  private final Wrapping wrapping;
  private final Refusing refusing;

  private Broken(Wrapping wrapping, Refusing refusing) {
    this.wrapping = wrapping;
    this.refusing = refusing;
  }

  /** What it makes of a log that is open. */
  @FunctionalInterface
  interface Wrapping {
    Opened wrap(Opened log, int life);
  }

  /** What it does about a log that must be refused. */
  @FunctionalInterface
  interface Refusing {
    Opened refused(Disk disk, LogRefusedException refused) throws IOException;
  }

  /** Returns one that is wrong about logs that are open. */
  static Subject wrapping(Wrapping wrapping) {
    return new Broken(
        wrapping,
        (disk, refused) -> {
          throw refused;
        });
  }

  /** Returns one that is wrong about logs that must be refused. */
  static Subject refusing(Refusing refusing) {
    return new Broken((log, life) -> log, refusing);
  }

  /** Returns one whose logs end so many commits later. */
  static Subject longer(int commits) {
    return wrapping((log, life) -> endingAt(log, log.tip() + commits));
  }

  /** Returns one that hands out sequence 2 with one byte changed. */
  static Subject wrongByte() {
    return wrapping((log, life) -> new WrongByte(log));
  }

  @Override
  public Opened open(Disk disk, int life) throws IOException {
    try {
      return wrapping.wrap(sound.open(disk, life), life);
    } catch (LogRefusedException refused) {
      return refusing.refused(disk, refused);
    }
  }

  /** Returns a log whose tip is as given. */
  static Opened endingAt(Opened log, long tip) {
    return new Forwarding(log) {
      @Override
      public long tip() {
        return tip;
      }
    };
  }

  /** Forwards everything. */
  static class Forwarding implements Opened {
    private final Opened log;

    Forwarding(Opened log) {
      this.log = log;
    }

    @Override
    public long tip() {
      return log.tip();
    }

    @Override
    public Read read(long sequence) throws IOException {
      return log.read(sequence);
    }

    @Override
    public Known commit() throws IOException {
      return log.commit();
    }

    @Override
    public void close() throws IOException {
      log.close();
    }
  }

  private static final class WrongByte extends Forwarding {
    WrongByte(Opened log) {
      super(log);
    }

    @Override
    public Read read(long sequence) throws IOException {
      Read read = super.read(sequence);
      byte[] payload = Arrays.copyOf(read.payload(), read.length());
      if (sequence == 2) {
        payload[payload.length - 1] ^= 1;
      }
      return new Read(
          read.sequence(),
          read.time(),
          read.token(),
          read.capsule(),
          read.beginSeq(),
          read.written(),
          read.read(),
          read.evidence(),
          payload,
          read.length());
    }
  }
}
