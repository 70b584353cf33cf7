package org.waymark.check.replay;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A kind of recorded failure that {@code waymark replay} can show, found by {@link
 * java.util.ServiceLoader}: a public class with a public constructor without parameters.
 *
 * <p>Every bundle is a JSON object whose {@code format} is {@code waymark-bundle}, with a {@code
 * version} and a {@code kind}; the rest is the kind's own.
 */
public interface BundleKind {

  /** Returns what a bundle of this kind says in {@code kind}. */
  String name();

  /**
   * Opens a bundle of this kind. It may come from anybody.
   *
   * @throws IllegalArgumentException if it is not whole, or of a version that is not known; the
   *     message says what is wrong
   */
  Bundle open(JsonNode json);
}
