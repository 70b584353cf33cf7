package org.waymark.check.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much time a verification may take; each profile includes the cheaper ones before it. */
public enum Profile {
  /** In the normal build: seconds per model. */
  @JsonProperty("quick")
  QUICK,
  /** Before a release: minutes in all. */
  @JsonProperty("full")
  FULL,
  /** Unattended: as long as it takes. */
  @JsonProperty("nightly")
  NIGHTLY;

  /** Tells whether a run under this profile includes what is marked with {@code other}. */
  public boolean includes(Profile other) {
    return other.compareTo(this) <= 0;
  }
}
