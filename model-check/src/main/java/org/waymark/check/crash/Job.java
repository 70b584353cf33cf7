package org.waymark.check.crash;

/**
 * A workload to be explored, and how far.
 *
 * @param workload what is run
 * @param plan how far the exploration goes
 */
record Job(Workload workload, Plan plan) {

  /** Returns its name: that of the workload, the profile and the depth. */
  String name() {
    return workload.name() + " " + plan.profile().name() + " depth " + plan.nested();
  }
}
