package org.waymark;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** The randomness of this machine; an incarnation takes 64 bits of it. */
final class SystemRandomness {
  private SystemRandomness() {}

  static RandomGenerator create() {
    return new SecureRandom();
  }
}
