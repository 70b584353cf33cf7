package org.waymark.check.containment;

/**
 * A device as it was at one moment of a run, and when that was.
 *
 * @param image what the device had received
 * @param from the phase of the run before the moment
 * @param to the phase after it; the moment lies in one of those between
 * @param flushesBefore how many flushes the device had completed before the moment, at least
 * @param flushesAfter and after it, at most
 * @param quiet whether the device was idle from before the moment until after it
 * @param reordered whether the device kept writes in another order than they came
 */
record Snapshot(
    DeviceImage image,
    int from,
    int to,
    long flushesBefore,
    long flushesAfter,
    boolean quiet,
    boolean reordered) {}
