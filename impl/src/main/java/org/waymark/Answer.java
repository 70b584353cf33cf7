package org.waymark;

/**
 * A final answer as {@link WriteCoordinator#drainCommitted} hands it out. Immutable.
 *
 * @param sequence the (until then provisional) commit sequence of the submission
 * @param token the submission's token
 * @param result committed, not committed or outcome unknown
 */
public record Answer(long sequence, TxnToken token, CommitResult result) {}
