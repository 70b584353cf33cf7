package org.waymark.log;

/**
 * What recovery found, reduced to the questions on which its decision rests.
 *
 * @param markers there is a marker segment
 * @param capsules there is a capsule segment
 * @param sound every header is whole, and they fit together
 * @param contradicted the first marker that cannot be read is proven to have been committed, or a
 *     close record contradicts the markers
 * @param contentLost a marker that can be read, and is not proven durable, points to a proof or
 *     capsule that is not there, or a capsule segment that held committed content is missing or cut
 * @param closed a close record names the last marker that can be read
 * @param inDoubt the last marker that can be read is not proven durable
 * @param remains there is something behind the last marker that can be read
 */
record Findings(
    boolean markers,
    boolean capsules,
    boolean sound,
    boolean contradicted,
    boolean contentLost,
    boolean closed,
    boolean inDoubt,
    boolean remains) {

  /** Whether a history can be read from the first to the last marker, with its content. */
  boolean readable() {
    return markers && sound && !contradicted && !contentLost;
  }
}
