package org.waymark.check.bugs;

import java.util.List;
import java.util.Map;

/**
 * Attacks the Waymark that it is loaded with, one class of crashes at a time, until it sees a
 * property violated.
 *
 * <p>An implementation has a public constructor without parameters. A kill run makes one behind the
 * wall of a {@link PatchedLoader}, so all classes that it meets are those with the bug. It is
 * deterministic in its arguments. What goes wrong in itself it throws: that is no evidence.
 */
public interface Killer {

  /**
   * Attacks until a history violates the property, or until {@code most} disk images were judged. A
   * history that violates others only is noted and does not end the attack.
   *
   * @param profile what the disk may do
   * @param property the one that must be violated, such as {@code P1}
   * @param seed where all randomness comes from
   * @param most the number of images to give up after
   */
  Attack attack(KillProfile profile, String property, long seed, long most) throws Exception;

  /**
   * What came of an attack.
   *
   * @param killed whether the property was violated
   * @param images how many images were opened and judged
   * @param others the other properties that were violated, the first found first
   * @param evidence what violated the property, or else the first of the others; empty if nothing
   *     was
   */
  record Attack(boolean killed, long images, List<String> others, String evidence) {

    /** Copies the list. */
    public Attack {
      others = List.copyOf(others);
    }

    /**
     * Says what came of looking for a property.
     *
     * @param images how many images were opened and judged
     * @param evidence what violated each property, the first found first
     */
    static Attack of(String property, long images, Map<String, String> evidence) {
      List<String> others =
          evidence.keySet().stream().filter(other -> !other.equals(property)).toList();
      boolean killed = evidence.containsKey(property);
      String told = killed ? property : others.isEmpty() ? "" : others.get(0);
      return new Attack(killed, images, others, evidence.getOrDefault(told, ""));
    }
  }
}
