package org.waymark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waymark.LogHaltedException;
import org.waymark.LogRefusedException;
import org.waymark.disk.DiskFullException;
import org.waymark.log.LogException;

/**
 * Trouble that was to be expected, as the user sees it: one line, {@code <path>: <what>; <mend>},
 * and an exit code.
 *
 * @param line the line, without the program's name
 * @param exitCode one of {@link ExitCode}
 */
record Trouble(String line, int exitCode) {

  /** What a process gets that a closed pipe ends: 128 + the number of SIGPIPE. */
  static final int OUTPUT_CLOSED = 141;

  Trouble {
    line = line.replaceAll("\\s*\\R\\s*", " ");
  }

  /** Returns what a failure means to the user; null if it is a defect of the program. */
  static @Nullable Trouble of(Throwable failure) {
    if (failure instanceof UncheckedIOException wrapped) {
      return ofIo(Objects.requireNonNull(wrapped.getCause()));
    }
    if (failure instanceof LogHaltedException) {
      return new Trouble(String.valueOf(failure.getMessage()), ExitCode.ENVIRONMENT);
    }
    return failure instanceof IOException io ? ofIo(io) : null;
  }

  private static Trouble ofIo(IOException failure) {
    if (failure instanceof Output.ClosedException) {
      return new Trouble("", OUTPUT_CLOSED);
    }
    if (failure instanceof LogRefusedException refused) {
      // Damaged history is a broken promise, to name another level a mistake; everything else
      // stands in the way from outside.
      int code =
          switch (refused.reason()) {
            case DAMAGED -> ExitCode.VIOLATED;
            case ISOLATION -> ExitCode.WRONG_USE;
            default -> ExitCode.ENVIRONMENT;
          };
      return new Trouble(String.valueOf(refused.getMessage()), code);
    }
    if (failure instanceof LogException refused) {
      boolean damaged = refused.reason() == LogException.Reason.DAMAGED;
      int code = damaged ? ExitCode.VIOLATED : ExitCode.ENVIRONMENT;
      return new Trouble(String.valueOf(refused.getMessage()), code);
    }
    return new Trouble(describe(failure), ExitCode.ENVIRONMENT);
  }

  private static String describe(IOException failure) {
    String message = failure.getMessage();
    if (failure instanceof NotDirectoryException) {
      return message + ": is not a directory; name a directory";
    }
    if (failure instanceof NoSuchFileException) {
      return message + ": there is no such file or directory; check the path";
    }
    if (failure instanceof AccessDeniedException) {
      return message + ": no permission; give this user the permission to read and write there";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return message + ": exists already and is left as it is; name another path";
    }
    if (failure instanceof DiskFullException) {
      return message + "; make space, and do it again";
    }
    if (failure instanceof FileSystemException named) {
      String reason = named.getReason();
      return named.getFile() + ": " + (reason == null ? named.getClass().getSimpleName() : reason);
    }
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
