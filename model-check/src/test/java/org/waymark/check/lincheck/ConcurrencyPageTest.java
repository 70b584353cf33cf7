package org.waymark.check.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.waymark.CommitHistory;
import org.waymark.CommitLog;
import org.waymark.ReadOnlyCommitLog;
import org.waymark.Reservation;
import org.waymark.Snapshot;
import org.waymark.WriteCoordinator;
import org.waymark.check.Checkout;

/** Holds the page on concurrency against the classes, the modules, the targets and the tests. */
class ConcurrencyPageTest {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern METHOD = Pattern.compile("([A-Z]\\w+)\\.(\\w+)");

  /** What an application shares among its threads. */
  private static final List<Class<?>> SHARED =
      List.of(
          WriteCoordinator.class,
          CommitLog.class,
          Reservation.class,
          Snapshot.class,
          CommitHistory.class,
          ReadOnlyCommitLog.class);

  private static final Pattern DEFINITION = Pattern.compile("(?m)^([A-Z]\\w*)(?:\\([^)]*\\))? *==");

  /** The halves of the barriers, which are not public, are operations too. */
  private static final Set<String> HALVES =
      Set.of("claimFsync1", "completeFsync1", "claimFsync2", "completeFsync2");

  private static final Set<String> OF_THE_LOG =
      Set.of("CapsuleLog", "CapsuleSegment", "LogReader", "SegmentFiles");

  private final Path root = Checkout.find().orElseThrow().root();

  /** The rows that describe an operation, as cells. */
  private List<List<String>> rows() throws IOException {
    return Files.readAllLines(root.resolve("spec/concurrency.md")).stream()
        .filter(
            line ->
                SHARED.stream()
                    .anyMatch(type -> line.startsWith("| `" + type.getSimpleName() + ".")))
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .map(cells -> cells.subList(1, cells.size() - 1))
        .toList();
  }

  private static List<String> code(String cell) {
    return CODE.matcher(cell).results().map(result -> result.group(1)).toList();
  }

  private static Stream<String> operationsOf(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .filter(
            method -> Modifier.isPublic(method.getModifiers()) || HALVES.contains(method.getName()))
        .map(method -> type.getSimpleName() + "." + method.getName());
  }

  @Test
  void everyOperationHasARow() throws IOException {
    Set<String> operations =
        SHARED.stream()
            .flatMap(ConcurrencyPageTest::operationsOf)
            .collect(Collectors.toCollection(TreeSet::new));

    List<String> listed = rows().stream().map(row -> code(row.get(0)).get(0)).toList();

    assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(operations);
  }

  @Test
  void everyMomentIsInAMethodThatIsThere() throws Exception {
    for (List<String> row : rows()) {
      for (String named : code(row.get(1))) {
        var method = METHOD.matcher(named);
        assertThat(method.matches()).as("%s in %s", named, row.get(0)).isTrue();
        assertThat(methods(method.group(1))).as(row.get(0)).contains(method.group(2));
      }
    }
  }

  private static Set<String> methods(String simpleName) throws ClassNotFoundException {
    String room = OF_THE_LOG.contains(simpleName) ? "org.waymark.log." : "org.waymark.";
    return Arrays.stream(Class.forName(room + simpleName).getDeclaredMethods())
        .map(Method::getName)
        .collect(Collectors.toSet());
  }

  @Test
  void everyActionIsDefined() throws IOException {
    Set<String> definitions = new TreeSet<>();
    try (Stream<Path> files = Files.list(root.resolve("spec"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".tla")).toList()) {
        DEFINITION
            .matcher(Files.readString(file))
            .results()
            .forEach(r -> definitions.add(r.group(1)));
      }
    }
    for (List<String> row : rows()) {
      assertThat(definitions).as(row.get(0)).containsAll(code(row.get(2)));
    }
  }

  @Test
  void everyCheckIsATargetOrATest() throws IOException {
    Set<String> targets = Targets.all().stream().map(Target::name).collect(Collectors.toSet());
    for (List<String> row : rows()) {
      assertThat(code(row.get(4)))
          .as(row.get(0))
          .allMatch(name -> targets.contains(name) || isTest(name));
    }
  }

  @Test
  void everyTargetIsOnThePage() throws IOException {
    String page = Files.readString(root.resolve("spec/concurrency.md"));
    assertThat(Targets.all())
        .extracting(Target::name)
        .allMatch(name -> page.contains("`" + name + "`"));
  }

  /** Only the layer's own promise: what waits for nobody is checked to. */
  @Test
  void everyWaitFreeReadOfTheStateIsCheckedToBe() throws IOException {
    Set<String> checked =
        Targets.all().stream()
            .filter(Target::obstructionFree)
            .map(Target::name)
            .collect(Collectors.toSet());
    assertThat(checked).isNotEmpty();
    for (List<String> row : rows()) {
      if (row.get(3).equals("wait-free") && row.get(1).contains("volatile")) {
        assertThat(code(row.get(4))).as(row.get(0)).containsAnyElementsOf(checked);
      }
    }
  }

  @Test
  void everyBlockNamesWhatIsThere() throws IOException, ClassNotFoundException {
    Set<String> targets = Targets.all().stream().map(Target::name).collect(Collectors.toSet());
    String page = Files.readString(root.resolve("spec/concurrency.md"));
    String section = page.substring(page.indexOf("## Building blocks"), page.indexOf("## What is"));
    List<String> rows = section.lines().filter(line -> line.startsWith("| `")).toList();
    assertThat(rows).isNotEmpty();
    for (String row : rows) {
      String[] cells = row.split("\\|", -1);
      for (String named : code(cells[1] + cells[2] + cells[3])) {
        var method = METHOD.matcher(named);
        assertThat(method.matches()).as(row).isTrue();
        assertThat(methods(method.group(1))).as(row).contains(method.group(2));
      }
      assertThat(code(cells[4]))
          .as(row)
          .isNotEmpty()
          .allMatch(name -> targets.contains(name) || isTest(name));
    }
  }

  private boolean isTest(String name) {
    try (Stream<Path> files =
        Files.find(root, 12, (path, attributes) -> path.endsWith(name + ".java"))) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
