package org.waymark.log;

/**
 * What the coordinator decides about a commit marker; the marker stream adds the rest: watermark,
 * predecessor, incarnation.
 *
 * @param sequence the commit sequence, 1 or more
 * @param time the commit time in Unix nanoseconds, 1 or more
 * @param capsule the id of the capsule
 * @param proofId the id of the proof
 * @param proofLocation where the proof is
 * @param proofLength its length in bytes
 * @param token the client's name for the transaction
 */
public record MarkerDraft(
    long sequence,
    long time,
    Id128 capsule,
    Id128 proofId,
    long proofLocation,
    int proofLength,
    Id128 token) {}
