package org.waymark.log;

/**
 * What the coordinator knows of a marker before it is chained into the stream.
 *
 * @param sequence the commit sequence, 1 or more
 * @param time the commit time in Unix nanoseconds, greater than every earlier marker's
 * @param capsule the capsule's id
 * @param proofId the id of the commit proof
 * @param proofLocation the proof's {@link Location}
 * @param proofLength the proof's length in bytes
 * @param token the transaction's token
 */
public record MarkerDraft(
    long sequence,
    long time,
    Id128 capsule,
    Id128 proofId,
    long proofLocation,
    int proofLength,
    Id128 token) {}
