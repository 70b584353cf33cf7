package org.waymark.check.history;

/**
 * Why a transaction is not in the history. Immutable.
 *
 * @param property what is violated if it comes to be
 * @param how why, in a few words
 */
record Out(String property, String how, Place place) {}
