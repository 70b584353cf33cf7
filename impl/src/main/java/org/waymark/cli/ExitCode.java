package org.waymark.cli;

/**
 * The four ways in which a subcommand can end by itself, as seen by the calling process. One that a
 * signal ends exits with 128 and the signal's number.
 */
public final class ExitCode {

  /** Everything that was asked for was done, and every property that was checked held. */
  public static final int HELD = 0;

  /** A property was violated, or the program itself failed in a way it should not. */
  public static final int VIOLATED = 1;

  /**
   * The arguments made no sense, and nothing was done; or lines of the input made none, and the
   * others were done.
   */
  public static final int WRONG_USE = 2;

  /** The machine stood in the way: a missing file, no permission, a full disk, a missing tool. */
  public static final int ENVIRONMENT = 3;

  private ExitCode() {}
}
