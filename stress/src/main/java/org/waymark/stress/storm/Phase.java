package org.waymark.stress.storm;

/** What a client is doing, so that whoever interrupts it can tell where that hit. */
enum Phase {
  /** Nothing that concerns the log. */
  OWN_WORK,
  /** It writes a capsule. */
  WRITING,
  /** It reads the history. */
  READING,
  /** It takes a place for later. */
  RESERVING,
  /** It commits and waits. */
  COMMITTING,
  /** It commits and will not wait. */
  SUBMITTING,
  /** It waits for a stage. */
  AWAITING_STAGE,
  /** It waits for the tip. */
  AWAITING_TIP
}
