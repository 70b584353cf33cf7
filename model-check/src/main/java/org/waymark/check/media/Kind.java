package org.waymark.check.media;

/** What a medium does to what it keeps. */
enum Kind {
  /** One bit changes. */
  FLIP("bit flipped", 60_000),
  /** 512 bytes become zero. */
  ZERO("sector zeroed", 100),
  /** 4096 bytes become zero. */
  ZERO_PAGE("page zeroed", 60),
  /** Two sectors change places. */
  SWAP("two sectors swapped", 8_000),
  /** A sector keeps what it held before a write that was forced. */
  LOST("write lost", 180),
  /** A sector's content was written at another's place too. */
  MISDIRECTED("write doubled elsewhere", 8_000),
  /** A sector's content was written at another's place, and not at its own. */
  MISPLACED("write went elsewhere", 8_000),
  /** A read of a sector fails. */
  UNREADABLE("sector unreadable", 300),
  /** A file ends at a sector's boundary. */
  CUT("file cut", 300),
  /** A file is again what it was after an earlier force. */
  OLDER("file of an earlier time", 150),
  /** A file has another's content. */
  COPIED("file with another's content", 400),
  /** A file is gone. */
  REMOVED("file removed", 36),
  /** Several files are gone. */
  REMOVED_MORE("files removed", 1_800);

  private final String words;
  private final long floor;

  Kind(String words, long floor) {
    this.words = words;
    this.floor = floor;
  }

  /** Returns how many of them the least thorough run must have judged. */
  long floor() {
    return floor;
  }

  /** Returns the words for tables. */
  String words() {
    return words;
  }
}
