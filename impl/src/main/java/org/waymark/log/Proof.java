package org.waymark.log;

/** A commit proof. */
public record Proof(
    Incarnation incarnation,
    long sequence,
    long beginSeq,
    Id128 token,
    Id128 capsule,
    long capsuleLocation,
    long capsuleLength) {}
