package org.waymark.check.serial;

/** What drawn histories of a coordinator must meet, or they would say nothing of it. */
enum Met {
  /** Somebody was refused since the memory was full. */
  LIMIT("refused at the limit"),
  /** Somebody was refused for a dangerous structure with pending members, and for none without. */
  PENDING("refused for the sake of pending ones"),
  /** Somebody who began below the floor was refused. */
  TOO_OLD("refused below the floor"),
  /** The floor rose. */
  PRUNED("prunings"),
  /** Pruning raised the floor not to the tip, since a lease was older. */
  LEASED("prunings that a lease held back"),
  /** The log was opened again. */
  REOPENED("openings behind the first"),
  /** The log was opened again, and pending commits were lost. */
  LOST("openings that lost pending ones");

  private final String words;

  Met(String words) {
    this.words = words;
  }

  /** Returns what is counted, in the plural. */
  String words() {
    return words;
  }
}
