package org.waymark.stress.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.check.Checkout;
import org.waymark.check.Trees;
import org.waymark.check.lincheck.Targets;

/**
 * The page {@code spec/memory-ordering.md} lists every shared field as the package documentation
 * does, and each row names triples, targets of Lincheck or tests that there are. Whether one of
 * them truly holds a field is for people to say.
 */
class MemoryOrderingPageTest {
  private static final Path PAGE = Path.of("spec", "memory-ordering.md");
  private static final Path SOURCES = Path.of("impl", "src", "main", "java");
  private static final Pattern DOCUMENTED =
      Pattern.compile("<tr><td>\\{@code ([\\w.]+): ([\\w, ]+)}</td><td>([\\w ]+)</td><td>");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([\\w.]+)` \\| ([\\w, ]+) \\| ([\\w ]+) \\| (.+) \\|$");
  private static final Pattern NAME = Pattern.compile("`([\\w-]+)`");
  private static final Set<String> NOT_SHARED = Set.of("confined", "constant");

  private static Path root() {
    return Checkout.find().orElseThrow().root();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.waymark",
        "org.waymark.disk",
        "org.waymark.log",
        "org.waymark.observe",
        "org.waymark.validation"
      })
  void thePageListsWhatThePackageDocuments(String name) throws IOException {
    assertThat(page(name)).isEqualTo(documented(name));
  }

  @Test
  void whatHoldsAFieldExists() throws IOException {
    Set<String> known = new TreeSet<>();
    JcstressTest.all().forEach(test -> known.add(test.triple()));
    Targets.all().forEach(target -> known.add(target.name()));
    for (String module : new String[] {"impl", "model-check", "stress"}) {
      for (Path file : Trees.files(root().resolve(module).resolve("src/test/java"))) {
        known.add(file.getFileName().toString().replace(".java", ""));
      }
    }
    Matcher row = ROW.matcher(Files.readString(root().resolve(PAGE)));
    while (row.find()) {
      String heldBy = row.group(4);
      Set<String> names =
          NAME.matcher(heldBy)
              .results()
              .map(name -> name.group(1))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(names).as("%s: %s", row.group(1), heldBy).isNotEmpty().isSubsetOf(known);
    }
  }

  @Test
  void everyTripleHoldsAField() throws IOException {
    Set<String> named =
        NAME.matcher(Files.readString(root().resolve(PAGE)))
            .results()
            .map(name -> name.group(1))
            .collect(Collectors.toSet());
    assertThat(named)
        .containsAll(
            JcstressTest.all().stream().map(JcstressTest::triple).collect(Collectors.toSet()));
  }

  private static Map<String, String> documented(String name) throws IOException {
    String source =
        Files.readString(
            root().resolve(SOURCES).resolve(name.replace('.', '/')).resolve("package-info.java"));
    return fields(
        DOCUMENTED,
        source.substring(source.indexOf("<h2>Shared state")).replaceAll("\\R \\*\\s*", " "));
  }

  private static Map<String, String> page(String name) throws IOException {
    String page = Files.readString(root().resolve(PAGE));
    int from = page.indexOf("## " + name + "\n");
    assertThat(from).as("the section of %s", name).isNotNegative();
    int to = page.indexOf("\n## ", from + 1);
    return fields(ROW, page.substring(from, to < 0 ? page.length() : to));
  }

  private static Map<String, String> fields(Pattern pattern, String text) {
    Map<String, String> fields = new TreeMap<>();
    for (MatchResult row : pattern.matcher(text).results().toList()) {
      if (!NOT_SHARED.contains(row.group(3))) {
        for (String field : row.group(2).split(", ", -1)) {
          assertThat(fields.put(row.group(1) + "." + field, row.group(3))).as(field).isNull();
        }
      }
    }
    assertThat(fields).isNotEmpty();
    return fields;
  }
}
