package org.waymark.check.lincheck;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Something that must be linearizable: a class, what it may answer, and how to call it. Immutable.
 *
 * <p>Operations are public methods of the class with Lincheck's {@code @Operation}; their
 * parameters are of type {@code int}, their results compare by {@code equals}. The specification
 * has methods of the same names and parameters, for one thread, and is deterministic.
 *
 * <p>A drawn scenario is made of <em>phrases</em>: calls that one thread makes one after another,
 * such as {@code "claim #, complete #"}. There {@code #} stands for the number of the thread, from
 * 1, and {@code 2..5} for a number drawn from that range. A phrase that begins with {@code "1: "}
 * is for the first thread alone, since no two may act so at once.
 *
 * @param name on the command line: lower case, words joined by hyphens
 * @param tested the class; each run of a scenario makes a new object of it
 * @param specification the sequential specification
 * @param modes in which it can be checked
 * @param phrases what drawn scenarios are made of; one that stands twice is drawn twice as often;
 *     empty if there are only named scenarios
 * @param size how large a drawn scenario is
 * @param before what every drawn scenario calls before its threads begin
 * @param after what every drawn scenario calls when they are done
 * @param named scenarios that are run in every job
 * @param atomic classes, or packages with a dot at the end, of which each call is one step to the
 *     model checker: another thread may go on before it, and none inside
 * @param opaque classes, or packages, into which the model checker does not look, though they may
 *     be atomic too: values, and what belongs to one thread; nobody goes on before a call or inside
 * @param obstructionFree whether the model checker is to refuse any wait for another thread
 * @param weight how many times the invocations of others a quick run spends on it, 1 or more
 */
public record Target(
    String name,
    Class<?> tested,
    Class<?> specification,
    Set<Mode> modes,
    List<String> phrases,
    Size size,
    String before,
    String after,
    List<Scenario> named,
    List<String> atomic,
    List<String> opaque,
    boolean obstructionFree,
    int weight) {

  /** How a phrase begins that is for the first thread alone. */
  private static final String FIRST = "1: ";

  /** Copies the collections. */
  public Target {
    modes = Set.copyOf(modes);
    phrases = List.copyOf(phrases);
    named = List.copyOf(named);
    atomic = List.copyOf(atomic);
    opaque = List.copyOf(opaque);
  }

  /**
   * How large a drawn scenario is.
   *
   * @param threads the most threads; the least is 2
   * @param phrases the most phrases of a thread; the least is 1
   */
  public record Size(int threads, int phrases) {}

  /** Begins to describe a target. */
  public static Builder of(String name, Class<?> tested, Class<?> specification) {
    return new Builder(name, tested, specification);
  }

  /** Returns the scenarios of a job: the named ones, and as many drawn from the seed as it asks. */
  List<Scenario> scenarios(long seed, int drawn) {
    List<Scenario> scenarios = new ArrayList<>(named);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 1; i <= drawn && !phrases.isEmpty(); i++) {
      scenarios.add(draw("drawn " + i, random.split()));
    }
    return scenarios;
  }

  /** Tells whether each call of a class is one step to the model checker. */
  boolean isAtomic(String className) {
    return isAmong(atomic, className);
  }

  /** Tells whether the model checker does not look into the calls of a class. */
  boolean isOpaque(String className) {
    return isAmong(opaque, className);
  }

  /** A class stands for those in it too, whose names Lincheck writes in either way. */
  private static boolean isAmong(List<String> names, String className) {
    String plain = className.replace('$', '.');
    for (String name : names) {
      if (plain.startsWith(name)
          && (name.endsWith(".")
              || plain.length() == name.length()
              || plain.charAt(name.length()) == '.')) {
        return true;
      }
    }
    return false;
  }

  private Scenario draw(String title, SplittableRandom random) {
    List<String> threads = new ArrayList<>();
    int count = random.nextInt(2, size.threads() + 1);
    for (int thread = 1; thread <= count; thread++) {
      List<String> mine = phrasesOf(thread);
      List<String> calls = new ArrayList<>();
      for (int left = random.nextInt(1, size.phrases() + 1); left > 0; left--) {
        for (String call : Scenario.calls(mine.get(random.nextInt(mine.size())))) {
          calls.add(filled(call, thread, random));
        }
      }
      threads.add(String.join(", ", calls));
    }
    return new Scenario(title, before, threads, after);
  }

  private List<String> phrasesOf(int thread) {
    return phrases.stream()
        .filter(phrase -> thread == 1 || !phrase.startsWith(FIRST))
        .map(phrase -> phrase.startsWith(FIRST) ? phrase.substring(FIRST.length()) : phrase)
        .toList();
  }

  private static String filled(String call, int thread, SplittableRandom random) {
    String[] words = call.trim().split(" ");
    for (int i = 1; i < words.length; i++) {
      if (words[i].equals("#")) {
        words[i] = Integer.toString(thread);
      } else if (words[i].contains("..")) {
        String[] range = words[i].split("\\.\\.", -1);
        int drawn = random.nextInt(Integer.parseInt(range[0]), Integer.parseInt(range[1]) + 1);
        words[i] = Integer.toString(drawn);
      }
    }
    return String.join(" ", words);
  }

  /** Describes a target step by step. For one thread. */
  public static final class Builder {
    private final String name;
    private final Class<?> tested;
    private final Class<?> specification;
    private Set<Mode> modes = EnumSet.allOf(Mode.class);
    private List<String> phrases = List.of();
    private Size size = new Size(3, 2);
    private String before = "";
    private String after = "";
    private List<Scenario> named = List.of();
    private List<String> atomic = List.of();
    private List<String> opaque = List.of();
    private boolean obstructionFree;
    private int weight = 1;

    private Builder(String name, Class<?> tested, Class<?> specification) {
      this.name = name;
      this.tested = tested;
      this.specification = specification;
    }

    /** In these modes only; in both if nothing is said. */
    public Builder in(Mode... some) {
      modes = Set.of(some);
      return this;
    }

    /** Drawn scenarios are made of these. */
    public Builder phrases(String... some) {
      phrases = List.of(some);
      return this;
    }

    /** Drawn scenarios have 2 to {@code threads} threads with 1 to {@code most} phrases each. */
    public Builder size(int threads, int most) {
      size = new Size(threads, most);
      return this;
    }

    /** Drawn scenarios call this before their threads begin. */
    public Builder before(String calls) {
      before = calls;
      return this;
    }

    /** Drawn scenarios call this when their threads are done. */
    public Builder after(String calls) {
      after = calls;
      return this;
    }

    /** Every job runs these. */
    public Builder named(Scenario... some) {
      named = List.of(some);
      return this;
    }

    /** To the model checker each call of these classes is one step; see {@link #atomic}. */
    public Builder atomic(List<String> names) {
      atomic = names;
      return this;
    }

    /** The model checker does not look into these classes; see {@link #opaque}. */
    public Builder opaque(List<String> names) {
      opaque = names;
      return this;
    }

    /** The model checker is to refuse any wait of one thread for another. */
    public Builder obstructionFree() {
      obstructionFree = true;
      return this;
    }

    /** A quick run spends so many times the invocations of others on it. */
    public Builder weight(int times) {
      weight = times;
      return this;
    }

    /** Returns the target. */
    public Target build() {
      return new Target(
          name,
          tested,
          specification,
          modes,
          phrases,
          size,
          before,
          after,
          named,
          atomic,
          opaque,
          obstructionFree,
          weight);
    }
  }
}
