package org.waymark.check.baton;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.List;

/** Words about a run that cannot go on: what is wrong, where each thread is, the last steps. */
final class Report {
  /** So many frames of each thread's stack tell where it is. */
  private static final int FRAMES = 8;

  private Report() {}

  /** Says what a thread parks for, by its class: whatever else it says may differ between runs. */
  static String waitingFor(Object blocker) {
    if (blocker == null) {
      return "park";
    }
    Class<?> type = blocker.getClass();
    return type.isHidden() ? "park" : type.getSimpleName();
  }

  static String deadlock(List<BatonThread> threads, Trace trace) {
    return about("nobody can run, and no deadline is left", threads, trace);
  }

  static String stuck(List<BatonThread> threads, Trace trace) {
    return about("the bound on steps is reached", threads, trace);
  }

  static String unstoppable(BatonThread thread) {
    return thread.getName() + " goes on whatever is thrown at " + place(thread);
  }

  static String blocked(BatonThread holder, List<BatonThread> threads, Trace trace) {
    StringBuilder what = new StringBuilder(holder.getName()).append(" has the baton and waits");
    ThreadInfo info =
        ManagementFactory.getThreadMXBean()
            .getThreadInfo(new long[] {holder.getId()}, true, true)[0];
    LockInfo lock = info == null ? null : info.getLockInfo();
    if (lock != null) {
      what.append(" for a ").append(lock.getClassName());
      if (info.getLockOwnerName() != null) {
        what.append(" that ").append(info.getLockOwnerName()).append(" holds");
      }
    }
    return about(what.append(", which the baton does not see").toString(), threads, trace);
  }

  private static String about(String what, List<BatonThread> threads, Trace trace) {
    StringBuilder text = new StringBuilder("after ").append(trace.steps()).append(" steps ");
    text.append(what);
    for (BatonThread thread : threads) {
      text.append("\n  ").append(thread.number()).append(' ').append(thread.getName());
      switch (thread.condition) {
        case ENDED -> text.append(" has ended");
        case PARKED -> text.append(" is parked at ").append(place(thread));
        case RUNNABLE -> text.append(" can run, at ").append(place(thread));
      }
      frames(text, thread);
    }
    trace.describeLast(text);
    return text.toString();
  }

  private static String place(BatonThread thread) {
    StringBuilder text = new StringBuilder();
    Trace.describe(text, thread.where, thread.detail);
    return text.toString();
  }

  private static void frames(StringBuilder text, BatonThread thread) {
    int shown = 0;
    for (StackTraceElement frame : thread.getStackTrace()) {
      String type = frame.getClassName();
      boolean machinery =
          type.startsWith("java.")
              || type.startsWith("jdk.")
              || type.equals(Baton.class.getName())
              || type.equals(BatonThread.class.getName())
              || type.equals(Report.class.getName());
      if (!machinery && shown++ < FRAMES) {
        text.append("\n      ").append(frame);
      }
    }
  }
}
