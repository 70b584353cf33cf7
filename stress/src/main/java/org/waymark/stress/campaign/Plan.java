package org.waymark.stress.campaign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * An endless row of jobs: which one stands at place n follows from the seed and n alone, so that
 * shards need not talk to each other. Immutable.
 *
 * <p>Each turn gives every tool one job of the same time, in an order of its own. A tool takes its
 * targets round and round, each time in an order of its own. The orders are drawn, or else a shard
 * that takes every second job of four tools would never meet two of them.
 */
final class Plan {
  private static final long TURN = 1;
  private static final long TARGETS = 2;
  private static final long SEED = 3;
  private static final long CALIBRATION = 4;
  private static final long KNOWN = 5;

  private final Settings settings;
  private final List<Tool> tools;

  /**
   * Plans.
   *
   * @param tools at least one; those that the settings name, in their order
   */
  Plan(Settings settings, List<Tool> tools) {
    this.settings = settings;
    this.tools = List.copyOf(tools);
  }

  List<Tool> tools() {
    return tools;
  }

  /** Returns the tool of a job of this plan. */
  Tool tool(Job job) {
    return tools.stream().filter(tool -> tool.name().equals(job.tool())).findFirst().orElseThrow();
  }

  /** Returns how many calibrations one round of them has. */
  int calibrations() {
    return tools.stream().mapToInt(tool -> tool.calibration().size()).sum();
  }

  /** Returns how many calibrations show each tool, that knows any, one mistake. */
  int firstCalibrations() {
    return (int) tools.stream().filter(tool -> !tool.calibration().isEmpty()).count();
  }

  /** Returns the job at a place, from 0. */
  Job job(long number) {
    long turn = number / tools.size();
    int place = (int) (number % tools.size());
    int which = shuffled(tools.size(), Mix.of(settings.seed(), TURN, turn)).get(place);
    Tool tool = tools.get(which);
    List<String> targets = tool.targets();
    long round = turn / targets.size();
    List<Integer> order = shuffled(targets.size(), Mix.of(settings.seed(), TARGETS, which, round));
    String target = targets.get(order.get((int) (turn % targets.size())));
    long seed = Mix.of(settings.seed(), SEED, number);
    return new Job(number, tool.name(), target, seed, settings.slice());
  }

  /**
   * Returns a calibration of the settings' shard, which shows its machine to be able to find. The
   * tools take turns, each with its known mistakes in an order that is drawn anew for each round.
   *
   * @param before how many come before it
   */
  Job calibration(long before) {
    long round = before / calibrations();
    long place = before % calibrations();
    int shard = settings.shard().index();
    for (int turn = 0; ; turn++) {
      for (int which = 0; which < tools.size(); which++) {
        Tool tool = tools.get(which);
        List<String> known = tool.calibration();
        if (turn < known.size() && place-- == 0) {
          long draw = Mix.of(settings.seed(), KNOWN, shard, round, which);
          String target = known.get(shuffled(known.size(), draw).get(turn));
          long seed = Mix.of(settings.seed(), CALIBRATION, shard, before);
          return new Job(-1 - before, tool.name(), target, seed, settings.calibrationSlice());
        }
      }
    }
  }

  private static List<Integer> shuffled(int size, long seed) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    return order;
  }
}
