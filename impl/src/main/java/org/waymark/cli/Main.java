package org.waymark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The launcher's main class: gathers the subcommands of all modules present, runs the one that was
 * asked for, and turns its outcome into an {@linkplain ExitCode exit code}.
 */
@Command(
    name = "waymark",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "A write coordinator with a verified commit protocol.",
    footer = {
      "",
      "Exit codes: 0 held, 1 a property was violated, 2 wrong use, 3 environment.",
      "Try: waymark COMMAND --help"
    })
public final class Main implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  private Main() {}

  /**
   * Runs the launcher and ends the process with the outcome's exit code.
   *
   * @param args the command line, subcommand first
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /**
   * The whole command line with every subcommand that {@link ServiceLoader} finds, ready to
   * execute.
   *
   * @return a new command line that writes to standard output and standard error unless told
   *     otherwise
   */
  static CommandLine commandLine() {
    CommandLine launcher = new CommandLine(new Main());
    for (Subcommand subcommand : ServiceLoader.load(Subcommand.class)) {
      launcher.addSubcommand(subcommand);
    }
    launcher.setExecutionExceptionHandler(Main::explain);
    return launcher;
  }

  /** A bare {@code waymark} asks for nothing, which is wrong use. */
  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("run without a command line");
    }
    throw new ParameterException(spec.commandLine(), "Missing required subcommand");
  }

  private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
    Throwable told = failure.getCause();
    if (told == null || !(failure instanceof UncheckedIOException)) {
      told = failure;
    }
    if (told instanceof IOException) {
      command.getErr().println("waymark: " + describe(told));
      return ExitCode.ENVIRONMENT;
    }
    failure.printStackTrace(command.getErr());
    return ExitCode.VIOLATED;
  }

  /** The JDK's own file exceptions say no more than a path: their kind is the message. */
  private static String describe(Throwable io) {
    return io.getClass() == IOException.class
        ? String.valueOf(io.getMessage())
        : io.getClass().getSimpleName() + ": " + io.getMessage();
  }

  /** Reads the version that the build wrote beside this class. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
      Properties build = new Properties();
      try (InputStream in = Main.class.getResourceAsStream("version.properties")) {
        if (in == null) {
          throw new IOException("version.properties is missing from the class path");
        }
        build.load(in);
      }
      return new String[] {"waymark " + build.getProperty("version")};
    }
  }
}
