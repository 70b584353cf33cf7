package org.waymark.check.lives.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checker on histories written by hand: what it must accept, and what it must not. */
class LinearizationTest {
  private static final Program PROGRAM =
      Program.all().stream().filter(p -> p.name().equals("two writers")).findFirst().orElseThrow();

  private final List<List<Call>> threads = new ArrayList<>();

  /** Adds a call of a thread; {@code returned} 0 leaves it under way. */
  private LinearizationTest call(
      int thread, String words, int invoked, int returned, Object answer) {
    while (threads.size() <= thread) {
      threads.add(new ArrayList<>());
    }
    Call call = new Call(thread, Action.of(words), 1, invoked);
    if (returned > 0) {
      call.returned = returned;
      call.result = answer;
    }
    threads.get(thread).add(call);
    return this;
  }

  private Set<List<Integer>> recoverable() {
    return Linearization.recoverable(threads, SequentialLog.after(PROGRAM, List.of(0)));
  }

  @Test
  void anAdmissionThatNobodyPublishedIsLost() {
    call(0, "submit 1", 1, 2, "admitted as 2");
    assertThat(recoverable()).containsExactly(List.of(0));
  }

  @Test
  void overlappingSubmissionsComeInTheOrderOfTheirAnswersAndOthersInRealTime() {
    call(0, "submit 1", 1, 4, "admitted as 3").call(1, "submit 2", 2, 3, "admitted as 2");
    assertThat(recoverable()).isNotEmpty();
    threads.clear();
    call(0, "submit 1", 1, 2, "admitted as 3").call(1, "submit 2", 3, 4, "admitted as 2");
    assertThat(recoverable()).isEmpty();
  }

  @Test
  void theGroupInFsync2MaySurviveInPart() {
    call(0, "submit 1", 1, 2, "admitted as 2").call(0, "submit 2", 3, 4, "admitted as 3");
    call(1, "fsync1", 5, 6, 2).call(1, "append", 7, 0, "");
    assertThat(recoverable())
        .containsExactlyInAnyOrder(List.of(0), List.of(0, 1), List.of(0, 1, 2));
  }

  @Test
  void whatATipHasShownSurvivesAlthoughItsBarrierHasNotReturned() {
    call(0, "submit 1", 1, 2, "admitted as 2").call(0, "fsync1", 3, 4, 1);
    call(1, "append", 5, 0, "").call(0, "tip", 6, 7, 2);
    assertThat(recoverable()).containsExactly(List.of(0, 1));
  }

  @Test
  void aTipNeverGoesBack() {
    call(0, "submit 1", 1, 2, "admitted as 2").call(0, "fsync1", 3, 4, 1);
    call(1, "append", 5, 0, "").call(0, "tip", 6, 7, 2).call(0, "tip", 8, 9, 1);
    assertThat(recoverable()).isEmpty();
  }

  @Test
  void nothingIsPublishedBeforeItsFsync1() {
    call(0, "submit 1", 1, 2, "admitted as 2").call(1, "append", 3, 4, List.of(2));
    assertThat(recoverable()).isEmpty();
  }

  @Test
  void anAnswerIsDrainedOnce() {
    call(0, "submit 1", 1, 2, "admitted as 2").call(0, "fsync1", 3, 4, 1);
    call(0, "append", 5, 6, List.of(2));
    List<String> answers = List.of(Subject.answered(2, 1));
    call(0, "drain", 7, 9, answers).call(1, "drain", 8, 10, List.of());
    assertThat(recoverable()).containsExactly(List.of(0, 1));
    threads.get(1).get(0).result = answers;
    assertThat(recoverable()).isEmpty();
  }

  @Test
  void aCommitAdmittedAfterTheClaimBelongsToALaterGroup() {
    call(0, "submit 1", 1, 2, "admitted as 2").call(1, "fsync1", 3, 8, 1);
    call(0, "submit 2", 4, 5, "admitted as 3").call(2, "fsync1", 9, 10, 1);
    call(2, "append", 11, 12, List.of(2, 3)).call(2, "epoch", 13, 14, 3);
    assertThat(recoverable()).containsExactly(List.of(0, 1, 2));
    threads.get(2).get(2).result = 2;
    assertThat(recoverable()).isEmpty();
  }
}
