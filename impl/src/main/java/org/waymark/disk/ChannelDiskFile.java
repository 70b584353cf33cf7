package org.waymark.disk;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;

/**
 * A file of a {@link FileDisk}: one handle, opened with the file and closed with it.
 *
 * <p>The same handle writes and forces. That matters after a failure: Linux tells each handle once
 * that pages could not be written back, and a handle opened later may never hear of it.
 */
final class ChannelDiskFile implements DiskFile {

  /**
   * The longest single transfer, in bytes. The JDK copies through a native buffer as long as the
   * transfer and keeps it for the thread; longer reads and writes come back short instead.
   */
  static final int MAX_TRANSFER = 1 << 20;

  private static final int ZEROS = 1 << 16;

  private final Path path;
  private final AsynchronousFileChannel channel;

  private final boolean writable;

  private ChannelDiskFile(Path path, AsynchronousFileChannel channel, boolean writable) {
    this.path = path;
    this.channel = channel;
    this.writable = writable;
  }

  static ChannelDiskFile open(Path path, Set<OpenOption> options) throws IOException {
    try {
      return new ChannelDiskFile(path, Channels.open(path, options), options.contains(WRITE));
    } catch (IOException e) {
      throw Failures.orDiskFull(path, "opened", e);
    }
  }

  @Override
  public int read(long position, byte[] buffer, int offset, int length) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(buffer, offset, Math.min(length, MAX_TRANSFER));
    try {
      return Channels.await(channel.read(target, position));
    } catch (IOException e) {
      throw Failures.named(path, "read", e);
    }
  }

  @Override
  public int write(long position, byte[] buffer, int offset, int length) throws IOException {
    ByteBuffer source = ByteBuffer.wrap(buffer, offset, Math.min(length, MAX_TRANSFER));
    try {
      return Channels.await(channel.write(source, position));
    } catch (IOException e) {
      throw Failures.named(path, "written", e);
    }
  }

  @Override
  public long size() throws IOException {
    try {
      return channel.size();
    } catch (IOException e) {
      throw Failures.named(path, "measured", e);
    }
  }

  @Override
  public void truncate(long size) throws IOException {
    try {
      channel.truncate(size);
    } catch (IOException e) {
      throw Failures.named(path, "cut", e);
    }
  }

  @Override
  public void preallocate(long size) throws IOException {
    if (!writable) {
      // As write and truncate do, even if there is nothing to do.
      throw new NonWritableChannelException();
    }
    long end = size();
    if (end >= size) {
      return;
    }
    byte[] zeros = new byte[(int) Math.min(size - end, ZEROS)];
    while (end < size) {
      int length = (int) Math.min(size - end, zeros.length);
      writeFully(end, zeros, 0, length);
      end += length;
    }
    force();
  }

  @Override
  public void force() throws IOException {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw Failures.named(path, "forced", e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
