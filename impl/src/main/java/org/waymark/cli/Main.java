package org.waymark.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Objects;
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
    ConsoleWriter out = new ConsoleWriter(new FileOutputStream(FileDescriptor.out));
    ConsoleWriter err = new ConsoleWriter(new FileOutputStream(FileDescriptor.err));
    int code = commandLine(DiskSource.FILES).setOut(out).setErr(err).execute(args);
    if (code == ExitCode.HELD) {
      code = flush(out, err);
    }
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** Tells whether everything printed arrived, help and version too, which no command flushes. */
  private static int flush(ConsoleWriter out, PrintWriter err) {
    try {
      out.flushOrFail();
      return ExitCode.HELD;
    } catch (IOException e) {
      return tell(Objects.requireNonNull(Trouble.of(e)), err);
    }
  }

  /**
   * The whole command line with its own subcommands and every one that {@link ServiceLoader} finds,
   * ready to execute.
   *
   * @param disks where the subcommands find their directories
   * @return a new command line that writes to standard output and standard error unless told
   *     otherwise
   */
  static CommandLine commandLine(DiskSource disks) {
    CommandLine launcher = new CommandLine(new Main());
    launcher.addSubcommand(new RunCommand(disks));
    launcher.addSubcommand(new InspectCommand(disks));
    launcher.addSubcommand(new RecoverCommand(disks));
    launcher.addSubcommand(new ExportCommand(disks));
    for (Subcommand subcommand : ServiceLoader.load(Subcommand.class)) {
      launcher.addSubcommand(subcommand);
    }
    launcher.setCaseInsensitiveEnumValuesAllowed(true);
    launcher.setParameterExceptionHandler(Main::wrongUse);
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

  private static int wrongUse(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    String message = String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println("waymark: " + message + "; see " + name + " --help");
    return ExitCode.WRONG_USE;
  }

  private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
    Trouble trouble = Trouble.of(failure);
    if (trouble == null) {
      failure.printStackTrace(command.getErr());
      return ExitCode.VIOLATED;
    }
    return tell(trouble, command.getErr());
  }

  private static int tell(Trouble trouble, PrintWriter err) {
    if (trouble.exitCode() != Trouble.OUTPUT_CLOSED) {
      err.println("waymark: " + trouble.line());
    }
    return trouble.exitCode();
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
