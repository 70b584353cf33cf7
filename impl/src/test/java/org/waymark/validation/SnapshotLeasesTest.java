package org.waymark.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.waymark.validation.SnapshotLeases.NO_DEADLINE;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Leases at their boundaries: deadline, limit, ids that have ended, slots used again. */
class SnapshotLeasesTest {

  private static final long NONE = 99;

  private final SnapshotLeases leases = new SnapshotLeases(3);

  @Test
  void oldestIsTheLeastBeginSeqInWhateverOrderTheyCame() {
    leases.register(7, NO_DEADLINE);
    long five = leases.register(5, NO_DEADLINE);
    leases.register(6, NO_DEADLINE);

    assertThat(leases.oldest(0, NONE)).isEqualTo(5);
    leases.release(five);
    assertThat(leases.oldest(0, NONE)).isEqualTo(6);
  }

  @Test
  void withoutLeaseTheAnswerIsTheOneGiven() {
    assertThat(leases.oldest(0, NONE)).isEqualTo(NONE);
  }

  @Test
  void twoLeasesOnTheSameSnapshotAreTwo() {
    long first = leases.register(5, NO_DEADLINE);
    leases.register(5, NO_DEADLINE);

    leases.release(first);

    assertThat(leases.oldest(0, NONE)).isEqualTo(5);
    assertThat(leases.size()).isEqualTo(1);
  }

  @Test
  void leaseEndsAtItsDeadline() {
    leases.register(5, 1_000);

    assertThat(leases.oldest(999, NONE)).isEqualTo(5);
    assertThat(leases.oldest(1_000, NONE)).isEqualTo(NONE);
    assertThat(leases.size()).isZero();
  }

  @Test
  void leaseWithoutDeadlineOutlivesTheEndOfTime() {
    leases.register(5, NO_DEADLINE);

    assertThat(leases.oldest(Long.MAX_VALUE, NONE)).isEqualTo(5);
  }

  @Test
  void onlyALeaseInForceCanBeReleased() {
    long released = leases.register(5, NO_DEADLINE);
    long expired = leases.register(6, 10);
    leases.oldest(10, NONE);

    assertThat(leases.release(released)).isTrue();
    assertThat(leases.release(released)).as("released before").isFalse();
    assertThat(leases.release(expired)).as("expired").isFalse();
    assertThat(leases.release(0)).isFalse();
    assertThat(leases.release(-1)).isFalse();
    assertThat(leases.release(Long.MIN_VALUE)).isFalse();
    assertThat(leases.release(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void idThatHasEndedDoesNotEndTheNextLeaseInItsSlot() {
    Set<Long> ids = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      long id = leases.register(i, NO_DEADLINE);
      assertThat(ids.add(id)).isTrue();
      assertThat(ids.stream().filter(leases::release)).containsExactly(id);
    }
  }

  @Test
  void fullSetRefusesUntilALeaseEnds() {
    leases.register(1, 10);
    leases.register(2, NO_DEADLINE);
    leases.register(3, NO_DEADLINE);
    assertThatIllegalStateException().isThrownBy(() -> leases.register(4, NO_DEADLINE));

    leases.oldest(10, NONE);
    leases.register(4, NO_DEADLINE);

    assertThat(leases.size()).isEqualTo(3);
    assertThat(leases.oldest(10, NONE)).isEqualTo(2);
  }

  @Test
  void argumentsAreWithinTheirRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SnapshotLeases(0));
    assertThatIllegalArgumentException().isThrownBy(() -> leases.register(-1, NO_DEADLINE));
    assertThat(leases.size()).isZero();
  }
}
