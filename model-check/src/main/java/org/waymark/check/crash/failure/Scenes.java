package org.waymark.check.crash.failure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.check.crash.Crash;
import org.waymark.check.crash.PlannedFault;
import org.waymark.check.crash.Step;
import org.waymark.check.crash.Tale;
import org.waymark.check.disk.Operation;
import org.waymark.check.history.Commit;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.HistoryEvent.Answered;
import org.waymark.check.history.HistoryEvent.Invoked;

/**
 * Puts a tale into a person's words: transactions are A, B, C …, segments go by their numbers, and
 * what says nothing is left out. One thread.
 */
final class Scenes {
  private static final Pattern SEGMENT =
      Pattern.compile("(markers|capsules)-0*([0-9]+)-0*([0-9]+)");
  private static final String TEMPORARY = ".tmp";

  private final Map<String, String> letters = new LinkedHashMap<>();
  private final Map<Long, String> calls = new HashMap<>();
  private final List<Beat> beats = new ArrayList<>();
  private final Deque<Force> forces = new ArrayDeque<>();
  private boolean opening = true;
  private int endedLife;

  /** What the process is doing; null before its first step. */
  private Step.@Nullable Act act;

  /** Whether that has submitted something. */
  private boolean submitted;

  /** What is wrong with the operation that begins next. */
  private PlannedFault.@Nullable Kind faulted;

  private Scenes() {}

  /** A force that has begun, in the midst of what, and what is wrong with it. */
  private record Force(
      Operation operation,
      Step.@Nullable Act act,
      String barrier,
      PlannedFault.@Nullable Kind fault) {}

  /** Tells everything that happened, in order. */
  static Scenes of(Tale tale) {
    Scenes scenes = new Scenes();
    for (Tale.Happening happening : tale.happenings()) {
      scenes.tell(happening);
    }
    return scenes;
  }

  List<Beat> beats() {
    return beats;
  }

  /** Replaces tokens by letters and long names by short ones. */
  String inWords(String text) {
    String words = SEGMENT.matcher(text).replaceAll("$1 $2/$3");
    for (Map.Entry<String, String> letter : letters.entrySet()) {
      words = words.replace(letter.getKey(), letter.getValue());
    }
    return words;
  }

  private void tell(Tale.Happening happening) {
    int life = happening.life();
    if (life == endedLife) {
      return; // What a process does after its end, the run has not yet noticed.
    }
    if (happening instanceof Tale.Took took) {
      act = took.step().act();
      submitted = false;
    } else if (happening instanceof Tale.Told told) {
      told(life, told.event());
    } else if (happening instanceof Tale.Began began) {
      began(life, began.operation());
    } else if (happening instanceof Tale.Faulted fault) {
      faulted = fault.kind();
    } else if (happening instanceof Tale.Forced forced) {
      forced(life, forced.operation());
    } else if (happening instanceof Tale.Crashed crashed) {
      crashed(life, crashed);
    }
  }

  private static String laneOf(Operation operation) {
    String name = operation.name();
    return name.isEmpty() ? Beat.NAMES : shorten(name.replace(TEMPORARY, ""));
  }

  /** Whether an operation is told of: not the making of a file that has no name of its own yet. */
  private static boolean isTold(Operation operation) {
    return !operation.name().endsWith(TEMPORARY) && operation.kind() != Operation.Kind.PREALLOCATE;
  }

  private static String shorten(String name) {
    Matcher segment = SEGMENT.matcher(name);
    return segment.matches()
        ? segment.group(1) + " " + segment.group(2) + "/" + segment.group(3)
        : name;
  }

  /** Which barrier something that is done to a file now belongs to, or "". */
  private String barrierOf(String file) {
    if (opening || act == null) {
      return "";
    }
    return switch (act) {
      case FSYNC1 -> Beat.BARRIER_ONE;
      case FSYNC2 -> Beat.BARRIER_TWO;
      case FLUSH -> barrierWriting(file);
      case COMMIT -> submitted ? barrierWriting(file) : "";
      default -> "";
    };
  }

  private static String barrierWriting(String file) {
    if (file.startsWith("capsules")) {
      return Beat.BARRIER_ONE;
    }
    return file.startsWith("markers") ? Beat.BARRIER_TWO : "";
  }

  private void add(int life, String lane, Beat.Mark mark, String words) {
    add(life, lane, "", mark, words);
  }

  private void add(int life, String lane, String barrier, Beat.Mark mark, String words) {
    beats.add(new Beat(life, lane, barrier, mark, words, opening));
  }

  // -------------------------------------------------------------------------- what clients hear

  private void told(int life, HistoryEvent event) {
    if (event instanceof HistoryEvent.Recovered recovered) {
      opening = false;
      add(life, Beat.LOG, Beat.Mark.OPENED, found(recovered.commits(), life));
    } else if (event instanceof HistoryEvent.Refused refused) {
      add(life, Beat.LOG, Beat.Mark.OPENED, "opening is refused: " + inWords(refused.why()));
      opening = false;
    } else if (event instanceof Invoked invoked) {
      boolean again = letters.containsKey(invoked.token());
      String name = letters.computeIfAbsent(invoked.token(), unseen -> letter(letters.size()));
      calls.put(invoked.call(), name);
      submitted = true;
      add(life, name, Beat.Mark.ASKED, "submit " + name + (again ? " again" : ""));
    } else if (event instanceof Answered answered) {
      String name = calls.getOrDefault(answered.call(), "?");
      boolean committed = answered.result().equals(Answered.COMMITTED);
      String as = committed ? " as " + answered.sequence() : "";
      String what = answered.result().replace('_', ' ');
      add(life, name, Beat.Mark.TOLD, name + " is told: " + what + as);
    } else if (event instanceof HistoryEvent.Ended ended) {
      boolean crash = ended.how().equals(HistoryEvent.Ended.KILLED);
      Beat.Mark mark = crash ? Beat.Mark.DEATH : Beat.Mark.TOLD;
      add(life, Beat.LOG, mark, crash ? "the process dies" : "the log is " + ended.how());
      opening = true;
      forces.clear();
    } else if (event instanceof HistoryEvent.Intruded intruded) {
      String words = "a second process " + (intruded.opened() ? "opens the log" : "is refused");
      add(life, Beat.LOG, Beat.Mark.TOLD, words);
    }
  }

  private String found(List<Commit> commits, int life) {
    if (commits.isEmpty()) {
      return life == 1 ? "a new log" : "recovery finds nothing";
    }
    return "recovery finds "
        + commits.stream()
            .map(commit -> commit.sequence() + " = " + inWords(commit.token()))
            .collect(Collectors.joining(", "));
  }

  private static String letter(int number) {
    String letter = String.valueOf((char) ('A' + number % 26));
    return number < 26 ? letter : letter + number / 26;
  }

  // -------------------------------------------------------------------------- what the disk does

  private void began(int life, Operation operation) {
    String file = laneOf(operation);
    PlannedFault.Kind fault = faulted;
    faulted = null;
    if (isForce(operation)) {
      forces.push(new Force(operation, act, barrierOf(file), fault));
    } else if (fault != null && !isShort(fault)) {
      add(life, file, barrierOf(file), Beat.Mark.FAULT, words(operation) + failure(fault));
      return;
    }
    if (operation.kind() == Operation.Kind.RENAME) {
      add(life, file, barrierOf(file), Beat.Mark.NAMED, "create " + file);
    } else if (isTold(operation)) {
      changed(life, operation, file, fault == null ? "" : failure(fault));
    }
  }

  private void changed(int life, Operation operation, String file, String failure) {
    switch (operation.kind()) {
      case WRITE -> add(life, file, barrierOf(file), Beat.Mark.WRITTEN, words(operation) + failure);
      case DELETE -> add(life, file, Beat.Mark.NAMED, words(operation));
      case TRUNCATE -> add(life, file, Beat.Mark.WRITTEN, words(operation));
      case FORCE, FORCE_DIRECTORY ->
          add(life, file, barrierOf(file), Beat.Mark.FORCE, words(operation));
      default -> {
        // Reading, opening and the like leave nothing behind.
      }
    }
  }

  private void forced(int life, Operation operation) {
    Force force = forces.poll();
    while (force != null && !force.operation().equals(operation)) {
      force = forces.poll();
    }
    if (force == null) {
      return; // Whoever began it has died meanwhile.
    }
    act = force.act();
    String file = laneOf(operation);
    PlannedFault.Kind fault = force.fault();
    if (isTold(operation)) {
      Beat.Mark mark = fault == null ? Beat.Mark.FORCED : Beat.Mark.FAILED;
      String end = fault == null ? " returned" : " failed";
      if (fault == PlannedFault.Kind.IGNORED) {
        mark = Beat.Mark.IGNORED;
        end = " returned, ignored by the disk";
      }
      add(life, file, force.barrier(), mark, words(operation) + end);
    } else if (fault != null) {
      add(life, file, force.barrier(), Beat.Mark.FAULT, words(operation) + failure(fault));
    }
  }

  private static boolean isForce(Operation operation) {
    return switch (operation.kind()) {
      case FORCE, FORCE_DIRECTORY, PREALLOCATE -> true;
      default -> false;
    };
  }

  private static boolean isShort(PlannedFault.Kind fault) {
    return fault == PlannedFault.Kind.SHORT || fault == PlannedFault.Kind.STOPS;
  }

  private static String failure(PlannedFault.Kind fault) {
    return switch (fault) {
      case FAILS, FAILS_IN_PART, FORCE_FAILS -> ": the disk fails";
      case FULL -> ": the disk is full";
      case SHORT, STOPS -> ": the disk takes half of it";
      case IGNORED -> ": ignored by the disk";
    };
  }

  private static String words(Operation operation) {
    String file = laneOf(operation);
    return switch (operation.kind()) {
      case WRITE -> "write " + file + ", " + sectors(operation);
      case TRUNCATE -> "cut " + file;
      case FORCE_DIRECTORY -> "force the directory";
      default -> operation.kind().name().toLowerCase(Locale.ROOT) + " " + file;
    };
  }

  private static String sectors(Operation operation) {
    long first = operation.position() / 512;
    long last = (operation.position() + Math.max(0, operation.length() - 1)) / 512;
    return first == last ? "sector " + first : "sectors " + first + " to " + last;
  }

  private void crashed(int life, Tale.Crashed crashed) {
    boolean power = crashed.crash().kind() == Crash.Kind.POWER_LOSS;
    String words = power ? "the power fails" : "the process dies, the cache stays";
    if (!forces.isEmpty()) {
      Operation during = forces.peek().operation();
      String what = during.name().isEmpty() ? "the directory" : laneOf(during);
      words += " while " + what + " is being forced";
    }
    add(life, Beat.LOG, power ? Beat.Mark.POWER_LOSS : Beat.Mark.DEATH, words);
    for (String line : crashed.survived()) {
      add(life, Beat.LOG, Beat.Mark.KEPT, inWords(line));
    }
    endedLife = life;
    opening = true;
    forces.clear();
    act = null;
  }
}
