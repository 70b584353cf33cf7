package org.waymark.check.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.waymark.check.history.Outcomes.Outcome;

/** What is allowed is what the abstract log allows, and what was not seen is listed. */
class OutcomesTest {

  @Test
  void whatWasNotSeenIsListedForEachSituation() {
    Outcomes outcomes = new Outcomes(1, List.of("power loss", "killed"));
    outcomes.saw("power loss", 0, 0, 0);
    outcomes.saw("power loss", 0, 1, 0);
    outcomes.saw("power loss", 1, 1, 1);
    outcomes.saw("killed", 0, 1, 1);
    outcomes.saw("killed", 0, 2, 1); // More than is compared.

    assertThat(outcomes.unseen("power loss"))
        .singleElement()
        .hasToString("0 acknowledged, 1 appended, 1 recovered");
    assertThat(outcomes.seen("killed")).containsExactly(new Outcome(0, 1, 1));
    Outcomes sum = new Outcomes(1, List.of("killed", "power loss"));
    sum.saw("power loss", 0, 1, 1);
    sum.add(outcomes);
    assertThat(sum.unseen("power loss")).isEmpty();
    assertThat(sum.unseen("killed")).hasSize(3);
  }

  @Test
  void whatIsForbiddenOrUnknownIsRefused() {
    Outcomes outcomes = new Outcomes(3, List.of("killed"));
    for (Outcome forbidden :
        List.of(new Outcome(2, 3, 1), new Outcome(0, 1, 2), new Outcome(-1, 1, 1))) {
      assertThat(forbidden.allowed()).isFalse();
      assertThatThrownBy(
              () ->
                  outcomes.saw(
                      "killed",
                      forbidden.acknowledged(),
                      forbidden.appended(),
                      forbidden.recovered()))
          .hasMessage("forbidden: " + forbidden);
    }
    assertThatThrownBy(() -> outcomes.saw("sunk", 0, 0, 0)).hasMessageContaining("sunk");
    assertThatThrownBy(() -> new Outcomes(64, List.of())).hasMessageContaining("64");
  }

  /** {@code CommitLog.tla} step by step: every state with at most three transactions. */
  @Test
  void whatIsAllowedIsWhatTheAbstractLogReaches() {
    Set<Outcome> reached = new HashSet<>();
    Set<AbstractLog> known = new HashSet<>();
    Deque<AbstractLog> next = new ArrayDeque<>(List.of(new AbstractLog(0, 0, 0, true)));
    while (!next.isEmpty()) {
      AbstractLog log = next.remove();
      if (known.add(log)) {
        log.steps(3, next::add, reached::add);
      }
    }

    assertThat(reached).containsExactlyInAnyOrderElementsOf(new Outcomes(3, List.of()).allowed());
    assertThat(reached).hasSize(20).allMatch(Outcome::allowed);
  }

  /**
   * The abstract log's state, of which only numbers matter here: the transactions are alike, and
   * nobody is told that he is out, as such a one and all behind him count as not appended.
   */
  private record AbstractLog(int answered, int history, int undecided, boolean open) {

    void steps(int most, Consumer<AbstractLog> successor, Consumer<Outcome> outcome) {
      int all = history + undecided;
      if (open) {
        if (all < most) { // Admit
          successor.accept(new AbstractLog(answered, history, undecided + 1, true));
        }
        for (int k = 1; k <= undecided; k++) { // Commit
          successor.accept(new AbstractLog(answered, history + k, undecided - k, true));
        }
        if (answered < history) { // Answer, oldest first
          successor.accept(new AbstractLog(answered + 1, history, undecided, true));
        }
        successor.accept(new AbstractLog(answered, history, undecided, false)); // Crash
        return;
      }
      for (int k = 0; k <= undecided; k++) { // Recover
        successor.accept(new AbstractLog(answered, history + k, 0, true));
        outcome.accept(new Outcome(answered, all, history + k));
      }
    }
  }
}
