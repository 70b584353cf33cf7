package org.waymark.check;

/**
 * One thing that a layer checked: its line in a list of tests.
 *
 * @param name names it, with the group it belongs to first: {@code model › property}
 * @param held whether it held
 * @param explanation one sentence that says how it held, or why not
 */
public record Check(String name, boolean held, String explanation) {}
