package org.waymark.check.vectors;

import java.util.List;
import java.util.SplittableRandom;
import org.waymark.check.serial.Answer;

/**
 * The vectors of validation: conversations with a coordinator, submission by submission. Some are
 * stories written by hand, one for each rule and each bound; the others are drawn, always alike.
 */
final class ValidationVectors {
  private static final long SEED = 20_261_123;
  private static final int DRAWN = 8;
  private static final int DRAWN_STEPS = 22;
  private static final int DRAWN_PAGES = 8;

  /** Of so many drawn conversations one has little room. */
  private static final int TIGHT_ONE_IN = 2;

  /** Of so many pages one is read, and of so many one is written, on the average. */
  private static final int READ_ONE_IN = 4;

  private static final int WRITE_ONE_IN = 20;

  /** Of so many drawn transactions one only reads. */
  private static final int READS_ONLY_ONE_IN = 5;

  /** Of so many drawn transactions one may begin where nobody may. */
  private static final int ANYWHERE_ONE_IN = 6;

  private static final int TIGHT = 7;
  private static final int ROOMY = 1_000;
  private static final int WINDOW = 4;

  private static final int X = 0b001;
  private static final int Y = 0b010;
  private static final int Z = 0b100;
  private static final int P = 0b1000;
  private static final int Q = 0b1_0000;
  private static final int R = 0b10_0000;
  private static final int S = 0b100_0000;
  private static final int NONE = 0;

  private final VectorFile file =
      new VectorFile(
          "validation",
          "Conversations with a coordinator: who is admitted, and why others are not");

  static String text() {
    ValidationVectors vectors = new ValidationVectors();
    vectors.firstCommitterWins();
    vectors.pivots();
    vectors.whoIsNamed();
    vectors.readOnlyAnomalies();
    vectors.committedPivots();
    vectors.snapshots();
    vectors.room();
    vectors.reopening();
    for (int i = 1; i <= DRAWN; i++) {
      vectors.drawn(i);
    }
    return vectors.file.text();
  }

  private Conversation roomy(String name, String about) {
    return Conversation.roomy(file, name, about);
  }

  private void firstCommitterWins() {
    roomy("lost-update", "Two add to a balance that both have read")
        .submit("the first of two", 0, X, X)
        .submit("the second would overwrite it, though the first is pending", 0, X, X)
        .submit("one that has not read it would too", 0, NONE, X | Y)
        .publish()
        .submit("the snapshot decides, not the time", 0, X, X)
        .submit("begun anew, it is admitted", 1, X, X);
    new Conversation(
            file, "unsigned", "Pages are unsigned", ROOMY, ROOMY, 1, 1L << 32, 1L << 63, -1)
        .submit("read the smallest, wrote the largest and two between", 0, X, 0b1110)
        .submit("those in conflict come in unsigned order", 0, NONE, 0b1111)
        .submit("write skew between the largest and the smallest", 0, 0b1000, X)
        .submit("only reads the largest", 0, 0b1000, NONE);
  }

  private void pivots() {
    roomy("write-skew", "Of two doctors one must stay: each signs off when the other is there")
        .submit("the first reads both, and signs off", 0, X | Y, X)
        .submit("the second would be the pivot, with the first on both sides", 0, X | Y, Y)
        .publish()
        .submit("also when the first is published", 0, X | Y, Y)
        .submit("begun anew, it sees the first", 1, X | Y, Y);
    roomy("blind", "Who reads nothing is no pivot")
        .submit("read x, wrote y", 0, X, Y)
        .submit("writes x without having read anything", 0, NONE, X)
        .submit("nor does it point anywhere, so this one points at no pivot", 0, X, Z);
    roomy("harmless-order", "A pivot is harmless if whom it points to ended last")
        .submit("the reader of x ends at 1", 0, X, Z)
        .submit("the writer of y ends at 2", 0, NONE, Y)
        .submit("so who lies between them is admitted", 0, Y, X);
    roomy("dangerous-order", "The same two, the other way round")
        .submit("the writer of y ends at 1", 0, NONE, Y)
        .submit("the reader of x ends at 2", 0, X, Z)
        .submit("so who lies between them is refused", 0, Y, X);
    roomy("latest-writer-only", "The lowest end counts, not that of the latest writer")
        .submit("read x, wrote y", 0, X, Y)
        .publish()
        .submit("wrote y again, behind the first", 1, Y, Y)
        .submit("write skew with the first, which the second hides", 0, Y, X);
    roomy("only-committed-seen", "Who is pending counts")
        .submit("read x, wrote y; its group is on the way", 0, X, Y)
        .submit("write skew with one that is not published", 0, Y, X)
        .publish()
        .submit("nor will time help it", 0, Y, X);
  }

  private void whoIsNamed() {
    roomy("newest-reader", "The newest reader of what the pivot writes is named")
        .submit("wrote p, ends at 1", 0, NONE, P)
        .submit("read x, ends at 2", 0, X, Q)
        .submit("read z, ends at 3", 0, Z, R)
        .submit("read y, ends at 4", 0, Y, S)
        .submit("of the readers of x, y and z that of y", 0, P, X | Y | Z)
        .submit("of the readers of x and z that of z", 0, P, X | Z);
    roomy("who-wrote-is-named", "Of two that ended at once the one that wrote is named")
        .submit("read y, wrote p, ends at 1", 0, Y, P)
        .publish()
        .submit("only reads x and z, ends at 1 too", 1, X | Z, NONE)
        .submit("of the readers of x, y and z that of y, which wrote", 0, P, X | Y | Z)
        .submit("of those of x and y the same", 0, P, X | Y)
        .submit("of x and z there is none that wrote", 0, P, X | Z)
        .submit("only reads y, ends at 1 too", 1, Y, NONE)
        .submit("of the two readers of y the one that wrote", 0, P, Y);
    roomy("lowest-out", "The lowest end that the pivot points to is named")
        .submit("wrote y, ends at 1", 0, NONE, Y)
        .submit("wrote x, ends at 2", 0, NONE, X)
        .submit("wrote z, ends at 3", 0, NONE, Z)
        .submit("read p, ends at 4", 0, P, Q)
        .submit("points to all three: 1 is named", 0, X | Y | Z, P)
        .publish()
        .submit("sees the first, points to the others: 2 is named", 1, X | Y | Z, P)
        .submit("points to the third only", 2, X | Y | Z, P);
    roomy("newest-pivot", "Of committed pivots the newest is named")
        .submit("wrote p, ends at 1", 0, NONE, P)
        .publish()
        .submit("read p, wrote x: the pivot at 2", 0, P, X)
        .submit("read p, wrote z: the pivot at 3", 0, P, Z)
        .submit("read p, wrote y: the pivot at 4", 0, P, Y)
        .submit("writes another page, and points at all three", 1, X | Y | Z, Q)
        .submit("only reads, and points at all three", 1, X | Y | Z, NONE)
        .submit("points at the oldest only", 1, X, NONE);
    roomy("pivots-own-edge", "Of a committed pivot its own lowest edge is named")
        .submit("wrote p, ends at 1", 0, NONE, P)
        .submit("wrote q, ends at 2", 0, NONE, Q)
        .submit("read q, wrote x: a pivot that points to 2", 0, Q, X)
        .submit("read p and q, wrote y: a pivot that points to 1", 0, P | Q, Y)
        .submit("points at both: the newer, and its edge", 0, X | Y, Z)
        .submit("points at the first: its edge leads to 2", 0, X, Z);
  }

  private void readOnlyAnomalies() {
    roomy("read-only-anomaly", "Savings x, checking y: the statement comes before the withdrawal")
        .submit("a deposit", 0, X, X)
        .publish()
        .submit("a statement with the deposit", 1, X | Y, NONE)
        .submit("a withdrawal with a fee, which had not seen it", 0, X | Y, Y);
    roomy("read-only-anomaly-late", "The same, the statement last")
        .submit("a deposit", 0, X, X)
        .publish()
        .submit("a withdrawal with a fee, which had not seen it", 0, X | Y, Y)
        .submit("a statement that sees the deposit and not the withdrawal", 1, X | Y, NONE)
        .submit("a statement of the time before both", 0, X | Y, NONE)
        .publish()
        .submit("a statement with both", 2, X | Y, NONE);
    roomy("read-only-fits", "Who only reads passes by a pivot that points to one it does not see")
        .submit("wrote x, ends at 1", 0, NONE, X)
        .submit("wrote y, ends at 2", 0, NONE, Y)
        .submit("read y: a pivot, if anybody points at it", 0, Y, Z)
        .publish()
        .submit("only reads, and sees nothing of 2", 0, X | Z, NONE)
        .submit("the same, if it writes: that may become a cycle", 0, Z, P);
  }

  private void committedPivots() {
    roomy("batch", "The batch x is closed, a receipt y comes late, and z is the total")
        .submit("the batch is closed", 0, NONE, X)
        .publish()
        .submit("a receipt by one that saw it open", 0, X, Y)
        .submit("the total without the receipt", 1, X | Y, Z)
        .publish()
        .submit("the total with the receipt", 2, X | Y, Z);
    roomy("edge-after-admission", "An edge that came after the pivot's admission is the reader's")
        .submit("read x, wrote y; points to nobody yet", 0, X, Y)
        .publish()
        .submit("overwrites x: now 1 points to it", 0, NONE, X)
        .submit("points at 1, which ended first", 0, Y, Z);
  }

  private void snapshots() {
    roomy("floor", "Who begins below the floor is refused, at the floor is judged")
        .submit("read x, wrote y, ends at 1", 0, X, Y)
        .submit("nothing is published: 1 is in the future", 1, X, NONE)
        .publish()
        .submit("read y, wrote z, ends at 2", 1, Y, Z)
        .submit("at the tip, with one pending", 1, Z, NONE)
        .publish()
        .submit("wrote x, ends at 3", 2, NONE, X)
        .prune(1)
        .submit("below the floor, also if it only reads", 0, X, NONE)
        .submit("at the floor: the writer at 2 is remembered", 1, Z, Y)
        .submit("at the floor: lost to the writer at 3", 1, Z, X)
        .submit("above the tip, though 3 is pending", 3, X, NONE)
        .publish()
        .prune(3)
        .submit("below the floor", 2, NONE, P)
        .submit("at the floor nobody is met", 3, X | Y | Z, X | Y | Z);
    new Conversation(file, "window", "A snapshot may be two commits old", ROOMY, 2, 1, 2, 3, 4)
        .submit("ends at 1", 0, NONE, X)
        .publish()
        .submit("ends at 2", 0, NONE, Y)
        .publish()
        .submit("ends at 3", 0, NONE, Z)
        .submit("what is pending makes no snapshot old", 0, P, NONE)
        .publish()
        .submit("three commits old", 0, P, NONE)
        .submit("two commits old", 1, P, NONE)
        .prune(2)
        .submit("the floor is higher than the window asks", 1, P, NONE);
  }

  private void room() {
    new Conversation(file, "room-pages", "Three pages can be remembered", 3, ROOMY, 1, 2, 3, 4, 5)
        .submit("two pages", 0, X, Y)
        .submit("two more are too many", 0, Z, P)
        .submit("who only reads at the floor need not be remembered", 0, P | Q, NONE)
        .submit("one more fits", 0, NONE, Z)
        .publish()
        .submit("another does not", 2, NONE, P)
        .submit("a refusal for another reason comes first", 0, NONE, Z)
        .submit("above the floor who only reads needs room", 2, P | Q, NONE)
        .submit("pages that are remembered need no more", 2, X | Y | Z, NONE)
        .prune(2)
        .submit("all is forgotten: there is room for three", 2, X | Y, P);
    new Conversation(file, "room-writers", "So can three writers of pages", 3, ROOMY, 1, 2)
        .submit("the first writer of x", 0, NONE, X)
        .publish()
        .submit("the second", 1, NONE, X)
        .publish()
        .submit("two more are too many", 2, NONE, X | Y)
        .submit("the third", 2, NONE, X)
        .publish()
        .submit("a fourth is too many", 3, NONE, X)
        .prune(1)
        .submit("the first is forgotten", 3, NONE, X);
  }

  private void reopening() {
    roomy("reopening", "What is pending is lost, and nobody is remembered")
        .submit("read x, wrote y, ends at 1", 0, X, Y)
        .publish()
        .submit("read x, wrote z, ends at 2; will be lost", 0, X, Z)
        .submit("only reads x, ends at 1", 1, X, NONE)
        .reopen()
        .submit("below the floor", 0, X, NONE)
        .submit("z is free again, and so is the sequence", 1, Y, Z)
        .submit("the reader of x ended at the floor", 1, Z, X)
        .submit("write skew with 2, which is of this life", 1, Z, Y);
  }

  /** A conversation in which everything comes now and then. */
  private void drawn(int number) {
    SplittableRandom random = new SplittableRandom(SEED + number);
    boolean tight = number % TIGHT_ONE_IN == 0;
    Conversation drawn =
        new Conversation(
            file,
            "drawn-" + number,
            tight ? "Drawn, with little room and a short window" : "Drawn",
            tight ? TIGHT : ROOMY,
            tight ? WINDOW : ROOMY,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8);
    PlainFront front = drawn.front();
    for (int i = 0; i < DRAWN_STEPS && !front.isFull(); i++) {
      switch (random.nextInt(20)) {
        case 0, 1, 2 -> drawn.publish();
        case 3 -> {
          List<Integer> floors = front.floors();
          drawn.prune(floors.get(random.nextInt(floors.size())));
        }
        case 4 -> {
          if (i > DRAWN_STEPS / 2) {
            drawn.reopen();
          }
        }
        default -> {
          boolean anywhere = random.nextInt(ANYWHERE_ONE_IN) == 0;
          int begin =
              random.nextInt(anywhere ? 0 : front.floor(), front.tip() + (anywhere ? 2 : 1));
          int read = mask(random, READ_ONE_IN);
          int written = random.nextInt(READS_ONLY_ONE_IN) == 0 ? NONE : mask(random, WRITE_ONE_IN);
          drawn.submit(ValidationVectors::words, begin, read, written);
        }
      }
    }
  }

  /** One page, and of the others one in so many. */
  private static int mask(SplittableRandom random, int oneIn) {
    int mask = 1 << random.nextInt(DRAWN_PAGES);
    for (int page = 0; page < DRAWN_PAGES; page++) {
      mask |= random.nextInt(oneIn) == 0 ? 1 << page : 0;
    }
    return mask;
  }

  private static String words(Answer answer) {
    return switch (answer.kind()) {
      case TOO_OLD -> "drawn: too old";
      case IN_THE_FUTURE -> "drawn: in the future";
      case NO_ROOM -> "drawn: no room";
      case RULED -> "drawn: " + answer.ruling().verdict().words();
    };
  }
}
