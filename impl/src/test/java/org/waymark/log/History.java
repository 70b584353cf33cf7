package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the outside world knows of a log, kept outside the disk: which payloads were submitted under
 * a sequence, and which one was acknowledged or seen.
 *
 * <p>Checked of every opening: the tip is not below what is decided; each sequence holds what was
 * decided, or else one of the submissions; its token, its time and its chain fit. A sequence once
 * seen is decided; one above a recovered tip is forgotten for good.
 *
 * <p>Not checked: that a submission is refused.
 */
final class History {

  private final NavigableMap<Long, List<Long>> submitted = new TreeMap<>();
  private final NavigableMap<Long, Long> decided = new TreeMap<>();
  private final NavigableMap<Long, Id128> ids = new TreeMap<>();

  /** How long the payload of a sequence is: 1 to 3000 bytes. */
  static int length(long sequence) {
    return 1 + (int) (sequence * 911 % 3000);
  }

  void submitted(long tip, int size, long seed) {
    for (long sequence = tip + 1; sequence <= tip + size; sequence++) {
      submitted.computeIfAbsent(sequence, none -> new ArrayList<>()).add(seed);
    }
  }

  void acknowledged(long tip) {
    for (Map.Entry<Long, List<Long>> entry : submitted.headMap(tip, true).entrySet()) {
      List<Long> seeds = entry.getValue();
      decided.putIfAbsent(entry.getKey(), seeds.get(seeds.size() - 1));
    }
  }

  void check(OpenLog log) throws IOException {
    long atLeast = decided.isEmpty() ? 0 : decided.lastKey();
    assertThat(log.tip()).as("recovered tip").isGreaterThanOrEqualTo(atLeast);
    Id128 previous = Id128.ZERO;
    long time = 0;
    for (long sequence = 1; sequence <= log.tip(); sequence++) {
      Marker marker = log.reader().marker(sequence);
      assertThat(marker.previous()).isEqualTo(previous);
      assertThat(marker.time()).isGreaterThan(time);
      previous = marker.id();
      time = marker.time();
      Id128 known = ids.putIfAbsent(sequence, marker.id());
      assertThat(known == null || known.equals(marker.id())).as("same marker").isTrue();
      decided.put(sequence, seedOf(log, marker));
    }
    assertThat(log.tipId()).isEqualTo(previous);
    assertThat(log.tipTime()).isEqualTo(time);
    submitted.tailMap(log.tip(), false).clear();
  }

  private long seedOf(OpenLog log, Marker marker) throws IOException {
    long sequence = marker.sequence();
    assertThat(marker.token()).isEqualTo(Committer.token(sequence));
    byte[] stored;
    try (InputStream payload = log.reader().capsule(marker)) {
      stored = payload.readAllBytes();
    }
    Long only = decided.get(sequence);
    List<Long> seeds = only == null ? submitted.getOrDefault(sequence, List.of()) : List.of(only);
    for (long seed : seeds) {
      if (Arrays.equals(stored, Committer.payload(seed, sequence, length(sequence)))) {
        return seed;
      }
    }
    throw new AssertionError("sequence " + sequence + " holds what nobody submitted");
  }
}
