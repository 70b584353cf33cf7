package org.waymark.check.containment;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A shell with the rights to mount, which runs commands one after another and cleans up whatever
 * becomes of this process.
 *
 * <p>It ignores signals and ends when its input does: at {@link #close}, and just as well when this
 * process is killed. Then it unmounts what is mounted below its directory, which also detaches the
 * loop devices, and removes the directory. Used by one thread.
 */
final class RootShell implements Closeable {

  /**
   * What the shell does. A lazy unmount is the last resort against a handle somebody has open; a
   * directory is only ever removed on its own file system.
   */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP PIPE
      cd /
      PATH=$PATH:/usr/sbin:/sbin
      clean() {
        case "$1" in */waymark-containment-*) ;; *) return ;; esac
        cut -d' ' -f5 /proc/self/mountinfo | grep -F "$1/" | sort -r | while IFS= read -r at; do
          umount "$at" 2>/dev/null || umount -l "$at"
        done
        rm -rf --one-file-system "$1"
      }
      while IFS= read -r line; do
        said=$(eval "$line" 2>&1 </dev/null)
        code=$?
        printf '%d %s\\n' "$code" "${said//$'\\n'/; }"
      done
      clean "$0"
      """;

  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final OutputStream in;
  private final BufferedReader out;

  private RootShell(Process process) {
    this.process = process;
    in = process.getOutputStream();
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts a shell.
   *
   * @param directory what it cleans up; its name begins with {@code waymark-containment-}
   * @param prefix what makes it run with the rights to mount: nothing, or {@code sudo -n}
   */
  static RootShell start(Path directory, List<String> prefix) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("bash", "-c", SCRIPT, directory.toString()));
    return new RootShell(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /**
   * Runs a command and waits for its end.
   *
   * @throws IOException if it fails; the message has the command and what it said
   */
  void run(String... command) throws IOException {
    begin(command);
    end(command);
  }

  /** Begins a command; {@link #end} must follow before any other. */
  void begin(String... command) throws IOException {
    StringBuilder line = new StringBuilder();
    for (String word : command) {
      line.append('\'').append(word.replace("'", "'\\''")).append("' ");
    }
    try {
      in.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException e) {
      throw failed("the shell has ended", command);
    }
  }

  /** Waits for the end of the command begun; the words are for the message only. */
  void end(String... command) throws IOException {
    String answer = out.readLine();
    if (answer == null || !answer.startsWith("0 ")) {
      throw failed(answer == null ? "the shell has ended" : answer, command);
    }
  }

  private static IOException failed(String why, String... command) {
    return new IOException("`" + String.join(" ", command) + "` failed: " + why);
  }

  /** Removes what a run whose process is gone has left mounted, and its directory. */
  void clean(Path stale) throws IOException {
    run("clean", stale.toString());
  }

  /** Unmounts everything and removes the directory. */
  @Override
  public void close() throws IOException {
    try {
      in.close();
    } catch (IOException ended) {
      // It ended before it read all; whether it has ended is looked at next.
    }
    boolean interrupted = false;
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the shell that unmounts does not end");
      }
    } catch (InterruptedException e) {
      // The shell goes on cleaning by itself.
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
