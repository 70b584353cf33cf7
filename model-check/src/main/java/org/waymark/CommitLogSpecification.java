package org.waymark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The commit log for one thread: transactions in a list, of which a first part is covered and a
 * first part of that is committed.
 *
 * <p>What would wait forever says so, which no thread ever reports; so a wait has its effect at a
 * moment when there is what it waits for. A commit that waits is answered when it is admitted: it
 * returns once it is committed, and its number is settled before.
 */
public class CommitLogSpecification {
  private static final int UNBOUNDED = 1000;

  private final boolean refusing;
  private final List<Integer> admitted = new ArrayList<>();

  /** How many places are to be given back with the answer of each transaction. */
  private final Map<Integer, Integer> places = new HashMap<>();

  /** What the stage of each transaction that has one says. */
  private final Map<Integer, String> stages = new HashMap<>();

  private final Set<Integer> reserved = new HashSet<>();
  private final Set<Integer> everReserved = new HashSet<>();
  private int free;
  private int covered;
  private int tip;
  private boolean closed;
  private boolean halted;

  /** With a queue that is never full. */
  public CommitLogSpecification() {
    this(UNBOUNDED, true);
  }

  private CommitLogSpecification(int free, boolean refusing) {
    this.free = free;
    this.refusing = refusing;
  }

  /** With a queue of one place that refuses. */
  public static final class Refusing extends CommitLogSpecification {
    /** An empty log. */
    public Refusing() {
      super(1, true);
    }
  }

  /** With a queue of one place for which one waits. */
  public static final class Blocking extends CommitLogSpecification {
    /** An empty log. */
    public Blocking() {
      super(1, false);
    }
  }

  /** With threads of its own: who commits waits until they have taken both steps. */
  public static final class Driven extends CommitLogSpecification {
    /** An empty log. */
    public Driven() {}

    @Override
    public String commit(int transaction) {
      String answer = super.commit(transaction);
      driveAll();
      return answer;
    }

    /** Has no effect that anybody sees. */
    public void primary() {}

    /** Likewise. */
    public void second() {}
  }

  // ----------------------------------------------------------------------------------- committing

  /** Commits; the answer comes later and is settled now, unless the log halts. */
  public String commit(int transaction) {
    String taken = takePlace();
    return taken.equals("taken") ? settled(transaction, admit(transaction)) : taken;
  }

  private String settled(int transaction, String admitted) {
    return admitted.equals("pending") ? "committed " + sequence(transaction) : admitted;
  }

  /** Takes a place and admits. */
  public String commitAsync(int transaction) {
    String taken = takePlace();
    return taken.equals("taken") ? accepted(transaction, admit(transaction)) : taken;
  }

  private String accepted(int transaction, String answer) {
    if (answer.equals("halted")) {
      return answer;
    }
    stages.put(transaction, answer);
    return "accepted";
  }

  /** Commits; what the answer will be is not said here. */
  public String commitAnyhow(int transaction) {
    String accepted = commitAsync(transaction);
    return accepted.equals("accepted") ? "answered" : accepted;
  }

  private String takePlace() {
    if (free <= 0 && !closed) {
      return refusing ? "full" : "waits";
    }
    free--;
    return "taken";
  }

  /** Takes a place. */
  public String reserve(int place) {
    if (closed) {
      return "closed";
    }
    if (free <= 0) {
      return refusing ? "full" : "waits";
    }
    free--;
    reserved.add(place);
    everReserved.add(place);
    return "reserved";
  }

  /** Gives a place back, once. */
  public void giveBack(int place) {
    if (reserved.remove(place)) {
      free++;
    }
  }

  /** Admits in a place, once. */
  public String commitIn(int place, int transaction) {
    if (!everReserved.contains(place)) {
      return "no place";
    }
    return reserved.remove(place) ? accepted(transaction, admit(transaction)) : "spent";
  }

  /** In a place that is given back with the answer. */
  private String admit(int transaction) {
    int known = sequence(transaction);
    if (!halted && (known > tip || (known == 0 && !closed))) {
      if (known == 0) {
        admitted.add(transaction);
      }
      places.merge(transaction, 1, Integer::sum);
      return "pending";
    }
    free++;
    if (halted) {
      return "halted";
    }
    return known == 0 ? "shutting_down" : "committed " + known;
  }

  private int sequence(int transaction) {
    return admitted.indexOf(transaction) + 1;
  }

  /** Tells what the caller of an asynchronous commit knows. */
  public String answer(int transaction) {
    return stages.getOrDefault(transaction, "none");
  }

  /** Tells who was answered, in the order of the sequences. */
  public String answered() {
    return admitted.subList(0, tip).toString();
  }

  /** Tells whether there was anything to cancel; nothing happens to the commit. */
  public boolean cancel(int transaction) {
    return answer(transaction).equals("pending");
  }

  // -------------------------------------------------------------------------------------- reading

  /** Tells the tip. */
  public long tip() {
    return tip;
  }

  /** Tells the tip. */
  public long lookForTip(int sequence) {
    return tip;
  }

  /** Tells the tip, or -1 if it would wait forever. */
  public long awaitTip(int sequence) {
    return tip >= sequence || closed || halted ? tip : -1;
  }

  /** Tells which sequence a transaction has, if it is committed. */
  public String find(int transaction) {
    int sequence = sequence(transaction);
    return sequence != 0 && sequence <= tip ? "as " + sequence : "none";
  }

  /** Tells the tip. */
  public long last() {
    return tip;
  }

  /** Tells whose commit has a sequence. */
  public String read(int sequence) {
    return sequence <= tip ? "transaction " + admitted.get(sequence - 1) : "none";
  }

  // ------------------------------------------------------------------------------ steps and ending

  /** Covers the oldest transaction that is not. */
  public String one() {
    if (halted) {
      return "halted";
    }
    int taken = Math.min(1, admitted.size() - covered);
    covered += taken;
    return "took " + taken;
  }

  /** Commits the oldest transaction that is covered. */
  public String two() {
    if (halted) {
      return "halted";
    }
    int taken = Math.min(1, covered - tip);
    for (int i = 0; i < taken; i++) {
      tip++;
      tell(admitted.get(tip - 1), "committed " + tip);
    }
    return "took " + taken;
  }

  private void tell(int transaction, String answer) {
    Integer places = this.places.remove(transaction);
    free += places == null ? 0 : places;
    stages.replace(transaction, "pending", answer);
  }

  /** Takes both steps. */
  public void drive() {
    one();
    two();
  }

  /** Commits what is admitted and refuses what comes. */
  public String close() {
    closed = true;
    driveAll();
    return "closed, 0 files open";
  }

  final void driveAll() {
    while (!halted && tip < admitted.size()) {
      drive();
    }
  }

  /** Answers what is admitted. */
  public void breakDown() {
    halted = true;
    for (int later = tip; later < admitted.size(); later++) {
      tell(admitted.get(later), "not committed, or unknown");
    }
  }
}
