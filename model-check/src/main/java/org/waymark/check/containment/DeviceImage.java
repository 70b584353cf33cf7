package org.waymark.check.containment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What a block device had received at one moment. Immutable; images of one device share the blocks
 * in which they agree.
 */
final class DeviceImage {
  private static final int BLOCK = 4096;

  private final byte[][] blocks;

  private DeviceImage(byte[][] blocks) {
    this.blocks = blocks;
  }

  /** Copies the bytes of a device; a multiple of 4 KiB. */
  static DeviceImage of(ByteBuffer device) {
    byte[] zeros = new byte[BLOCK];
    byte[][] none = new byte[device.capacity() / BLOCK][];
    Arrays.fill(none, zeros);
    return new DeviceImage(none).then(device);
  }

  /** Returns the image of the same device later; this very one if nothing has changed. */
  DeviceImage then(ByteBuffer device) {
    byte[][] later = blocks.clone();
    boolean changed = false;
    for (int i = 0; i < blocks.length; i++) {
      if (ByteBuffer.wrap(blocks[i]).mismatch(device.slice(i * BLOCK, BLOCK)) >= 0) {
        later[i] = new byte[BLOCK];
        device.get(i * BLOCK, later[i]);
        changed = true;
      }
    }
    return changed ? new DeviceImage(later) : this;
  }

  /**
   * Returns an image in which some of the sectors that a later image has changed are as there, and
   * the others as here.
   */
  DeviceImage someOf(DeviceImage later, SplittableRandom random) {
    int kept = 1 + random.nextInt(15);
    byte[][] mixed = blocks.clone();
    for (int i = 0; i < blocks.length; i++) {
      if (blocks[i] != later.blocks[i]) {
        mixed[i] = blocks[i].clone();
        for (int at = 0; at < BLOCK; at += Sectors.SIZE) {
          if (random.nextInt(16) < kept) {
            System.arraycopy(later.blocks[i], at, mixed[i], at, Sectors.SIZE);
          }
        }
      }
    }
    return new DeviceImage(mixed);
  }

  /** Returns the size in bytes. */
  long size() {
    return (long) blocks.length * BLOCK;
  }

  /** Writes the image over a device's backing file. */
  void writeTo(FileChannel file) throws IOException {
    ByteBuffer whole = ByteBuffer.allocateDirect(blocks.length * BLOCK);
    for (byte[] block : blocks) {
      whole.put(block);
    }
    whole.flip();
    while (whole.hasRemaining()) {
      file.write(whole, whole.position());
    }
  }
}
