package org.waymark.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What opening a log found and did, or for a dry run would do. */
public record RecoveryReport(
    char letter,
    String caseName,
    long tip,
    Id128 tipId,
    long tipTime,
    long durableUpTo,
    int rewrittenMarkers,
    int rewrittenProofs,
    int rewrittenCapsules,
    long rewrittenBytes,
    long setAsideSlots,
    long setAsideBytes,
    List<String> quarantined,
    long notKeptSlots,
    List<String> removed,
    List<String> cut,
    List<String> ignored,
    @Nullable Incarnation previous,
    @Nullable Incarnation current,
    long elapsedNanos) {}
