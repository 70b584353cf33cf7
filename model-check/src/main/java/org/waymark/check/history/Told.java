package org.waymark.check.history;

/**
 * How somebody came to know of a commit. Immutable.
 *
 * @param property what is violated if the commit changes or goes
 * @param how by an answer, an observation or a recovery, in a word
 */
record Told(String property, String how, Commit commit, Place place) {}
