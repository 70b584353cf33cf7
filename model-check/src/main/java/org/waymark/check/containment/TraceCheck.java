package org.waymark.check.containment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.waymark.check.containment.Twin.Moment;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.disk.DiskImage;

/**
 * Holds a trace of one sequence against the steps that were asked for and against the simulator.
 *
 * <p>Each step must have made exactly the system calls that the simulator takes for granted: a
 * force is an {@code fdatasync} of that file, a force of the directory an {@code fsync} of it, a
 * preallocation writes zeros and forces them, and nothing else changes a file. And what the calls
 * leave, rebuilt by {@link CallReplay}, must be among the simulator's states. Used by one thread.
 */
final class TraceCheck {
  private static final int SAMPLES = 4;

  private final String directory;
  private final Twin twin;
  private final CallReplay replay = new CallReplay();
  private final SplittableRandom random;
  private int phase;
  private long calls;
  private long images;

  /**
   * Prepares a check.
   *
   * @param directory the absolute path of the directory that the steps work in
   * @param twin the simulated disk, which gets the same steps
   * @param random chooses which calls survive
   */
  TraceCheck(String directory, Twin twin, SplittableRandom random) {
    this.directory = directory;
    this.twin = twin;
    this.random = random;
  }

  long calls() {
    return calls;
  }

  long images() {
    return images;
  }

  /** Checks the calls of the next step; returns what is wrong. */
  Optional<String> step(Step step, List<SystemCall> made) throws IOException {
    List<String> expected = expected(step);
    twin.apply(step);
    phase += 2;
    List<String> found = new ArrayList<>();
    for (SystemCall call : made) {
      if (syncs(call) && touches(call)) {
        // The last moment at which the force may still be worth nothing.
        Optional<String> outside = outside(step, phase - 1);
        if (outside.isPresent()) {
          return outside;
        }
      }
      apply(call, found);
    }
    if (!found.equals(expected)) {
      return Optional.of(
          step + " made the system calls " + found + " where the simulator expects " + expected);
    }
    if (!replay.cached().equals(twin.at(phase).cached())) {
      return Optional.of("after " + step + " the calls leave other contents than the simulator");
    }
    return outside(step, phase);
  }

  private static boolean syncs(SystemCall call) {
    return call.name().equals("fdatasync") || call.name().equals("fsync");
  }

  private boolean touches(SystemCall call) {
    return call.pathOf(0).startsWith(directory);
  }

  private List<String> expected(Step step) {
    String name = step.name();
    long size = replay.size(name);
    long to = step.position();
    return switch (step.kind()) {
      case CREATE -> List.of("create " + name);
      case WRITE -> List.of(written(name, to, to + step.length()));
      case TRUNCATE -> to < size ? List.of("truncate " + name + " to " + to) : List.of();
      case PREALLOCATE ->
          to > size ? List.of(written(name, size, to), "fdatasync " + name) : List.of();
      case FORCE -> List.of("fdatasync " + name);
      case RENAME -> List.of("rename " + name + " to " + step.other());
      case DELETE -> List.of("unlink " + name);
      case FORCE_DIRECTORY -> List.of("fsync .");
      case CLOSE, LIST, WRITE_BACK, FORCE_ELSEWHERE, COMMIT_JOURNAL, SYNC -> List.of();
    };
  }

  private static String written(String name, long from, long to) {
    return "write " + name + " [" + from + ", " + to + ")";
  }

  /** Applies a call if it concerns the directory, and adds it in words. */
  private void apply(SystemCall call, List<String> found) {
    switch (call.name()) {
      case "openat", "open", "creat" -> open(call, found);
      case "rename", "renameat", "renameat2" -> {
        int step = call.name().equals("rename") ? 1 : 2;
        if (call.text(step - 1).startsWith(directory)) {
          String name = nameOf(call.text(step - 1));
          String other = nameOf(call.text(2 * step - 1));
          replay.rename(name, other);
          add(found, "rename " + name + " to " + other);
        }
      }
      case "unlink", "unlinkat" -> {
        String path = call.text(call.name().equals("unlink") ? 0 : 1);
        if (path.startsWith(directory)) {
          replay.unlink(nameOf(path));
          add(found, "unlink " + nameOf(path));
        }
      }
      default -> {
        if (touches(call)) {
          applyToFile(call, nameOf(call.pathOf(0)), found);
        }
      }
    }
  }

  private void open(SystemCall call, List<String> found) {
    int path = call.name().equals("openat") ? 1 : 0;
    if (!call.text(path).startsWith(directory)) {
      return;
    }
    String name = nameOf(call.text(path));
    if (call.has(path + 1, "O_CREAT") && call.has(path + 1, "O_EXCL")) {
      replay.create(name);
      add(found, "create " + name);
    } else if (call.name().equals("creat")
        || call.has(path + 1, "O_CREAT")
        || call.has(path + 1, "O_TRUNC")
        || call.has(path + 1, "O_APPEND")) {
      add(found, call.name() + " " + name + " " + call.arguments().get(path + 1));
    }
  }

  private void applyToFile(SystemCall call, String name, List<String> found) {
    switch (call.name()) {
      case "pwrite64" -> {
        byte[] bytes = Arrays.copyOf(call.data(1), (int) call.result());
        long from = call.number(3);
        replay.write(name, from, bytes);
        addWrite(found, name, from, from + bytes.length);
      }
      case "ftruncate" -> {
        replay.truncate(name, call.number(1));
        add(found, "truncate " + name + " to " + call.number(1));
      }
      case "fdatasync", "fsync" -> {
        if (name.equals(".")) {
          replay.forceDirectory();
        } else {
          replay.force(name);
        }
        add(found, call.name() + " " + name);
      }
      default -> add(found, call.name() + " " + name);
    }
  }

  private void add(List<String> found, String words) {
    calls++;
    found.add(words);
  }

  /** Adds a write, as one with the write before it if it continues that. */
  private void addWrite(List<String> found, String name, long from, long to) {
    String last = found.isEmpty() ? "" : found.get(found.size() - 1);
    String begins = "write " + name + " [";
    String ends = ", " + from + ")";
    if (last.startsWith(begins) && last.endsWith(ends)) {
      found.remove(found.size() - 1);
      add(found, last.substring(0, last.length() - ends.length()) + ", " + to + ")");
    } else {
      add(found, written(name, from, to));
    }
  }

  /** Returns the name of a file in the directory, or "." for the directory itself. */
  private String nameOf(String path) {
    return path.length() <= directory.length() ? "." : path.substring(directory.length() + 1);
  }

  /** Returns an image that the calls may leave and the simulator does not have. */
  private Optional<String> outside(Step step, int at) throws IOException {
    Moment moment = twin.at(at);
    List<DiskImage> left = new ArrayList<>();
    left.add(replay.prefix(0));
    left.add(replay.prefix(replay.pending()));
    for (int i = 0; i < SAMPLES; i++) {
      left.add(replay.prefix(random.nextInt(replay.pending() + 1)));
      left.add(replay.prefixes(random));
    }
    for (DiskImage image : left) {
      images++;
      if (!moment.allows(CrashProfile.GROWING, image)) {
        return Optional.of(
            (at % 2 == 1 ? "within " : "after ")
                + step
                + " the system calls may leave "
                + image
                + ", which the simulator does not have; cached: "
                + moment.cached()
                + ", forced: "
                + moment.lost());
      }
    }
    return Optional.empty();
  }
}
