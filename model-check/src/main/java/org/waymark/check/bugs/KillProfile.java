package org.waymark.check.bugs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * What a killer may do to a log, the weakest first. A bug's <em>weakest killing profile</em> is the
 * first that finds it: the kindest disk on which it shows.
 */
public enum KillProfile {
  /** No crash at all: the log is used, closed, opened again and read. */
  @JsonProperty("live")
  LIVE,
  /** Power losses that keep nothing unforced. */
  @JsonProperty("drop")
  DROP,
  /** The process dies, the cache stays; and power losses as before. */
  @JsonProperty("process")
  PROCESS,
  /** Power losses after everything had reached the medium by itself. */
  @JsonProperty("keep-all")
  KEEP_ALL,
  /** Power losses that keep a prefix of all operations. */
  @JsonProperty("ordered")
  ORDERED,
  /** Power losses that keep a prefix of each file's operations. */
  @JsonProperty("per-file")
  PER_FILE,
  /** Power losses that keep any of the unforced pages of 4 KiB. */
  @JsonProperty("page4k")
  PAGE4K,
  /** Power losses that keep any of the unforced sectors of 512 bytes. */
  @JsonProperty("sector512")
  SECTOR512,
  /** Power losses that also tear a sector at any byte. */
  @JsonProperty("torn")
  TORN,
  /**
   * An operation fails, and of a failed force nothing survives, or any part; its pages are clean.
   * With crashes as in {@link #PROCESS}.
   */
  @JsonProperty("failing")
  FAILING,
  /** Writes come short, and there is no space. With crashes as in {@link #SECTOR512}. */
  @JsonProperty("full")
  FULL,
  /** Dozens of openings crash in a row; with threads of the log's own, and all of the above. */
  @JsonProperty("loop")
  LOOP,
  /** The lock file is removed under a living coordinator, and a second one opens. */
  @JsonProperty("usurper")
  USURPER,
  /** The medium changes what it keeps. */
  @JsonProperty("media")
  MEDIA,
  /** No disk: drawn histories of transactions, of which the validator decides; only for P4. */
  @JsonProperty("histories")
  HISTORIES,
  /** As {@link #HISTORIES}, admitted by a whole coordinator; only for P4. */
  @JsonProperty("front")
  FRONT;

  /** Returns whether it can violate a property: P9 is about damage, and damage about P9. */
  boolean concerns(String property) {
    return switch (this) {
      case HISTORIES, FRONT -> property.equals("P4");
      case MEDIA -> property.equals("P9");
      default -> !property.equals("P9");
    };
  }

  /** Returns the name as it stands in tables. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
