package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.disk.MemoryDisk;
import org.waymark.observe.CommitObserver;

/** What an observer hears of a submission that is answered without being admitted. */
class AnswersAtOnceTest {

  @Test
  void aRetryAndAReaderAreNoRefusals() throws Exception {
    List<String> heard = new ArrayList<>();
    CommitObserver observer =
        new CommitObserver() {
          @Override
          public void answerAtOnce(String result, long beginSeq) {
            heard.add("answered " + result + " at " + beginSeq);
          }

          @Override
          public void refuse(String result, long beginSeq) {
            heard.add("refused " + result + " at " + beginSeq);
          }
        };
    try (CommitLog log =
        CommitLog.open(new MemoryDisk(), LogOptions.defaults().withObserver(observer))) {
      Submission first =
          Submission.of(new TxnToken(1, 1), 0, log.writeCapsule(new byte[1])).writing(1);
      Submission late =
          Submission.of(new TxnToken(1, 2), 0, log.writeCapsule(new byte[1])).writing(1);
      log.commit(first);
      assertThat(heard).isEmpty();
      log.commit(first);
      log.commit(Submission.readOnly(new TxnToken(1, 3), 1).reading(1));
      log.commit(late);
    }
    assertThat(heard)
        .containsExactly(
            "answered committed at 0",
            "answered serializable_at at 1",
            "refused fcw_conflict at 0");
  }
}
