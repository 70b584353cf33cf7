package org.waymark.stress.jcstress;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * One test of a triple: a nested class {@code Idea}, {@code Real} or {@code Twin} of a class that
 * is named after what it is about.
 *
 * @param name its name for jcstress, such as {@code org.waymark.TipPublication.Real}
 */
public record JcstressTest(String name) {

  /** Returns all tests of this class path: triple by triple, idea first, twin last. */
  public static List<JcstressTest> all() {
    return TestList.tests().stream()
        .map(JcstressTest::named)
        .sorted(Comparator.comparing(JcstressTest::triple).thenComparing(JcstressTest::role))
        .toList();
  }

  /**
   * Returns the test with a name.
   *
   * @throws IllegalArgumentException if there is none, or its last word is no role
   */
  public static JcstressTest named(String name) {
    if (!TestList.tests().contains(name)) {
      throw new IllegalArgumentException("there is no jcstress test '" + name + "'");
    }
    JcstressTest test = new JcstressTest(name);
    test.role();
    return test;
  }

  /** Returns what it is in its triple. */
  public Role role() {
    return Role.valueOf(name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));
  }

  /** Returns its triple: the name of the class around it, without the package. */
  public String triple() {
    String outer = name.substring(0, name.lastIndexOf('.'));
    return outer.substring(outer.lastIndexOf('.') + 1);
  }

  /** Returns the source file of its triple, from the root of the sources. */
  Path source() {
    return Path.of(name.substring(0, name.lastIndexOf('.')).replace('.', '/') + ".java");
  }
}
