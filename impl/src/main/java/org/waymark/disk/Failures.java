package org.waymark.disk;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the JDK says about a failed operation into what a user needs: the path, and whether
 * the disk is full.
 *
 * <p>The JDK hands on the system's error text without its number, and the text is in the user's
 * language. So a full disk is recognised by the two English texts, and by the text that the device
 * which is always full gives here and now.
 */
final class Failures {

  private static final Set<String> FULL = Set.of("No space left on device", "Disk quota exceeded");

  private static final Path ALWAYS_FULL = Path.of("/dev/full");

  private Failures() {}

  /** Returns the failure of a transfer or force, which names no file of itself, with its path. */
  static IOException named(Path path, String done, IOException failure) {
    String reason = reason(failure);
    String message = path + " cannot be " + done + ": " + (reason == null ? failure : reason);
    return isFull(reason)
        ? new DiskFullException(message, failure)
        : new IOException(message, failure);
  }

  /** Returns the failure of a file system operation, which names its file, unless space ran out. */
  static IOException orDiskFull(Path path, String done, IOException failure) {
    return isFull(reason(failure)) ? named(path, done, failure) : failure;
  }

  private static boolean isFull(@Nullable String reason) {
    return reason != null
        && (FULL.contains(reason) || reason.equals(reasonOfFullDevice(ALWAYS_FULL)));
  }

  /**
   * Returns what a write to this device is refused with; null if it is not refused, or not there.
   */
  static @Nullable String reasonOfFullDevice(Path device) {
    try (AsynchronousFileChannel channel = Channels.open(device, Set.of(WRITE))) {
      Channels.await(channel.write(ByteBuffer.allocate(1), 0));
      return null;
    } catch (FileSystemException e) {
      return null; // It could not be opened: that text speaks of something else.
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private static @Nullable String reason(IOException failure) {
    return failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
  }
}
