package org.waymark.check.containment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A system call that succeeded, as {@code strace -f -y -xx} writes it down.
 *
 * @param name of the call
 * @param arguments as they stand there
 * @param result what it returned
 */
record SystemCall(String name, List<String> arguments, long result) {
  private static final Pattern WHOLE = Pattern.compile("(\\d+) +(\\w+)\\((.*)\\) += (\\d+).*");
  private static final Pattern BEGUN = Pattern.compile("(\\d+) +(.*?) *<unfinished \\.\\.\\.>");
  private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. \\w+ resumed>(.*)");
  private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");

  /** Reads the lines of a trace; a call that was interrupted by others stands where it ended. */
  static List<SystemCall> read(List<String> lines) {
    List<SystemCall> calls = new ArrayList<>();
    Map<String, String> begun = new HashMap<>();
    for (String line : lines) {
      Matcher unfinished = BEGUN.matcher(line);
      if (unfinished.matches()) {
        begun.put(unfinished.group(1), unfinished.group(2));
        continue;
      }
      Matcher resumed = RESUMED.matcher(line);
      String whole =
          resumed.matches()
              ? resumed.group(1) + " " + begun.remove(resumed.group(1)) + resumed.group(2)
              : line;
      Matcher call = WHOLE.matcher(whole);
      if (call.matches()) {
        calls.add(
            new SystemCall(
                call.group(2),
                List.of(call.group(3).split(", ", -1)),
                Long.parseLong(call.group(4))));
      }
    }
    return calls;
  }

  /** Returns the path behind a file descriptor, which the trace has in angle brackets. */
  String pathOf(int argument) {
    String text = arguments.get(argument);
    int open = text.indexOf('<');
    return open < 0 ? "" : new String(bytes(text.substring(open + 1)), StandardCharsets.UTF_8);
  }

  /** Returns a text argument. */
  String text(int argument) {
    return new String(data(argument), StandardCharsets.UTF_8);
  }

  /** Returns the bytes of an argument in quotes. */
  byte[] data(int argument) {
    return bytes(arguments.get(argument));
  }

  long number(int argument) {
    return Long.parseLong(arguments.get(argument));
  }

  /** Tells whether a flag is among the words of an argument. */
  boolean has(int argument, String flag) {
    return List.of(arguments.get(argument).split("\\|", -1)).contains(flag);
  }

  private static byte[] bytes(String text) {
    Matcher matcher = BYTE.matcher(text);
    byte[] bytes = new byte[text.length() / 4 + 1];
    int length = 0;
    while (matcher.find()) {
      bytes[length++] = (byte) Integer.parseInt(matcher.group(1), 16);
    }
    return Arrays.copyOf(bytes, length);
  }
}
