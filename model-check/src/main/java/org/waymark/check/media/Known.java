package org.waymark.check.media;

import org.waymark.CapsuleId;
import org.waymark.Submission;
import org.waymark.TxnToken;

/**
 * A commit as its client knows it, which is how it must be read back.
 *
 * @param sequence its commit sequence
 * @param time its commit time
 * @param token the transaction's token
 * @param capsule the id that the log gave its capsule
 * @param submission what was submitted
 * @param payload the capsule's bytes; not to be changed
 * @param groupFirst the first sequence of its group
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier; never compared as a whole.
record Known(
    long sequence,
    long time,
    TxnToken token,
    CapsuleId capsule,
    Submission submission,
    byte[] payload,
    long groupFirst) {}
