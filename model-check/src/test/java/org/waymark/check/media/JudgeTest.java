package org.waymark.check.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.SimDisk;

/** The judge tells what the shipped code does from what broken code would do. */
class JudgeTest {

  private static final FormatMap CLOSED = new FormatMap(Specimens.closed());
  private static final FormatMap CRASHED = new FormatMap(Specimens.crashed());

  private static final Damage NONE =
      new Damage.Files(Kind.CUT, Region.FILE, CLOSED.image(), "nothing");

  private static Judgement judge(Subject subject, FormatMap map, Damage damage) {
    return new Judge(subject, map, true).judge(damage);
  }

  private static Damage.Flip flip(FormatMap map, Region region) {
    for (String file : map.image().names()) {
      for (int offset = 0; offset < map.bytes(file).length; offset++) {
        if (map.at(file, offset) == region) {
          return new Damage.Flip(file, 8 * (offset + 20));
        }
      }
    }
    throw new AssertionError("no " + region);
  }

  private static void flagged(Judgement judgement, String why) {
    assertThat(judgement.outcome()).as(judgement.why()).isEqualTo(Outcome.VIOLATED);
    assertThat(judgement.why()).contains(why);
  }

  @Test
  void theUndamagedLogIsFoundWhole() {
    assertThat(judge(new Shipped(), CLOSED, NONE))
        .isEqualTo(new Judgement(Outcome.HARMLESS, 13, ""));
  }

  @Test
  void theShippedCodeRefusesFindsAndIsSpared() {
    Judgement refused = judge(new Shipped(), CLOSED, flip(CLOSED, Region.MARKERS));
    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused.why()).contains("recovery case D").contains("sequence 7");
    assertThat(judge(new Shipped(), CLOSED, flip(CLOSED, Region.PAYLOAD)).outcome())
        .isEqualTo(Outcome.FOUND);
    assertThat(judge(new Shipped(), CLOSED, flip(CLOSED, Region.SLACK)).outcome())
        .isEqualTo(Outcome.HARMLESS);
    assertThat(judge(new Shipped(), CRASHED, flip(CRASHED, Region.LAST_MARKERS)))
        .isEqualTo(new Judgement(Outcome.EXEMPT, 11, ""));
  }

  @Test
  void aWrongByteIsFlagged() {
    flagged(judge(Broken.wrongByte(), CLOSED, NONE), "sequence 2 was read with another payload");
  }

  @Test
  void evidenceThatIsLeftOutIsFlagged() {
    Subject forgetful =
        Broken.wrapping(
            (log, life) ->
                new Broken.Forwarding(log) {
                  @Override
                  public Subject.Read read(long sequence) throws IOException {
                    Subject.Read read = super.read(sequence);
                    return new Subject.Read(
                        read.sequence(),
                        read.time(),
                        read.token(),
                        read.capsule(),
                        read.beginSeq(),
                        read.written(),
                        read.read(),
                        List.of(),
                        read.payload(),
                        read.length());
                  }
                });
    flagged(judge(forgetful, CLOSED, NONE), "sequence 1 was read with another list of evidence");
  }

  @Test
  void aHistoryThatEndsEarlyIsFlagged() {
    flagged(judge(Broken.longer(-1), CLOSED, NONE), "sequences 13 to 13 are lost in silence");
  }

  @Test
  void aHistoryThatEndsEarlierThanTheEvidenceIsFlagged() {
    // The last group is exempt; whoever loses the group before it as well does not.
    Subject greedy = Broken.wrapping((log, life) -> Broken.endingAt(log, Math.min(log.tip(), 10)));
    flagged(judge(greedy, CRASHED, flip(CRASHED, Region.LAST_MARKERS)), "11 to 13 are lost");
  }

  @Test
  void aHistoryThatIsTooLongIsFlagged() {
    flagged(judge(Broken.longer(1), CLOSED, NONE), "more than was committed: 14");
  }

  @Test
  void aRefusalThatChangesSomethingIsFlagged() {
    Subject meddling =
        Broken.refusing(
            (disk, refused) -> {
              disk.delete(Specimens.markers(1, 1));
              throw refused;
            });
    flagged(judge(meddling, CLOSED, flip(CLOSED, Region.HEADER)), "refused, and changed");
  }

  @Test
  void aRefusalThatCallsGoodWhatIsDamagedIsFlagged() {
    // It tells of the damage of another log, in which everything up to 6 is good.
    DiskImage other = flip(CLOSED, Region.MARKERS).image(CLOSED);
    Subject misleading =
        Broken.refusing((disk, refused) -> new Shipped().open(new SimDisk(other), 1));
    flagged(
        judge(misleading, CLOSED, flip(CLOSED, Region.OLD_MARKERS)),
        "1 is called good, and is not");
  }

  @Test
  void anOpeningThatBreaksDownIsFlagged() {
    Subject fragile =
        Broken.refusing(
            (disk, refused) -> {
              throw new IndexOutOfBoundsException("7");
            });
    flagged(judge(fragile, CLOSED, flip(CLOSED, Region.HEADER)), "IndexOutOfBounds");
  }

  @Test
  void aRefusalForAnotherReasonIsFlagged() {
    // Without its newest segments' names the directory is no log: it has strangers' files only.
    DiskImage renamed = DiskImage.EMPTY.with("markers", new byte[1]);
    Damage foreign = new Damage.Files(Kind.REMOVED_MORE, Region.FILE, renamed, "renamed");
    flagged(judge(new Shipped(), CLOSED, foreign), "refused as FOREIGN");
  }

  @Test
  void aLogThatCannotGoOnIsFlagged() {
    Subject tired =
        Broken.wrapping(
            (log, life) ->
                new Broken.Forwarding(log) {
                  @Override
                  public Known commit() throws IOException {
                    throw new IOException("no more");
                  }
                });
    flagged(judge(tired, CLOSED, NONE), "cannot be used");
  }

  @Test
  void aLogThatForgetsAfterGoingOnIsFlagged() {
    Subject forgetful =
        Broken.wrapping(
            (log, life) -> life == Judge.NEXT_LIFE ? log : Broken.endingAt(log, log.tip() - 1));
    flagged(judge(forgetful, CLOSED, NONE), "commit 14 behind 13 left 13");
  }

  @Test
  void damageThatHidesAfterGoingOnIsFlagged() {
    // What could not be read is handed out later, as if it were whole.
    Subject glossing =
        Broken.wrapping((log, life) -> life == Judge.NEXT_LIFE ? log : pretending(log));
    flagged(judge(glossing, CLOSED, flip(CLOSED, Region.PROOF)), "refused 1 commits, and 0 later");
  }

  private static Subject.Opened pretending(Subject.Opened log) {
    return new Broken.Forwarding(log) {
      @Override
      public Subject.Read read(long sequence) throws IOException {
        List<Known> commits = CLOSED.specimen().commits();
        if (sequence > commits.size()) {
          return super.read(sequence);
        }
        Known known = commits.get((int) sequence - 1);
        return new Subject.Read(
            sequence,
            known.time(),
            known.token(),
            known.capsule(),
            known.submission().beginSeq(),
            known.submission().pagesWritten(),
            known.submission().pagesRead(),
            known.submission().evidence(),
            known.payload(),
            known.payload().length);
      }
    };
  }

  @Test
  void aReadThatFailsWithoutNamingThePlaceIsFlagged() {
    Subject vague =
        Broken.wrapping(
            (log, life) ->
                new Broken.Forwarding(log) {
                  @Override
                  public Subject.Read read(long sequence) throws IOException {
                    if (sequence == 3) {
                      throw new IOException("something is wrong");
                    }
                    return super.read(sequence);
                  }
                });
    flagged(judge(vague, CLOSED, NONE), "reading sequence 3 failed");
  }
}
