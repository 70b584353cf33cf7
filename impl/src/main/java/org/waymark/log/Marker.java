package org.waymark.log;

/** A commit marker. */
public record Marker(
    Id128 id,
    int incarnation,
    long sequence,
    long time,
    Id128 capsule,
    Id128 proofId,
    long proofLocation,
    int proofLength,
    long durableUpTo,
    Id128 token,
    Id128 previous) {}
