package org.waymark.stress.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.waymark.check.HtmlPage;
import org.waymark.check.Table;
import org.waymark.check.Verdict;

/** A story as lines for a terminal, as a page, and as JSON. */
final class CampaignReport {
  private static final int WIDTH = 100;

  private static final String CALIBRATION =
      "Each of these hides a mistake that its tool must find, or the tool's silence about the"
          + " targets above would mean nothing.";

  private static final String ARCHITECTURES =
      "How often each outcome was seen, by Java version and architecture. What was never seen on"
          + " one architecture is not therefore impossible on another: there the argument from the"
          + " memory model stands alone.";

  private final Story story;
  private final Totals totals;

  /** Tells a story. */
  CampaignReport(Story story) {
    this.story = story;
    this.totals = story.totals();
  }

  /** Returns lines; where something was found, the last is the command that runs it again. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(story.about());
    lines.add("");
    lines.addAll(story.tools().lines(4));
    lines.addAll(story.counts());
    Table calibration = story.calibration();
    if (!calibration.rows().isEmpty()) {
      lines.add("");
      lines.addAll(calibration.lines(2));
    }
    lines.add("");
    lines.addAll(story.notes());
    lines.add(story.verdict());
    for (Totals.Found found : totals.found()) {
      lines.add("");
      lines.add(found.bundle().text(WIDTH, FindingBundle.replay(found.file())).stripTrailing());
    }
    return lines;
  }

  /** Returns an HTML page that needs nothing beside itself. */
  String html() {
    HtmlPage page = new HtmlPage("Waymark campaign");
    page.element("h1", totals.verdict(), "Waymark campaign: " + story.verdict());
    story.about().forEach(line -> page.element("p", line));
    story.notes().forEach(note -> note(page, note));
    findings(page);
    page.element("h2", "Work");
    page.table(story.tools());
    page.table(story.targets());
    page.element("h2", "Calibration");
    page.element("p", CALIBRATION);
    page.table(story.calibration());
    outcomes(page);
    return page.end();
  }

  private void note(HtmlPage page, String note) {
    if (totals.uncaught().contains(note)) {
      page.element("p", Verdict.UNDER_COVERED, note);
    } else {
      page.element("p", note);
    }
  }

  private void outcomes(HtmlPage page) {
    List<Table> tables = story.outcomes();
    if (tables.isEmpty()) {
      return;
    }
    page.element("h2", "Outcomes");
    page.element("p", ARCHITECTURES);
    tables.forEach(page::table);
  }

  private void findings(HtmlPage page) {
    if (!totals.found().isEmpty()) {
      page.element("h2", "Findings");
    }
    for (Totals.Found found : totals.found()) {
      page.element("h3", Verdict.VIOLATED, found.bundle().title());
      page.element("pre", found.bundle().text(WIDTH, FindingBundle.replay(found.file())).strip());
    }
  }

  /** Returns it as JSON. */
  String json() throws JsonProcessingException {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("verdict", totals.verdict().toString());
    root.put("jobs", totals.jobs()).put("usedMillis", totals.used().toMillis());
    ArrayNode shards = root.putArray("shards");
    story.shards().forEach(shard -> shards.add(shard.settings().json()));
    ArrayNode environments = root.putArray("environments");
    totals.environments().forEach(where -> environments.add(where.json()));
    ArrayNode targets = root.putArray("targets");
    for (Totals.Part part : totals.parts()) {
      ObjectNode node = targets.addObject().put("tool", part.tool).put("target", part.target);
      node.put("jobs", part.jobs).put("millis", part.time.toMillis());
      node.put("findings", part.findings);
      part.counts.forEach(node.putObject("counts")::put);
    }
    ArrayNode calibration = root.putArray("calibration");
    for (Totals.Shown one : totals.shown()) {
      ObjectNode node = calibration.addObject().put("tool", one.tool).put("target", one.target);
      node.put("tried", one.tried).put("caught", one.caught());
      one.median().ifPresent(median -> node.put("medianMillis", median.toMillis()));
    }
    ArrayNode seen = root.putArray("seen");
    for (Totals.Row row : totals.rows()) {
      ObjectNode node = seen.addObject().put("tool", row.tool()).put("jdk", row.jdk());
      node.put("arch", row.arch());
      node.setAll(Result.json(row.seen()));
    }
    ArrayNode findings = root.putArray("findings");
    for (Totals.Found found : totals.found()) {
      ObjectNode node = findings.addObject().put("file", found.file().toString());
      node.put("replay", FindingBundle.replay(found.file()));
      node.setAll(found.bundle().json());
    }
    story.notes().forEach(root.putArray("notes")::add);
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }
}
