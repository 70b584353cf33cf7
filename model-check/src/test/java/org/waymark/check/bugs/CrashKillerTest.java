package org.waymark.check.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waymark.check.bugs.Killer.Attack;

/**
 * Goal: what an attack says of a bug is the bug's doing. The shipped log survives every profile,
 * and the same seed makes the same attack.
 */
class CrashKillerTest {
  private static final long SEED = 20_261_122;

  @ParameterizedTest
  @EnumSource(KillProfile.class)
  void theShippedLogSurvives(KillProfile profile) {
    Attack attack = new CrashKiller().attack(profile, "P1", SEED, 600);
    assertThat(attack.others()).as(attack.evidence()).isEmpty();
    assertThat(attack.killed()).as(attack.evidence()).isFalse();
    assertThat(attack.images()).isGreaterThanOrEqualTo(600);
  }

  @ParameterizedTest
  @EnumSource(KillProfile.class)
  void theSameSeedIsTheSameAttack(KillProfile profile) {
    Attack first = new CrashKiller().attack(profile, "P1", SEED + 1, 100);
    assertThat(new CrashKiller().attack(profile, "P1", SEED + 1, 100)).isEqualTo(first);
  }
}
