package org.waymark.check.lincheck;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What some threads call on one object, in words: {@code "submit 1, tip"} calls {@code submit(1)},
 * then {@code tip()}. Immutable.
 *
 * @param name for people
 * @param before what is called before the threads begin
 * @param threads of each thread, what it calls
 * @param after what is called when all threads are done
 */
public record Scenario(String name, String before, List<String> threads, String after) {

  /** Copies the threads. */
  public Scenario {
    threads = List.copyOf(threads);
  }

  /** A scenario of threads with nothing before and after them. */
  public static Scenario of(String name, String... threads) {
    return new Scenario(name, "", List.of(threads), "");
  }

  /** The same after other calls. */
  public Scenario before(String calls) {
    return new Scenario(name, calls, threads, after);
  }

  /** The same with other calls at its end. */
  public Scenario after(String calls) {
    return new Scenario(name, before, threads, calls);
  }

  /** Splits words into calls; none if they are empty. */
  static List<String> calls(String words) {
    return words.isBlank() ? List.of() : Arrays.asList(words.split(", *"));
  }

  /** Returns the scenario on one line. */
  @Override
  public String toString() {
    return name
        + ": "
        + (before.isEmpty() ? "" : before + " ; ")
        + threads.stream().collect(Collectors.joining(" | "))
        + (after.isEmpty() ? "" : " ; " + after);
  }
}
