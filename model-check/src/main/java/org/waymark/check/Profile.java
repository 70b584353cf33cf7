package org.waymark.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How much time a verification may take; each profile includes the cheaper ones before it. */
public enum Profile {
  /** What every change must pass: minutes. */
  @JsonProperty("quick")
  QUICK,
  /** What a release must pass: tens of minutes. */
  @JsonProperty("full")
  FULL,
  /** What a machine does overnight. */
  @JsonProperty("nightly")
  NIGHTLY;

  /** Tells whether a run under this profile includes what is marked with {@code other}. */
  public boolean includes(Profile other) {
    return other.compareTo(this) <= 0;
  }

  /** Returns the name as it stands on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
