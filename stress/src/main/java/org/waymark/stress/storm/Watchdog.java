package org.waymark.stress.storm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Waits for what must happen, and says what everybody was doing if it does not.
 *
 * <p>On a machine that others share nothing can be said of how long a thing takes, only that
 * something goes on: patience ends when for so long not a single call has returned.
 */
final class Watchdog {
  private static final long LOOK_NANOS = 200_000;
  private static final int STACKS_TOLD = 3;
  private static final int FRAMES_TOLD = 8;

  private final Duration patience;
  private final Path dump;
  private final Consumer<String> violations;

  /**
   * Creates a watchdog.
   *
   * @param patience how long nothing at all may happen
   * @param dump the file that all stacks are appended to when patience ends
   */
  Watchdog(Duration patience, Path dump, Consumer<String> violations) {
    this.patience = patience;
    this.dump = dump;
    this.violations = violations;
  }

  /**
   * Waits until {@code done}; returns false, having told of it, if patience ended.
   *
   * @param what what is waited for, to be told
   * @param progress a number that changes whenever anything goes on
   * @param whose the threads to tell of
   */
  boolean await(
      String what, BooleanSupplier done, LongSupplier progress, Collection<Thread> whose) {
    long seen = progress.getAsLong();
    long since = System.nanoTime();
    while (!done.getAsBoolean()) {
      LockSupport.parkNanos(LOOK_NANOS);
      long now = System.nanoTime();
      long at = progress.getAsLong();
      if (at != seen) {
        seen = at;
        since = now;
      } else if (now - since > patience.toNanos()) {
        violations.accept(
            what + ": nothing happened for " + patience.toSeconds() + " s\n" + dump(whose));
        return false;
      }
    }
    return true;
  }

  /** Does something on a thread of its own, and waits for its end. */
  boolean run(String what, Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException | RuntimeException | Error failed) {
                violations.accept(what + ": " + failed);
              }
            },
            what);
    thread.setDaemon(true);
    thread.start();
    return await(what, () -> !thread.isAlive(), () -> 0, List.of(thread));
  }

  /** What may fail. */
  interface Task {
    void run() throws IOException;
  }

  /** Writes down every distinct stack and how many threads have it; returns the most frequent. */
  private String dump(Collection<Thread> whose) {
    Map<String, Integer> stacks = new HashMap<>();
    whose.forEach(thread -> add(stacks, thread, thread.getStackTrace()));
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (!whose.contains(thread)) {
                add(stacks, thread, stack);
              }
            });
    List<String> told =
        stacks.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .map(stack -> stack.getValue() + " x " + stack.getKey())
            .toList();
    try {
      Files.writeString(
          dump,
          String.join("\n", told) + "\n\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return told.stream()
            .filter(stack -> stack.contains("org.waymark."))
            .limit(STACKS_TOLD)
            .map(stack -> stack.lines().limit(FRAMES_TOLD).collect(Collectors.joining("\n")))
            .collect(Collectors.joining("\n"))
        + "\nall stacks: "
        + dump;
  }

  private static void add(Map<String, Integer> stacks, Thread thread, StackTraceElement[] stack) {
    if (stack.length > 0) {
      String lines =
          Arrays.stream(stack).map(frame -> "    " + frame).collect(Collectors.joining("\n"));
      stacks.merge(thread.getName().replaceAll("\\d+$", "") + "\n" + lines, 1, Integer::sum);
    }
  }
}
