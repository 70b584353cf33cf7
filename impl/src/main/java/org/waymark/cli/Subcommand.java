package org.waymark.cli;

import java.util.concurrent.Callable;

/**
 * One subcommand of the {@code waymark} launcher: a class annotated with picocli's
 * {@code @Command}, which names it and describes its options.
 *
 * <p>Modules contribute subcommands through {@link java.util.ServiceLoader}: a public class with a
 * public constructor without parameters, listed as a provider of this interface. An instance serves
 * one invocation on one thread.
 */
public interface Subcommand extends Callable<Integer> {

  /**
   * Does the work and tells how it ended.
   *
   * @return one of the codes of {@link ExitCode}
   * @throws java.io.IOException if a file or directory stood in the way; the launcher prints the
   *     message on one line and exits with {@link ExitCode#ENVIRONMENT}
   * @throws picocli.CommandLine.ParameterException if the arguments contradict each other; the
   *     launcher prints the message on one line and exits with {@link ExitCode#WRONG_USE}
   * @throws Exception anything else is a defect of the program; the launcher prints its stack trace
   *     and exits with {@link ExitCode#VIOLATED}
   */
  @Override
  Integer call() throws Exception;
}
