package org.waymark.check.crash;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.waymark.check.history.HistoryEvent;

/**
 * How a run of a workload was cut short. Immutable.
 *
 * @param point at which of the run's crash points, from 0
 * @param kind what happened
 * @param profile of a power loss, the name of the profile of what the disk may keep; else ""
 * @param choices of a power loss, what the disk kept: a value for each choice that the profile
 *     leaves it there
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Crash(int point, Kind kind, String profile, List<Integer> choices) {

  /** What ends a run. */
  public enum Kind {
    /** The power fails: the medium keeps what it may, and the cache is lost. */
    @JsonProperty("power-loss")
    POWER_LOSS(HistoryEvent.Ended.POWER_LOSS),
    /** The process dies: handles and locks go, the cache stays. */
    @JsonProperty("process-death")
    PROCESS_DEATH(HistoryEvent.Ended.KILLED);

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Returns how a history says that a life ended so. */
    public String words() {
      return words;
    }
  }

  /** Copies the choices. */
  public Crash {
    Objects.requireNonNull(kind, "kind");
    profile = profile == null ? "" : profile;
    choices = choices == null ? List.of() : List.copyOf(choices);
  }

  /** A power loss. */
  static Crash powerLoss(int point, String profile, int[] choices) {
    return new Crash(point, Kind.POWER_LOSS, profile, Arrays.stream(choices).boxed().toList());
  }

  /** A process death. */
  static Crash processDeath(int point) {
    return new Crash(point, Kind.PROCESS_DEATH, "", List.of());
  }

  int[] values() {
    return choices.stream().mapToInt(Integer::intValue).toArray();
  }
}
