package org.waymark.stress.campaign;

import java.io.IOException;
import java.util.List;

/**
 * One way to look for mistakes, which campaigns give work to: Lincheck, jcstress, a soak, crashes,
 * histories.
 *
 * <p>Found by {@link java.util.ServiceLoader}: a public class with a public constructor without
 * parameters. Stateless: a job is run from its fields alone, on any machine, in any order. One job
 * runs at a time, which may use all of the machine.
 */
public interface Tool {

  /** Returns what {@code --only} calls it: one word in small letters. */
  String name();

  /**
   * Returns what it can be pointed at, which campaigns take round and round. Names without spaces,
   * each once; at least one, and always the same.
   */
  List<String> targets();

  /**
   * Returns targets that are wrong on purpose, of which each job must end with a finding; where one
   * does not, the tool's silence about its other targets means little. None is also a target.
   */
  List<String> calibration();

  /**
   * Does a job.
   *
   * <p>Ends soon after the job's time at the latest, and never after twice of it. Ends with the
   * first finding, or goes on to its end and returns several. What is left in the job's directory
   * is kept if there is a finding, and removed if there is none.
   *
   * @param job what to do; its target is one of {@link #targets} or {@link #calibration}
   * @param context where to do it
   * @return what was done, seen and found
   * @throws IOException if the machine stood in the way: no space, a child process that could not
   *     be started; the message says what to mend, and is no finding
   * @throws InterruptedException if this thread was interrupted; soon after, no thread and no child
   *     process of the job is left
   */
  Outcome run(Job job, JobContext context) throws IOException, InterruptedException;
}
