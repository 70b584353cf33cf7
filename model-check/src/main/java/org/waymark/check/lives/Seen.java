package org.waymark.check.lives;

/** What lives go through, as it is counted; a simulation that lacks some of it proves little. */
enum Seen {
  POWER_LOSS_SERVING("power losses while serving", 1),
  POWER_LOSS_OPENING("power losses within an opening", 1),
  POWER_LOSS_AFTER_DEATH("power losses after a process death", 1),
  POWER_LOSS_AFTER_CLOSE("power losses after a close", 1),
  DEATH_SERVING("process deaths while serving", 1),
  DEATH_OPENING("process deaths within an opening", 1),
  NESTED_CRASH("crashes within an opening after a crash within an opening", 1),
  CRASH_LOOP("loops of crashed openings", 0),
  CLOSE("clean closes", 1),
  CLOSE_AMONG_CLIENTS("closes among clients", 1),
  HALT("halts", 1),
  REFUSED_OPENING("openings refused after a fault", 1),
  FAILED_WRITE("failed writes", 1),
  FAILED_FORCE("failed forces", 1),
  FAILED_DIRECTORY_FORCE("failed forces of the directory", 1),
  FAILED_CREATION("failed creations and renames", 1),
  FAILED_NAME("failed openings, removals, cuts and looks at names", 1),
  FAILED_READ("failed reads", 1),
  LATE_REPORT("failures reported late", 1),
  PARTIAL_FAILURE("failed forces that wrote a part", 1),
  FULL_DISK("full disks", 1),
  SHORT_TRANSFER("short reads and writes", 10),
  CLOCK_STEP("clocks stepped back", 1),
  FULL_QUEUE("commits that found the queue full", 1),
  INTERRUPT("interrupted waits for a place", 1),
  REUSE("resubmissions of what is pending", 1),
  OBSERVATION("commits observed by a reader", 10),
  READ_BESIDE("commits read beside the writer, without its lock", 1),
  INTRUDER("second openers turned away", 1),
  USURPER("locks removed by force", 1),
  CONFUSED_USURPER("openings refused beside a writer without its lock, and tried again", 0),
  QUIET_PHASE("quiet phases", 1);

  private final String words;
  private final long floor;

  Seen(String words, long floor) {
    this.words = words;
    this.floor = floor;
  }

  /** Returns the least number that a run must reach to say anything. */
  long floor() {
    return floor;
  }

  /** Returns what was seen, in the plural. */
  @Override
  public String toString() {
    return words;
  }
}
