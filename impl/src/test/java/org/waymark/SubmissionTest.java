package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.waymark.log.Extent;
import org.waymark.log.Id128;
import org.waymark.log.Incarnation;

class SubmissionTest {
  private static final TxnToken TOKEN = new TxnToken(1, 2);
  private static final CapsuleHandle CAPSULE =
      new CapsuleHandle(
          new Incarnation(1, 7), new Extent(new Id128(1, 2), 1L << 32 | 4096, 9, 1, 1));

  private final Submission writer = Submission.of(TOKEN, 3, CAPSULE);
  private final Submission reader = Submission.readOnly(TOKEN, 3);

  @Test
  void sortsItsSetsAsUnsignedAndCountsRepetitionsOnce() {
    Submission submission = writer.writing(-1, 5, 2, 5, Long.MIN_VALUE, -1).reading(9, 9, -7, 1);
    assertThat(submission.pagesWritten()).containsExactly(2, 5, Long.MIN_VALUE, -1);
    assertThat(submission.pagesRead()).containsExactly(1, 9, -7);
    assertThat(submission.proofLength()).isEqualTo(120 + 8 * 7);
  }

  @Test
  void keepsWhatItWasGivenAndHandsOutCopies() {
    long[] pages = {4, 3};
    Submission submission = writer.writing(pages);
    pages[0] = 99;
    submission.pagesWritten()[0] = 99;
    assertThat(submission.pagesWritten()).containsExactly(3, 4);
    assertThat(submission.token()).isEqualTo(TOKEN);
    assertThat(submission.beginSeq()).isEqualTo(3);
    assertThat(submission.capsule()).isSameAs(CAPSULE);
    assertThat(writer.pagesWritten()).as("the submission it was made from").isEmpty();
  }

  @Test
  void takesTheMostPagesAndNotOneMore() {
    long[] most = LongStream.rangeClosed(1, Limits.MAX_PAGES).toArray();
    assertThat(writer.writing(most).reading(most).pagesRead()).isEqualTo(most);
    long[] repeated = LongStream.concat(LongStream.of(1), LongStream.of(most)).toArray();
    assertThat(writer.writing(repeated).pagesWritten()).isEqualTo(most);
    long[] tooMany = LongStream.rangeClosed(1, Limits.MAX_PAGES + 1).toArray();
    assertThatThrownBy(() -> writer.writing(tooMany))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("written pages must be at most 16384, not 16385");
    assertThatThrownBy(() -> reader.reading(tooMany))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("read pages must be at most 16384, not 16385");
  }

  @Test
  void keepsItsEvidenceInTheClientsOrder() {
    EvidenceRef[] references = {
      new EvidenceRef(9, 1), new EvidenceRef(0, 0), new EvidenceRef(9, 1)
    };
    Submission submission = writer.writing(1).withEvidence(references).reading(2);
    List<EvidenceRef> given = List.of(references);
    references[0] = new EvidenceRef(7, 7);
    assertThat(submission.evidence()).isEqualTo(given);
    assertThat(submission.writing(3).evidence()).isEqualTo(given);
    assertThat(submission.proofLength()).isEqualTo(120 + 8 * 2 + 16 * 3);
    assertThat(submission).asString().contains("evidence=3");
    assertThat(submission.withEvidence().evidence()).isEmpty();
    assertThat(writer.evidence()).as("the submission it was made from").isEmpty();
    assertThatThrownBy(() -> submission.evidence().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void takesTheMostEvidenceAndNotOneMore() {
    EvidenceRef[] most = new EvidenceRef[Limits.MAX_EVIDENCE];
    Arrays.fill(most, new EvidenceRef(1, 2));
    assertThat(writer.withEvidence(most).evidence()).hasSize(256);
    EvidenceRef[] tooMany = Arrays.copyOf(most, most.length + 1);
    assertThatThrownBy(() -> writer.withEvidence(tooMany))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("evidence references must be at most 256, not 257");
    EvidenceRef[] endsInNull = Arrays.copyOf(new EvidenceRef[] {most[0]}, 2);
    assertThatThrownBy(() -> writer.withEvidence(endsInNull))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void aReaderHasNoProofForEvidence() {
    assertThatThrownBy(() -> reader.withEvidence(new EvidenceRef(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("evidence references need a capsule");
    assertThat(reader.withEvidence().evidence()).isEmpty();
  }

  @Test
  void namesTheArgumentThatIsWrong() {
    assertThatThrownBy(() -> writer.writing(3, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("written page must not be 0");
    assertThatThrownBy(() -> writer.reading(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("read page must not be 0");
    assertThatThrownBy(() -> Submission.readOnly(TOKEN, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beginSeq must be 0 or more, not -1");
    assertThatThrownBy(() -> Submission.of(TOKEN, Long.MIN_VALUE, CAPSULE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("beginSeq");
    assertThatThrownBy(() -> reader.writing(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("written pages need a capsule");
  }

  @Test
  void aReaderHasNoCapsule() {
    assertThat(reader.reading(4).capsule()).isNull();
    assertThat(reader.writing().pagesWritten()).isEmpty();
  }
}
