package org.waymark.check.containment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The trace of a process that carries steps out as it should, in the form strace gives it. Where
 * nothing can be traced, the simulator is held against this. Used by one thread.
 */
final class ExpectedCalls {
  /** How many zeros a preallocation writes at a time, in bytes. */
  private static final int ZEROS = 1 << 16;

  private final String directory;
  private final Map<String, Long> sizes = new HashMap<>();
  private List<String> lines = new ArrayList<>();

  /**
   * Begins with an empty directory.
   *
   * @param directory its absolute path
   */
  ExpectedCalls(String directory) {
    this.directory = directory;
  }

  /** Returns the lines of the next step. */
  List<String> of(Step step) {
    lines = new ArrayList<>();
    String name = step.name();
    long size = sizes.getOrDefault(name, 0L);
    switch (step.kind()) {
      case CREATE -> {
        sizes.put(name, 0L);
        line("openat(AT_FDCWD<>, " + quoted(name) + ", O_RDWR|O_CREAT|O_EXCL, 0666)", 4);
      }
      case WRITE -> write(name, step.position(), step.bytes());
      case TRUNCATE -> {
        if (step.position() < size) {
          line("ftruncate(" + handle(name) + ", " + step.position() + ")", 0);
          sizes.put(name, step.position());
        }
      }
      case PREALLOCATE -> preallocate(name, size, step.position());
      case FORCE -> line("fdatasync(" + handle(name) + ")", 0);
      case RENAME -> {
        line("rename(" + quoted(name) + ", " + quoted(step.other()) + ")", 0);
        sizes.remove(name);
        sizes.put(step.other(), size);
      }
      case DELETE -> line("unlink(" + quoted(name) + ")", 0);
      case FORCE_DIRECTORY -> line("fsync(7<" + hex(directory) + ">)", 0);
      case CLOSE, LIST, WRITE_BACK, FORCE_ELSEWHERE, COMMIT_JOURNAL, SYNC -> {
        return List.of();
      }
    }
    return lines;
  }

  private void preallocate(String name, long size, long wanted) {
    for (long from = size; from < wanted; from += ZEROS) {
      write(name, from, new byte[(int) Math.min(ZEROS, wanted - from)]);
    }
    if (wanted > size) {
      line("fdatasync(" + handle(name) + ")", 0);
    }
  }

  private void write(String name, long position, byte[] bytes) {
    String data = "\"" + hex(bytes) + "\", " + bytes.length;
    line("pwrite64(" + handle(name) + ", " + data + ", " + position + ")", bytes.length);
    sizes.merge(name, position + bytes.length, Math::max);
  }

  private void line(String call, long result) {
    lines.add("1 " + call + " = " + result);
  }

  private String quoted(String name) {
    return "\"" + hex(directory + "/" + name) + "\"";
  }

  private String handle(String name) {
    return "5<" + hex(directory + "/" + name) + ">";
  }

  /** Returns text as the trace has it. */
  static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) {
    byte[] text = new byte[4 * bytes.length];
    Arrays.fill(text, (byte) 'x');
    for (int i = 0; i < bytes.length; i++) {
      text[4 * i] = '\\';
      text[4 * i + 2] = (byte) Character.forDigit(bytes[i] >> 4 & 15, 16);
      text[4 * i + 3] = (byte) Character.forDigit(bytes[i] & 15, 16);
    }
    return new String(text, StandardCharsets.US_ASCII);
  }
}
