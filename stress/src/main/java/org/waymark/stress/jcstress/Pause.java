package org.waymark.stress.jcstress;

/**
 * A pause between the two halves of a twin's mistake. The shipped classes do some work between such
 * statements; a twin of a few lines would make its mistake so quickly that, where others want the
 * cores too, hardly anybody would be there to see it.
 */
public final class Pause {
  private static final int TURNS = 40;

  private Pause() {}

  /** Takes a microsecond or two, without a system call. */
  public static void briefly() {
    for (int i = 0; i < TURNS; i++) {
      Thread.onSpinWait();
    }
  }
}
