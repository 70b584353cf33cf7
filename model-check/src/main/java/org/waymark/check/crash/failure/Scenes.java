package org.waymark.check.crash.failure;

import java.util.ArrayList;
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
  private boolean opening = true;
  private int endedLife;
  private String lane = Beat.LOG;
  private @Nullable Operation force;

  private Scenes() {}

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
      lane = laneOf(took.step().act());
    } else if (happening instanceof Tale.Told told) {
      told(life, told.event());
    } else if (happening instanceof Tale.Began began) {
      began(life, began.operation());
    } else if (happening instanceof Tale.Faulted faulted) {
      String words = "the disk " + fault(faulted.kind()) + ": " + kind(faulted.operation());
      add(life, laneOf(faulted.operation()), Beat.Mark.FAULT, words);
    } else if (happening instanceof Tale.Forced forced) {
      force = null;
      if (isTold(forced.operation())) {
        add(life, laneOf(forced.operation()), Beat.Mark.FORCED, "it returned");
      }
    } else if (happening instanceof Tale.Crashed crashed) {
      crashed(life, crashed);
    }
  }

  private static String fault(PlannedFault.Kind kind) {
    return switch (kind) {
      case FAILS -> "fails";
      case FAILS_IN_PART -> "fails in part";
      case FULL -> "is full";
      case SHORT -> "takes only one byte";
      case IGNORED -> "lies, and does nothing";
    };
  }

  private static String kind(Operation operation) {
    String kind = operation.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return operation.name().isEmpty() ? kind : kind + " " + laneOf(operation);
  }

  private static String laneOf(Step.Act act) {
    return switch (act) {
      case FSYNC1 -> Beat.BARRIER_ONE;
      case FSYNC2 -> Beat.BARRIER_TWO;
      default -> Beat.LOG;
    };
  }

  private static String laneOf(Operation operation) {
    String name = operation.name();
    return name.isEmpty() ? "names" : shorten(name.replace(TEMPORARY, ""));
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

  private void add(int life, String where, Beat.Mark mark, String words) {
    beats.add(new Beat(life, where, mark, words, opening));
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
    String name = operation.name();
    String file = laneOf(operation);
    switch (operation.kind()) {
      case FORCE, FORCE_DIRECTORY, PREALLOCATE -> force = operation;
      case RENAME -> add(life, file, Beat.Mark.NAMED, "create " + file);
      default -> {
        // What else there is to tell depends on the file.
      }
    }
    if (!isTold(operation)) {
      return;
    }
    switch (operation.kind()) {
      case WRITE -> written(life, operation, file);
      case DELETE -> add(life, file, Beat.Mark.NAMED, "delete " + file);
      case TRUNCATE -> add(life, file, Beat.Mark.WRITTEN, "cut " + file);
      case FORCE, FORCE_DIRECTORY -> {
        String what = name.isEmpty() ? "the directory" : file;
        add(life, file, Beat.Mark.FORCE, "force " + what);
      }
      default -> {
        // Reading, opening and the like leave nothing behind.
      }
    }
  }

  private void written(int life, Operation operation, String file) {
    long first = operation.position() / 512;
    long last = (operation.position() + Math.max(0, operation.length() - 1)) / 512;
    String sectors = first == last ? "sector " + first : "sectors " + first + " to " + last;
    String by = lane.equals(Beat.LOG) || opening ? "" : lane + ": ";
    add(life, file, Beat.Mark.WRITTEN, by + "write " + file + ", " + sectors);
  }

  private void crashed(int life, Tale.Crashed crashed) {
    Operation during = force;
    boolean power = crashed.crash().kind() == Crash.Kind.POWER_LOSS;
    String words = power ? "the power fails" : "the process dies, the cache stays";
    if (during != null) {
      String what = during.name().isEmpty() ? "the directory" : laneOf(during);
      words += " while " + what + " is being forced";
    }
    add(life, Beat.LOG, power ? Beat.Mark.POWER_LOSS : Beat.Mark.DEATH, words);
    for (String line : crashed.survived()) {
      add(life, Beat.LOG, Beat.Mark.KEPT, inWords(line));
    }
    endedLife = life;
    opening = true;
    force = null;
    lane = Beat.LOG;
  }
}
