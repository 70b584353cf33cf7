package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.waymark.check.Checkout;
import org.waymark.observe.CommitObserver;

/** Holds the ledger and the guarantees page against the classes, the modules and the tests. */
class SpecPagesTest {

  /** The classes in which the protocol is; the ledger has each of their functions. */
  private static final List<String> PROTOCOL =
      List.of(
          "WriteCoordinator",
          "CommitState",
          "Admission",
          "CommitLog",
          "log.CapsuleLog",
          "log.MarkerStream",
          "log.Recovery",
          "log.Examination",
          "log.MarkerWalk",
          "log.TailSearch",
          "log.Rewrite",
          "log.OpenLog");

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern DEFINITION = Pattern.compile("(?m)^([A-Z]\\w*)(?:\\([^)]*\\))? *==");
  private static final Pattern NAME = Pattern.compile("[A-Z]\\w+");

  private final Path root = Checkout.find().orElseThrow().root();

  private String read(String file) throws IOException {
    return Files.readString(root.resolve("spec").resolve(file));
  }

  /** The rows of the first table behind a heading, as cells. */
  private List<List<String>> table(String file, String heading) throws IOException {
    String page = read(file);
    int from = page.indexOf(heading);
    assertThat(from).as("%s has '%s'", file, heading).isNotNegative();
    return page.substring(from)
        .lines()
        .dropWhile(line -> !line.startsWith("| "))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .map(cells -> cells.subList(1, cells.size() - 1))
        .toList();
  }

  /** Every operator that some module defines. */
  private Set<String> definitions() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(root.resolve("spec"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".tla")).toList()) {
        Matcher matcher = DEFINITION.matcher(Files.readString(file));
        while (matcher.find()) {
          names.add(matcher.group(1));
        }
      }
    }
    return names;
  }

  private static Stream<String> code(String cell) {
    return CODE.matcher(cell).results().map(result -> result.group(1));
  }

  private static Set<String> functionsOf(String name) throws ClassNotFoundException {
    String simple = name.substring(name.lastIndexOf('.') + 1);
    return Arrays.stream(Class.forName("org.waymark." + name).getDeclaredMethods())
        .filter(method -> !method.isSynthetic() && !Modifier.isPrivate(method.getModifiers()))
        .map(Method::getName)
        .map(method -> simple + "." + method)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theLedgerHasEveryFunctionOfTheProtocol() throws Exception {
    Set<String> functions = new TreeSet<>();
    for (String name : PROTOCOL) {
      functions.addAll(functionsOf(name));
    }
    List<String> listed =
        table("ledger.md", "## Functions").stream()
            .map(row -> code(row.get(0)).findFirst().orElseThrow())
            .toList();

    assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(functions);
  }

  @Test
  void theLedgerNamesWhatTheModulesDefine() throws IOException {
    Set<String> definitions = definitions();
    for (List<String> row : table("ledger.md", "## Functions")) {
      String bound = row.get(1);
      assertThat(bound).as(row.get(0)).isNotEmpty();
      assertThat(bound.contains("unmodelled") || code(bound).findAny().isPresent())
          .as("%s is bound or has a reason", row.get(0))
          .isTrue();
      if (!bound.startsWith("*unmodelled*")) {
        assertThat(code(bound).filter(name -> NAME.matcher(name).matches()))
            .as(row.get(0))
            .allMatch(name -> definitions.contains(name) || modules().contains(name));
      }
    }
  }

  private Set<String> modules() {
    return Set.copyOf(manifest().modules());
  }

  private static SpecManifest manifest() {
    try {
      return SpecFiles.manifest();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void everyGuaranteeLeadsToWhatHoldsIt() throws Exception {
    Set<String> definitions = definitions();
    Set<String> events =
        Arrays.stream(CommitObserver.class.getMethods())
            .map(Method::getName)
            .collect(Collectors.toSet());
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (List<String> row : table("guarantees.md", "# Guarantees")) {
      rows.put(row.get(0), row);
      assertThat(code(row.get(2)).filter(name -> NAME.matcher(name).matches()))
          .as(row.get(0))
          .allMatch(definitions::contains);
      assertThat(code(row.get(3))).as(row.get(0)).allMatch(this::isTest);
      assertThat(code(row.get(4))).as(row.get(0)).allMatch(events::contains);
    }

    assertThat(rows.keySet())
        .contains("B1", "B2")
        .containsAll(ids("R", 13))
        .containsAll(ids("P", 15));
  }

  private static List<String> ids(String letter, int last) {
    return java.util.stream.IntStream.rangeClosed(1, last).mapToObj(n -> letter + n).toList();
  }

  private boolean isTest(String name) {
    try (Stream<Path> files =
        Files.find(root, 12, (path, attributes) -> path.endsWith(name + ".java"))) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void everyPropertyOfTheProtocolIsGuaranteed() throws IOException {
    Set<String> guaranteed =
        table("guarantees.md", "# Guarantees").stream()
            .flatMap(row -> code(row.get(2)))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> checked = new TreeSet<>();
    try (SpecFiles files = SpecFiles.extract()) {
      for (SpecModel model : manifest().models()) {
        if (model.violates() == null && model.module().equals("WriteCoordinatorProperties")) {
          checked.addAll(files.config(model).checks());
        }
      }
    }
    checked.remove("TypeOK");

    assertThat(checked).isNotEmpty().isSubsetOf(guaranteed);
  }
}
