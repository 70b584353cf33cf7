package org.waymark.check.bugs;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mistake that somebody could make, as exact replacements of the real source. Immutable.
 *
 * <p>What comes of it is one of five: a property that it must violate, a target of Lincheck that
 * must see it, an argument why nobody can tell it from the original, the check that it belongs to,
 * or, of a bug of the simulated disk, the other bug that it hides.
 *
 * @param number its number in the list of seeded bugs of the fault model; 0 if it is not in there
 * @param name its name in snake case; that of the specification's seeded bug where there is one
 * @param sentence what is wrong, in one sentence
 * @param patch the replacements; empty only if the bug belongs elsewhere
 * @param property the property that must be seen violated, such as {@code P1}; or null
 * @param target the Lincheck target that must not be linearizable any more; or null
 * @param equivalent why no history and no state of a disk can show it; or null
 * @param elsewhere which other check it belongs to, and why; or null
 * @param hides the name of a bug that is not found any more when the disk has this one; or null
 */
public record SeededBug(
    @JsonProperty("number") int number,
    @JsonProperty(value = "name", required = true) String name,
    @JsonProperty(value = "sentence", required = true) String sentence,
    @JsonProperty("patch") List<Replacement> patch,
    @JsonProperty("property") @Nullable String property,
    @JsonProperty("target") @Nullable String target,
    @JsonProperty("equivalent") @Nullable String equivalent,
    @JsonProperty("elsewhere") @Nullable String elsewhere,
    @JsonProperty("hides") @Nullable String hides) {

  /**
   * One replacement. Texts may be given as lists of lines.
   *
   * @param file the source file, from the top of the checkout
   * @param before the text that is there, exactly once
   * @param after what stands there instead
   */
  public record Replacement(
      @JsonProperty(value = "file", required = true) String file,
      @JsonProperty(value = "old", required = true)
          @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          List<String> before,
      @JsonProperty(value = "new", required = true)
          @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          List<String> after) {

    /** Copies the lines. */
    public Replacement {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    /**
     * Makes this replacement in the text of its file.
     *
     * @throws IllegalStateException unless the old text is there exactly once
     */
    String in(String source) {
      String old = String.join("\n", before);
      int at = source.indexOf(old);
      if (at < 0) {
        throw new IllegalStateException(file + " has no text '" + old + "'");
      }
      if (source.indexOf(old, at + 1) >= 0) {
        throw new IllegalStateException(file + " has the text '" + old + "' more than once");
      }
      return source.substring(0, at)
          + String.join("\n", after)
          + source.substring(at + old.length());
    }
  }

  /**
   * Copies the patch.
   *
   * @throws IllegalArgumentException unless exactly one is said of what comes of the bug
   */
  public SeededBug {
    patch = patch == null ? List.of() : List.copyOf(patch);
    long said =
        Stream.of(property, target, equivalent, elsewhere, hides).filter(Objects::nonNull).count();
    if (said != 1) {
      throw new IllegalArgumentException(
          name + ": exactly one of property, target, equivalent, elsewhere, hides must be given");
    }
    if (patch.isEmpty() && elsewhere == null) {
      throw new IllegalArgumentException(name + ": there is no patch");
    }
  }

  /** Returns whether crashes, lives or damage must kill it. */
  public boolean mustBeKilled() {
    return property != null;
  }

  /** Returns the Waymark that has this bug and the other one too. */
  SeededBug with(SeededBug other) {
    List<Replacement> both = new ArrayList<>(patch);
    both.addAll(other.patch);
    String together = name + " and " + other.name;
    return new SeededBug(0, together, sentence, both, other.property, null, null, null, null);
  }

  /** Returns its number, if it has one, and its name. */
  public String id() {
    return number == 0 ? name : number + " " + name;
  }
}
