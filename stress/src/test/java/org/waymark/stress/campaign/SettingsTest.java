package org.waymark.stress.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a campaign is asked to do survives its file, and its slices fit its time. */
class SettingsTest {
  private static Settings of(Duration budget) {
    return Settings.of(7, new Shard(2, 4), List.of("crash", "soak"), budget);
  }

  @ParameterizedTest
  @CsvSource({
    "PT1M, PT10S, PT10S",
    "PT10M, PT10S, PT30S",
    "PT1H, PT1M, PT1M",
    "PT8H, PT5M, PT1M",
    "PT60H, PT5M, PT1M"
  })
  void slicesGrowWithTheBudget(Duration budget, Duration slice, Duration calibration) {
    assertThat(of(budget).slice()).isEqualTo(slice);
    assertThat(of(budget).calibrationSlice()).isEqualTo(calibration);
  }

  @Test
  void readsWhatItWrites() {
    Settings settings = of(Duration.ofMinutes(90));
    assertThat(Settings.read(settings.json())).isEqualTo(settings);
  }

  @Test
  void moreTimeLeavesTheJobsAsTheyAre() {
    Settings longer = of(Duration.ofMinutes(90)).lasting(Duration.ofHours(9));
    assertThat(longer.slice()).isEqualTo(of(Duration.ofMinutes(90)).slice());
    assertThat(longer.isSamePlan(of(Duration.ofMinutes(90)))).isTrue();
  }

  @Test
  void refusesWhatIsNoCampaign() {
    ObjectNode later = of(Duration.ofHours(1)).json().put("version", 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.read(later))
        .withMessage("version 2 of the format; this program reads version 1");
    ObjectNode timeless = of(Duration.ofHours(1)).json().put("sliceMillis", 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.read(timeless))
        .withMessage("sliceMillis is 0");
    ObjectNode other = of(Duration.ofHours(1)).json().put("format", "other");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.read(other))
        .withMessage("it does not call itself a campaign");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0/2", "3/2", "2", "1/0", "-1/2", "a/b", "1/2/3", "99999999999/99999999999"})
  void refusesWhatIsNoShard(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shard.parse(text))
        .withMessage("I/N with I from 1 to N, not " + text);
  }
}
