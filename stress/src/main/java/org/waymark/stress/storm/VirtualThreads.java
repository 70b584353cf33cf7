package org.waymark.stress.storm;

import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * Where this JVM has virtual threads, what makes them. Found by reflection, as the language level
 * is that of a JDK without.
 */
final class VirtualThreads {

  private VirtualThreads() {}

  /** Returns whether there are any. */
  static boolean available() {
    return factory().isPresent();
  }

  /** Returns what makes them, or empty before JDK 21. */
  static Optional<ThreadFactory> factory() {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      return Optional.of((ThreadFactory) type.getMethod("factory").invoke(builder));
    } catch (ReflectiveOperationException absent) {
      return Optional.empty();
    }
  }
}
