package org.waymark;

/** Signals that this incarnation ended after an I/O failure; only reopening the log helps. */
public final class LogHaltedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  LogHaltedException(Throwable cause) {
    super("the log halted and must be reopened: " + cause, cause);
  }
}
