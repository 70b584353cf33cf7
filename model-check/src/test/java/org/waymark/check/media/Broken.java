package org.waymark.check.media;

import java.io.IOException;
import java.util.Arrays;
import org.waymark.LogRefusedException;
import org.waymark.disk.Disk;

/** The shipped code with one thing wrong about it. */
class Broken implements Subject {

  private final Subject sound = new Shipped();

  @Override
  public Opened open(Disk disk, int life) throws IOException {
    try {
      return wrap(sound.open(disk, life), life);
    } catch (LogRefusedException refused) {
      return refused(disk, life, refused);
    }
  }

  /** What it does about a log that must be refused. */
  Opened refused(Disk disk, int life, LogRefusedException refused) throws IOException {
    throw refused;
  }

  /** What it makes of a log that is open. */
  Opened wrap(Opened log, int life) {
    return log;
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

  /** Hands out sequence 2 with one byte changed. */
  static final class WrongByte extends Broken {
    @Override
    Opened wrap(Opened log, int life) {
      return new Forwarding(log) {
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
              payload,
              read.length());
        }
      };
    }
  }

  /** Ends the history one commit early. */
  static final class Shorter extends Broken {
    @Override
    Opened wrap(Opened log, int life) {
      return new Forwarding(log) {
        @Override
        public long tip() {
          return super.tip() - 1;
        }
      };
    }
  }
}
