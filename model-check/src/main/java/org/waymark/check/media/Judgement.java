package org.waymark.check.media;

/**
 * What became of a damaged log, and why.
 *
 * @param outcome what became of it
 * @param tip the highest sequence recovered; 0 if it was refused
 * @param why what was refused, or what is wrong; empty if nothing is
 */
record Judgement(Outcome outcome, long tip, String why) {}
