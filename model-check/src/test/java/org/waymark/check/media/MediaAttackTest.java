package org.waymark.check.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An attack finds what is broken, and nothing else. */
class MediaAttackTest {

  @Test
  void theShippedCodeStandsAndTheSameSeedGivesTheSame() {
    MediaAttack.Finding finding = MediaAttack.run(3, 400);
    assertThat(finding).isEqualTo(new MediaAttack.Finding(400, ""));
  }

  @Test
  void aBrokenReaderIsFound() {
    MediaAttack.Finding finding = MediaAttack.run(Broken.wrongByte(), 3, 400);
    assertThat(finding.evidence()).contains("sequence 2 was read with another payload");
    assertThat(finding.images()).isLessThan(400);
    assertThat(MediaAttack.run(Broken.wrongByte(), 3, 400)).isEqualTo(finding);
  }

  @Test
  void anOpeningThatBreaksDownIsFound() {
    Subject fragile =
        Broken.refusing(
            (disk, refused) -> {
              throw new IllegalStateException("broken down");
            });
    assertThat(MediaAttack.run(fragile, 3, 400).evidence()).contains("broken down");
  }
}
