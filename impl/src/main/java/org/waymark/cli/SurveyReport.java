package org.waymark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.log.Id128;
import org.waymark.log.Isolation;
import org.waymark.log.LogException;
import org.waymark.log.LogReader;
import org.waymark.log.LogSurvey;
import org.waymark.log.Marker;
import org.waymark.log.Proof;

/**
 * Prints a survey of a log, for a person or as JSON.
 *
 * @param path the directory as the user named it
 * @param survey what was found
 * @param out where to
 * @param json whether as JSON
 */
record SurveyReport(String path, LogSurvey survey, Output out, boolean json) {

  /** Prints everything about the log, its single commits excepted. */
  void whole(boolean deep) throws IOException {
    LogSurvey.Content content = deep ? survey.verifyContent(1, survey.readable()) : null;
    if (json) {
      out.line(wholeAsJson(content).toString());
    } else {
      wholeAsText(content);
    }
    out.flush();
  }

  /** Prints these commits, all readable. */
  void commits(long first, long last, boolean deep) throws IOException {
    if (!json) {
      out.format("%12s  %-30s  %8s  %10s  %s", "seq", "time", "begin", "bytes", "pages written");
    }
    LogReader reader = survey.reader();
    for (long sequence = first; sequence <= last; sequence++) {
      Marker marker = reader.marker(sequence);
      Proof proof = reader.proof(marker);
      out.line(json ? CapsuleLines.describe(marker, proof).toString() : row(marker, proof));
      if (!json && first == last) {
        out.line("token       " + marker.token());
        out.line("capsule id  " + marker.capsule());
        for (Id128 reference : proof.evidence()) {
          out.line("evidence    " + reference);
        }
      }
    }
    if (deep) {
      LogSurvey.Content content = survey.verifyContent(first, last);
      if (!json) {
        out.line(verified(content));
      }
    }
    damage();
    out.flush();
  }

  private static String row(Marker marker, Proof proof) {
    StringBuilder pages = new StringBuilder();
    for (long page : proof.writtenPages()) {
      pages.append(pages.length() == 0 ? "" : " ").append(Long.toUnsignedString(page));
    }
    return String.format(
        "%12d  %-30s  %8d  %10d  %s",
        marker.sequence(),
        Moments.format(marker.time()),
        proof.beginSeq(),
        proof.capsuleLength(),
        pages);
  }

  private void wholeAsText(LogSurvey.@Nullable Content content) throws IOException {
    long readable = survey.readable();
    out.line("log           " + path);
    out.line("state         " + state());
    out.line("isolation     " + (isolation() == null ? "unknown" : isolation()));
    out.format("tip           %d proven durable, %d readable", survey.proven(), readable);
    if (readable > 0) {
      out.line("first commit  " + Moments.format(survey.firstTime()));
      out.line("last commit   " + Moments.format(survey.lastTime()));
    }
    for (LogSurvey.Range life : survey.lives()) {
      out.format(
          "incarnation   %d committed %d to %d", life.incarnation(), life.first(), life.last());
    }
    for (LogSurvey.Segment one : survey.segments()) {
      out.format("segment       %s  %,d bytes", one.fileName(), one.bytes());
    }
    for (String other : survey.others()) {
      out.line("other file    " + other);
    }
    out.format("verified      the chain of %d markers", readable);
    if (content != null) {
      out.line("verified      " + verified(content));
    }
    damage();
  }

  private static String verified(LogSurvey.Content content) {
    return String.format(
        "%d proofs and capsules of %,d bytes, %d damaged",
        content.commits(), content.bytes(), content.damaged());
  }

  private @Nullable String isolation() {
    Isolation level = survey.isolation();
    return level == null ? null : level.words();
  }

  private String state() {
    if (!survey.damage().isEmpty()) {
      return "damaged";
    }
    return survey.isClosed() ? "closed in order" : "in use, or not closed in order";
  }

  private void damage() throws IOException {
    List<LogException> damage = survey.damage();
    if (json || damage.isEmpty()) {
      return;
    }
    for (LogException one : damage) {
      out.line("DAMAGED       " + one.getMessage());
    }
    long readable = survey.readable();
    out.line("still good    " + (readable == 0 ? "no marker" : "the markers of 1 to " + readable));
    for (LogSurvey.Range range : survey.behindTheLost()) {
      out.format("behind it     the markers of %d to %d are whole", range.first(), range.last());
    }
  }

  private ObjectNode wholeAsJson(LogSurvey.@Nullable Content content) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("log", path).put("state", state()).put("isolation", isolation());
    object.put("proven", survey.proven()).put("readable", survey.readable());
    object.put("firstTime", survey.firstTime()).put("lastTime", survey.lastTime());
    addRanges(object.putArray("incarnations"), survey.lives());
    ArrayNode segments = object.putArray("segments");
    for (LogSurvey.Segment one : survey.segments()) {
      segments
          .addObject()
          .put("file", one.fileName())
          .put("kind", one.isMarkers() ? "markers" : "capsules")
          .put("incarnation", one.incarnation())
          .put("bytes", one.bytes());
    }
    ArrayNode others = object.putArray("otherFiles");
    survey.others().forEach(others::add);
    if (content != null) {
      object
          .putObject("content")
          .put("whole", content.commits())
          .put("bytes", content.bytes())
          .put("damaged", content.damaged());
    }
    ArrayNode damage = object.putArray("damage");
    for (LogException one : survey.damage()) {
      damage
          .addObject()
          .put("file", one.file())
          .put("offset", one.offset())
          .put("seq", one.sequence())
          .put("message", one.getMessage());
    }
    addRanges(object.putArray("wholeBehindTheLost"), survey.behindTheLost());
    return object;
  }

  private static void addRanges(ArrayNode array, List<LogSurvey.Range> ranges) {
    for (LogSurvey.Range range : ranges) {
      array
          .addObject()
          .put("incarnation", range.incarnation())
          .put("first", range.first())
          .put("last", range.last());
    }
  }
}
