package org.waymark.check.serial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.waymark.Snapshot;

/**
 * Drawn histories of a whole coordinator: transactions are admitted by its {@link Front}, while
 * groups are covered and published, leases begin and end, the floor rises, and the log is opened
 * again, all at random; validation has room for little. Each history is judged by its graph, each
 * answer by the rules, by the floor that leases and openings command, and by the room that is left
 * above it. A function of the seed. For one thread.
 */
final class FrontHistories implements DrawnHistories {
  private static final int MOST_STEPS = 48;
  private static final int MOST_LEASES = 3;
  private static final int LEAST_PAGES = 2;
  private static final int MOST_PAGES = 5;

  /** The least and the most room of a log's validation. */
  private static final int LEAST_LIMIT = 3;

  private static final int MOST_LIMIT = 12;

  private final SplittableRandom random;

  /** Whether answers are judged too, and not the graph alone. */
  private final boolean answersJudged;

  private final SerializationGraph graph = new SerializationGraph();
  private final Tally tally = new Tally();

  // The present history.
  private final History history = new History();
  private final Room room = new Room(history);
  private final List<Snapshot> leases = new ArrayList<>();
  private int pages;
  private int limit;

  /** Where the floor must be. */
  private int floor;

  /** Draws from a seed. */
  FrontHistories(long seed) {
    this(seed, true);
  }

  private FrontHistories(long seed, boolean answersJudged) {
    this.random = new SplittableRandom(seed);
    this.answersJudged = answersJudged;
  }

  /** Draws from a seed; what the coordinator says is believed. */
  static FrontHistories judgedByTheGraphAlone(long seed) {
    return new FrontHistories(seed, false);
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public @Nullable String next() {
    history.clear();
    leases.clear();
    room.clear();
    floor = 0;
    pages = random.nextInt(LEAST_PAGES, MOST_PAGES + 1);
    limit = random.nextInt(LEAST_LIMIT, MOST_LIMIT + 1);
    try (Front front = new Front(limit, random)) {
      for (int i = 0; i < MOST_STEPS && history.size() < History.MOST; i++) {
        String wrong = step(front);
        if (wrong != null) {
          return wrong;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a disk in memory failed", e);
    } catch (IllegalArgumentException | IllegalStateException e) {
      if (!answersJudged) {
        throw e;
      }
      return "instead of an answer came %s, behind%n%s".formatted(e, history);
    }
    tally.history();
    graph.of(history, pages);
    return graph.isAcyclic() ? null : Story.of(history, pages);
  }

  private @Nullable String step(Front front) throws IOException {
    switch (random.nextInt(24)) {
      case 0, 1, 2 -> lease(front);
      case 3 -> endLease();
      case 4, 5 -> front.coverGroup();
      case 6, 7 -> front.publishGroups();
      case 8, 9 -> {
        return prune(front);
      }
      case 10 -> {
        return random.nextInt(6) == 0 ? reopen(front) : null;
      }
      default -> {
        return submit(front, begin(front.tip()), mask(), random.nextBoolean() ? mask() : 0);
      }
    }
    return null;
  }

  private void lease(Front front) {
    if (leases.size() < MOST_LEASES) {
      leases.add(front.lease());
    }
  }

  private void endLease() {
    if (!leases.isEmpty()) {
      leases.remove(random.nextInt(leases.size())).close();
    }
  }

  private @Nullable String prune(Front front) {
    int oldest = front.tip();
    for (Snapshot lease : leases) {
      oldest = Math.min(oldest, Math.toIntExact(lease.beginSeq()));
    }
    if (oldest > floor) {
      tally.met(Met.PRUNED);
    }
    if (oldest < front.tip()) {
      tally.met(Met.LEASED);
    }
    floor = Math.max(floor, oldest);
    return is("the floor", floor, front.prune());
  }

  private @Nullable String reopen(Front front) throws IOException {
    int tip = front.tip();
    tally.met(Met.REOPENED);
    if (history.last() > tip) {
      tally.met(Met.LOST);
    }
    leases.clear();
    front.reopen();
    history.keepThrough(tip);
    room.clear();
    floor = tip;
    return is("the recovered tip", tip, front.tip());
  }

  private @Nullable String is(String what, int expected, int found) {
    return !answersJudged || found == expected
        ? null
        : "%s is %d, not %d, behind%n%s".formatted(what, found, expected, history);
  }

  /** Where most begin: at a lease, or where the floor allows; and few where nobody may. */
  private int begin(int tip) {
    int how = random.nextInt(8);
    if (how == 0) {
      return random.nextInt(tip + 2);
    }
    return how < 5 && !leases.isEmpty()
        ? Math.toIntExact(leases.get(random.nextInt(leases.size())).beginSeq())
        : random.nextInt(floor, tip + 1);
  }

  /** Each page with one chance in three. */
  private int mask() {
    int mask = 0;
    for (int page = 0; page < pages; page++) {
      mask |= random.nextInt(3) == 0 ? 1 << page : 0;
    }
    return mask;
  }

  private @Nullable String submit(Front front, int begin, int read, int written)
      throws IOException {
    if ((read | written) == 0) {
      return null;
    }
    int tip = front.tip();
    Answer answer = front.submit(begin, read, written);
    if (answersJudged) {
      Answer expected = expected(tip, begin, read, written);
      if (!answer.equals(expected)) {
        return Story.ofDisagreement(history, begin, read, written, expected, answer);
      }
    }
    count(answer, tip, begin, read, written);
    if (answer.admits()) {
      history.add(begin, read, written);
      room.take(begin, read, written, floor);
    }
    return null;
  }

  private Answer expected(int tip, int begin, int read, int written) {
    if (begin > tip) {
      return Answer.inTheFuture(tip);
    }
    if (begin < floor) {
      return Answer.tooOld(floor);
    }
    Ruling ruling = Rules.ALL.judge(history, begin, read, written);
    if (!ruling.admits()) {
      return Answer.refused(ruling);
    }
    if (!room.isEnoughFor(begin, read, written, floor, limit)) {
      return Answer.NO_ROOM;
    }
    return Answer.admitted(written == 0 ? begin : history.last() + 1);
  }

  private void count(Answer answer, int tip, int begin, int read, int written) {
    switch (answer.kind()) {
      case RULED -> {
        Verdict verdict = answer.ruling().verdict();
        tally.verdict(verdict);
        if (verdict == Verdict.PIVOT || verdict == Verdict.COMMITTED_PIVOT) {
          danger(verdict, tip, begin, read, written);
        }
      }
      case TOO_OLD -> tally.met(Met.TOO_OLD);
      case NO_ROOM -> tally.met(Met.LIMIT);
      case IN_THE_FUTURE -> {
        // It is enough that the tip commands it; how many there are says nothing.
      }
    }
  }

  private void danger(Verdict verdict, int tip, int begin, int read, int written) {
    History published = history.copy();
    published.keepThrough(tip);
    if (Rules.ALL.judge(published, begin, read, written).admits()) {
      tally.met(Met.PENDING);
    }
    history.add(begin, read, written);
    graph.of(history, pages);
    if (graph.isAcyclic()) {
      tally.needless(verdict);
    }
    history.removeLast();
  }
}
