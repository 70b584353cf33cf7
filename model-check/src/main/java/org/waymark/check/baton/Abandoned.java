package org.waymark.check.baton;

/**
 * Unwinds a thread whose machine has lost its power. It carries no stack, since it tells nothing
 * but that: one is thrown at every wait that a thread still tries.
 */
public final class Abandoned extends Error {
  private static final long serialVersionUID = 1L;

  Abandoned() {
    super("the run was abandoned", null, false, false);
  }
}
