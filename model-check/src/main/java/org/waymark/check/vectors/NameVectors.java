package org.waymark.check.vectors;

import static org.waymark.check.vectors.VectorFile.object;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The vectors of file names: what is one of ours and what is a stranger's. */
final class NameVectors {

  private final VectorFile file =
      new VectorFile("file-name", "File names: those of a log, and those to leave alone");

  static String text() {
    NameVectors vectors = new NameVectors();
    vectors.ours();
    vectors.foreign();
    return vectors.file.text();
  }

  private void ours() {
    our("markers", "markers-0000000003-00000000000000016385", markers(3, "16385"));
    our("markers-first", "markers-0000000001-00000000000000000001", markers(1, "1"));
    our(
        "markers-last",
        "markers-2147483647-09223372036854775807",
        markers(Integer.MAX_VALUE, "9223372036854775807"));
    our("capsules", "capsules-0000000003-0000000012", capsules(3, 12));
    our(
        "capsules-last",
        "capsules-2147483647-2147483647",
        capsules(Integer.MAX_VALUE, Integer.MAX_VALUE));
    our("lock", "LOCK", object().put("kind", "lock"));
    String digest = "3f79bb7b435b05321651daefd374cdc6";
    ObjectNode quarantine = object().put("kind", "quarantine").put("digest", digest);
    our("quarantine", "quarantine-" + digest, quarantine);
    String markers = "markers-0000000003-00000000000000016385";
    our("temporary", markers + ".tmp", temporary(markers));
    our(
        "temporary-capsules",
        "capsules-0000000003-0000000012.tmp",
        temporary("capsules-0000000003-0000000012"));
    our("temporary-quarantine", "quarantine-" + digest + ".tmp", temporary("quarantine-" + digest));
  }

  private static ObjectNode markers(int incarnation, String first) {
    return object()
        .put("kind", "markers")
        .put("incarnation", incarnation)
        .put("firstSequence", first);
  }

  private static ObjectNode capsules(int incarnation, int number) {
    return object().put("kind", "capsules").put("incarnation", incarnation).put("number", number);
  }

  private static ObjectNode temporary(String target) {
    return object().put("kind", "temporary").put("target", target);
  }

  private void our(String name, String fileName, ObjectNode fields) {
    file.add(name, fileName).put("fileName", fileName).put("valid", true).set("fields", fields);
  }

  private void foreign() {
    String[][] strangers = {
      {"empty", ""},
      {"stranger", "notes.txt"},
      {"lower-case-lock", "lock"},
      {"temporary-lock", "LOCK.tmp"},
      {"suffix-alone", ".tmp"},
      {"temporary-stranger", "notes.txt.tmp"},
      {"temporary-twice", "markers-0000000003-00000000000000016385.tmp.tmp"},
      {"upper-case", "MARKERS-0000000003-00000000000000016385"},
      {"unpadded", "markers-3-16385"},
      {"too-wide", "markers-00000000003-00000000000000016385"},
      {"incarnation-0", "markers-0000000000-00000000000000016385"},
      {"sequence-0", "markers-0000000003-00000000000000000000"},
      {"number-0", "capsules-0000000003-0000000000"},
      {"incarnation-too-high", "markers-2147483648-00000000000000016385"},
      {"sequence-too-high", "markers-0000000003-09223372036854775808"},
      {"sequence-overflowing", "markers-0000000003-18446744073709551617"},
      {"number-too-high", "capsules-0000000003-4294967297"},
      {"signed", "markers--000000003-00000000000000016385"},
      {"other-digits", "markers-000000000\u0663-00000000000000016385"},
      {"hexadecimal", "capsules-000000000a-0000000001"},
      {"behind", "markers-0000000003-00000000000000016385.bak"},
      {"line-end", "markers-0000000003-00000000000000016385\n"},
      {"before", " markers-0000000003-00000000000000016385"},
      {"path", "a/markers-0000000003-00000000000000016385"},
      {"upper-case-digest", "quarantine-3F79BB7B435B05321651DAEFD374CDC6"},
      {"short-digest", "quarantine-3f79bb7b435b05321651daefd374cdc"}
    };
    for (String[] stranger : strangers) {
      file.add(stranger[0], "not a name of ours").put("fileName", stranger[1]).put("valid", false);
    }
  }
}
