package org.waymark.check;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts main classes of this class path in JVMs of their own. */
public final class ChildJvm {

  /** Where agents look into objects of the platform. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.nio",
          "java.security",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks",
          "java.util.function",
          "java.util.regex",
          "java.util.stream",
          "jdk.internal.misc");

  private ChildJvm() {}

  /**
   * Prepares the start of a main class: small, quick to start, with this JVM's class path.
   *
   * @param main the class
   * @param arguments its arguments
   * @return what starts it; its streams are pipes unless redirected
   */
  public static ProcessBuilder of(Class<?> main, String... arguments) throws IOException {
    return with(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"),
        List.of(),
        main,
        arguments);
  }

  /**
   * Prepares the start of a main class that works hard for a while: compiled well, with a gigabyte
   * of heap; otherwise as {@link #of}.
   */
  public static ProcessBuilder large(Class<?> main, String... arguments) {
    return with(List.of("-XX:+UseSerialGC", "-Xmx1g"), List.of(), main, arguments);
  }

  /**
   * Prepares the start of a main class that attaches an agent to itself, with a gigabyte of heap.
   *
   * @param soonEnds whether it spends its time on start-up and compilation, not on its work
   * @param first directories with classes to be found before those of the class path
   * @param main the class
   * @param arguments its arguments
   * @return what starts it; its streams are pipes unless redirected
   */
  public static ProcessBuilder withAgent(
      boolean soonEnds, List<Path> first, Class<?> main, String... arguments) {
    List<String> flags = new ArrayList<>();
    flags.add(soonEnds ? "-XX:TieredStopAtLevel=1" : "-XX:+TieredCompilation");
    flags.addAll(List.of("-XX:+UseSerialGC", "-Xmx1g", "-XX:+EnableDynamicAgentLoading"));
    for (String opened : OPENED) {
      flags.addAll(List.of("--add-opens", "java.base/" + opened + "=ALL-UNNAMED"));
    }
    return with(flags, first, main, arguments);
  }

  private static ProcessBuilder with(
      List<String> flags, List<Path> first, Class<?> main, String... arguments) {
    List<String> classPath = new ArrayList<>();
    first.forEach(directory -> classPath.add(directory.toString()));
    classPath.add(System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    // What the JVM itself has to say must not stand among what the child prints for its parent.
    command.addAll(List.of("-Xlog:disable", "-Xlog:all=warning:stderr"));
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
