package org.waymark.check.lives.durable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The sequential specification: a log whose calls take their steps one after another. Immutable.
 *
 * <p>Each call is one step, but for the barriers: {@code fsync1} is a claim and a completion,
 * {@code appendMarkersAndFsync2} takes its turn and then, for each group that waits, a claim and a
 * publication. Whoever is between two steps of a barrier has its turn, and nobody else gets it.
 *
 * <p>A crash may come between any two steps. It keeps the admitted commits up to the tip, and of
 * the group that is being published as many as it likes, from the front: {@link #mayRecover}.
 *
 * @param admitted the numbers of the transactions with the sequences 1, 2, 3 …
 * @param claimed how many of them barrier one has claimed
 * @param covering the size of the group in FSYNC_1, 0 if there is none
 * @param covered the sizes of the groups that wait for barrier two, oldest first
 * @param publishes whether somebody has the turn of barrier two
 * @param publishing the size of the group in FSYNC_2, 0 if there is none
 * @param tip the tip
 * @param epoch how many groups were published
 * @param drained how many commits were answered by drain
 * @param floor the floor
 * @param leases the snapshots that are open, ascending
 */
record SequentialLog(
    Program program,
    List<Integer> admitted,
    int claimed,
    int covering,
    List<Integer> covered,
    boolean publishes,
    int publishing,
    int tip,
    int epoch,
    int drained,
    int floor,
    List<Integer> leases) {

  /** What is left of a call that has taken all its steps. */
  static final int DONE = -1;

  /** A call's next step was taken: the log after it, and what the call has left to do. */
  record Next(SequentialLog log, int left) {}

  /** A log in which some transactions committed before the program begins. */
  static SequentialLog after(Program program, List<Integer> committed) {
    int n = committed.size();
    return new SequentialLog(program, committed, n, 0, List.of(), false, 0, n, n, n, 0, List.of());
  }

  /** Returns the histories that recovery may find if the crash comes now. */
  List<List<Integer>> mayRecover() {
    List<List<Integer>> histories = new ArrayList<>();
    for (int last = tip; last <= tip + publishing; last++) {
      histories.add(admitted.subList(0, last));
    }
    return histories;
  }

  /**
   * Takes a call's next step.
   *
   * @param left what an earlier step of it has left to do; 0 before the first
   * @return null if it cannot be taken now, or would give another answer than was given
   */
  @Nullable Next step(Call call, int left) {
    return switch (call.action.kind()) {
      case SUBMIT -> submit(call);
      case VALIDATE -> answer(call, validated(call));
      case TIP -> answer(call, tip);
      case PENDING -> answer(call, admitted.size() - tip);
      case EPOCH -> answer(call, epoch);
      case BEGIN -> call.accepts(tip) ? done(lease(tip, true)) : null;
      case END -> done(lease(call.beginSeq, false));
      case PRUNE -> prune(call);
      case FSYNC1 -> left == 0 ? claim(call) : complete();
      case APPEND -> append(call, left);
      case DRAIN -> drain(call);
    };
  }

  private static Next done(SequentialLog log) {
    return new Next(log, DONE);
  }

  private @Nullable Next answer(Call call, Object answer) {
    return call.accepts(answer) ? done(this) : null;
  }

  // ------------------------------------------------------------------------------------ admission

  private @Nullable Next submit(Call call) {
    int transaction = call.action.transaction();
    String refusal = validated(call);
    if (!refusal.equals(Subject.VALID)) {
      return answer(call, refusal);
    }
    int known = admitted.indexOf(transaction);
    if (known >= 0) {
      return answer(call, Subject.admitted(known + 1));
    }
    return call.accepts(Subject.admitted(admitted.size() + 1))
        ? done(with(next -> next.admitted = added(admitted, transaction)))
        : null;
  }

  private String validated(Call call) {
    int known = admitted.indexOf(call.action.transaction());
    if (known >= 0) {
      return known < tip ? Subject.committed(known + 1) : Subject.VALID;
    }
    if (call.beginSeq > tip) {
      return Subject.inTheFuture(tip);
    }
    if (call.beginSeq < floor) {
      return Subject.tooOld(floor);
    }
    List<Long> mine = program.pages(call.action.transaction());
    List<Long> lost =
        admitted.subList(call.beginSeq, admitted.size()).stream()
            .flatMap(other -> program.pages(other).stream())
            .filter(mine::contains)
            .distinct()
            .sorted()
            .toList();
    return lost.isEmpty() ? Subject.VALID : Subject.conflict(lost);
  }

  private @Nullable Next prune(Call call) {
    int raised = Math.max(floor, leases.isEmpty() ? tip : leases.get(0));
    return call.accepts(raised) ? done(with(next -> next.floor = raised)) : null;
  }

  // ------------------------------------------------------------------------------------- barriers

  private @Nullable Next claim(Call call) {
    if (covering > 0) {
      return null;
    }
    int room = program.markersPerSegment() - claimed % program.markersPerSegment();
    int size = Math.min(admitted.size() - claimed, Math.min(program.groupCommitMax(), room));
    if (!call.accepts(size)) {
      return null;
    }
    return size == 0 ? done(this) : new Next(inFsync1(claimed + size, size, covered), 1);
  }

  private Next complete() {
    return done(inFsync1(claimed, 0, added(covered, covering)));
  }

  private @Nullable Next append(Call call, int left) {
    if (left == 0) {
      if (publishes) {
        return null;
      }
      return covered.isEmpty()
          ? answer(call, List.of())
          : new Next(inFsync2(covered, true, 0, 0), 2 * covered.size());
    }
    if (publishing == 0) {
      List<Integer> rest = covered.subList(1, covered.size());
      return new Next(inFsync2(rest, true, covered.get(0), 0), left - 1);
    }
    if (!tells(call, tip + publishing, left == 1)) {
      return null;
    }
    return left == 1
        ? done(inFsync2(covered, false, 0, publishing))
        : new Next(inFsync2(covered, true, 0, publishing), left - 1);
  }

  /** Whether a call's answer names what it publishes now, and ends there if that is the last. */
  private boolean tells(Call call, int newTip, boolean last) {
    if (!(call.result instanceof List<?> told)) {
      return true;
    }
    List<Integer> mine = IntStream.rangeClosed(tip + 1, newTip).boxed().toList();
    return told.containsAll(mine) && (!last || told.indexOf(newTip) == told.size() - 1);
  }

  private @Nullable Next drain(Call call) {
    List<String> answers =
        IntStream.range(drained, tip)
            .mapToObj(i -> Subject.answered(i + 1, admitted.get(i)))
            .toList();
    return call.accepts(answers) ? done(with(next -> next.drained = tip)) : null;
  }

  // ----------------------------------------------------------------------------------- transitions

  /** What is about to become a log. */
  private final class Draft {
    private List<Integer> admitted = SequentialLog.this.admitted;
    private int claimed = SequentialLog.this.claimed;
    private int covering = SequentialLog.this.covering;
    private List<Integer> covered = SequentialLog.this.covered;
    private boolean publishes = SequentialLog.this.publishes;
    private int publishing = SequentialLog.this.publishing;
    private int tip = SequentialLog.this.tip;
    private int epoch = SequentialLog.this.epoch;
    private int drained = SequentialLog.this.drained;
    private int floor = SequentialLog.this.floor;
    private List<Integer> leases = SequentialLog.this.leases;

    SequentialLog log() {
      return new SequentialLog(
          program,
          admitted,
          claimed,
          covering,
          covered,
          publishes,
          publishing,
          tip,
          epoch,
          drained,
          floor,
          leases);
    }
  }

  private SequentialLog with(Consumer<Draft> change) {
    Draft next = new Draft();
    change.accept(next);
    return next.log();
  }

  private SequentialLog inFsync1(int nowClaimed, int nowCovering, List<Integer> nowCovered) {
    return with(
        next -> {
          next.claimed = nowClaimed;
          next.covering = nowCovering;
          next.covered = nowCovered;
        });
  }

  private SequentialLog inFsync2(
      List<Integer> nowCovered, boolean turn, int nowPublishing, int published) {
    return with(
        next -> {
          next.covered = nowCovered;
          next.publishes = turn;
          next.publishing = nowPublishing;
          next.tip += published;
          next.epoch += published > 0 ? 1 : 0;
        });
  }

  private SequentialLog lease(int beginSeq, boolean begins) {
    List<Integer> open = new ArrayList<>(leases);
    if (begins) {
      open.add(beginSeq);
      open.sort(null);
    } else {
      open.remove(Integer.valueOf(beginSeq));
    }
    return with(next -> next.leases = List.copyOf(open));
  }

  private static List<Integer> added(List<Integer> list, int value) {
    List<Integer> longer = new ArrayList<>(list);
    longer.add(value);
    return List.copyOf(longer);
  }
}
