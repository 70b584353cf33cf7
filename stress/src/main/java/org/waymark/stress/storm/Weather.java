package org.waymark.stress.storm;

import java.time.Duration;
import java.util.SplittableRandom;
import org.waymark.LogOptions.WhenFull;

/**
 * What a storm is made of. Each kind states where it differs from the mildest one.
 *
 * <p>The limits in bytes are what the log may cost: its own objects, and those of the thread that
 * waits in it, but not the thread's stack outside the heap.
 */
enum Weather {
  /**
   * Interrupts, at writers, readers and whoever waits for the tip, and at the log's own threads.
   */
  INTERRUPTS("interrupts", "interrupts at whoever writes, waits or reads") {
    @Override
    long strikeNanos() {
      return 60_000;
    }
  },

  /** A queue of one place, and nobody who would make good for a wake-up that was lost. */
  HASTE("haste", "each does a single thing, while the longest waiting are interrupted") {
    @Override
    boolean isHasty() {
      return true;
    }

    @Override
    int writers() {
      return 12;
    }

    @Override
    long strikeNanos() {
      return 30_000;
    }

    @Override
    int crowds() {
      return 30;
    }

    @Override
    int readers() {
      return 0;
    }

    @Override
    int followers() {
      return 0;
    }
  },

  /** Futures cancelled or given up, callbacks that block, throw and interrupt. */
  CANCELS("cancels", "cancelled futures, timeouts, unruly callbacks") {
    @Override
    int asyncPercent() {
      return 80;
    }

    @Override
    boolean unrulyCallbacks() {
      return true;
    }

    @Override
    long strikeNanos() {
      return 400_000;
    }
  },

  /** A queue that refuses, and reservations taken and given back. */
  REFUSALS("refusals", "a full queue that refuses, reservations taken and given back") {
    @Override
    WhenFull whenFull() {
      return WhenFull.REFUSE;
    }

    @Override
    int queue() {
      return 6;
    }

    @Override
    int reservePercent() {
      return 50;
    }

    @Override
    int asyncPercent() {
      return 50;
    }

    @Override
    long strikeNanos() {
      return 400_000;
    }
  },

  /** Closings while the queue is full and many wait. */
  CLOSINGS("closings", "closing while the queue is full and many wait") {
    @Override
    int writers() {
      return 60;
    }

    @Override
    int queue() {
      return 3;
    }

    @Override
    boolean closesInTheMidst() {
      return true;
    }

    @Override
    int crowds() {
      return 1;
    }

    @Override
    long strikeNanos() {
      return 400_000;
    }
  },

  /** As many threads of the machine as a process may well have. */
  CROWD("crowd", "a thousand writers at once on threads of the machine") {
    @Override
    int writers() {
      return 1_000;
    }
  },

  /** Thousands of virtual threads; without them, fewer threads of the machine. */
  VIRTUAL("virtual", "thousands of writers on virtual threads, nowhere pinned again and again") {
    @Override
    int writers() {
      return VirtualThreads.available() ? 2_500 : 300;
    }

    @Override
    boolean virtual() {
      return true;
    }
  },

  /**
   * For clients of a process that is going to be killed, on threads of the machine: callbacks are
   * orderly, and the log's own threads are left alone.
   */
  SOAK("soak", "interrupted clients, futures given up, a queue that blocks or refuses, kill -9") {
    @Override
    int asyncPercent() {
      return 40;
    }

    @Override
    long strikeNanos() {
      return 400_000;
    }
  };

  /** The most writers of pages that a log remembers: it prunes, or refuses, and grows no more. */
  static final int MOST_WRITERS = 1 << 15;

  /** What those and their pages take at most. */
  private static final long VALIDATION_BYTES = 64L * MOST_WRITERS;

  private static final int[] GROUP_COMMIT_MAX = {1, 4, 16, 64};

  private final String title;
  private final String about;

  Weather(String title, String about) {
    this.title = title;
    this.about = about;
  }

  /** Returns the storm's name. */
  String title() {
    return title;
  }

  /** Returns what it consists of, in a phrase. */
  String about() {
    return about;
  }

  /** How many clients write. */
  int writers() {
    return 24;
  }

  /** Whether they are virtual threads where there are any. */
  boolean virtual() {
    return false;
  }

  /** How many clients only read. */
  int readers() {
    return 2;
  }

  /** How many clients only wait for the tip. */
  int followers() {
    return 4;
  }

  /** Draws how many commits a group of a life may have at most: each size has its own races. */
  static int drawGroupCommitMax(SplittableRandom random) {
    return GROUP_COMMIT_MAX[random.nextInt(GROUP_COMMIT_MAX.length)];
  }

  int queue() {
    return isMassive() ? 64 : 8;
  }

  WhenFull whenFull() {
    return WhenFull.BLOCK;
  }

  /** Whether the queue may refuse. */
  boolean mayRefuse() {
    return whenFull() == WhenFull.REFUSE || this == SOAK;
  }

  /** The pages there are: few, so that clients get into each other's way, unless they are many. */
  int pages() {
    return isMassive() ? 1_000_000 : 40;
  }

  /** The mean pause between two interrupts. */
  long strikeNanos() {
    return 1_000_000;
  }

  /** How many transactions in a hundred are submitted without waiting in the call. */
  int asyncPercent() {
    return 20;
  }

  /** How many transactions in a hundred take their place beforehand. */
  int reservePercent() {
    return 15;
  }

  boolean unrulyCallbacks() {
    return false;
  }

  /**
   * Whether each client does a single thing in a queue of one place. A wake-up that is lost among
   * those who wait is made good by whoever comes later; here nobody does.
   */
  boolean isHasty() {
    return false;
  }

  /** Whether a life ends in the midst of the last crowd's work. */
  boolean closesInTheMidst() {
    return false;
  }

  /** How many crowds are let loose on a log until it is closed. */
  int crowds() {
    return isMassive() ? 1 : 4;
  }

  /** How long a crowd goes on before it is told to stop; the crowd's end is what shows a hang. */
  Duration blow() {
    return Duration.ofMillis(isMassive() ? 400 : 60);
  }

  /** Whether the heap is measured while most of the crowd waits. */
  boolean isMassive() {
    return this == CROWD || this == VIRTUAL;
  }

  /**
   * The most heap that a crowd of so many may cost while nearly all wait, the log's buffers
   * included.
   */
  static long mostBytes(int clients) {
    return VALIDATION_BYTES + (16L << 20) + clients * (10L << 10);
  }

  /** The most heap that a storm may leave behind in an open log. */
  static long mostBytesKept() {
    return VALIDATION_BYTES + (24L << 20);
  }
}
