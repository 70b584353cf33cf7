package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables of shared state in the package documentation list what there is, and nothing else.
 *
 * <p>A field must have a row if it is not final, or is final and of a type that is mutable itself:
 * a collection, an array, an atomic, a lock, a future. Fields of records and enums are values,
 * those of a JFR event its content, which the row of the map that keeps it covers. Whether the
 * guard that a row names is really held is not checked here.
 */
class SharedFieldsTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern ROW =
      Pattern.compile("<tr><td>\\{@code ([\\w.]+): ([\\w, ]+)}</td><td>([\\w ]+)</td><td>");
  private static final Set<String> ACCESS =
      Set.of(
          "state lock",
          "monitor",
          "turn",
          "volatile",
          "concurrent",
          "handed over",
          "confined",
          "constant");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.waymark",
        "org.waymark.disk",
        "org.waymark.log",
        "org.waymark.observe",
        "org.waymark.validation"
      })
  void theTableIsTheSource(String name) throws Exception {
    Map<String, String> rows = rows(name);
    Map<String, Field> fields = fields(name);
    assertThat(rows.keySet())
        .as("fields with a row, and fields that need one, in %s", name)
        .isEqualTo(fields.keySet());
    fields.forEach((field, declared) -> assertAccess(field, rows.get(field), declared));
  }

  private static void assertAccess(String name, @Nullable String access, Field field) {
    int modifiers = field.getModifiers();
    assertThat(ACCESS).as("access of %s", name).contains(access);
    assertThat(Modifier.isVolatile(modifiers))
        .as("%s is volatile; the table says %s", name, access)
        .isEqualTo("volatile".equals(access));
    assertThat(isConcurrent(field.getType()))
        .as("%s is of a concurrent type; the table says %s", name, access)
        .isEqualTo("concurrent".equals(access));
    if ("constant".equals(access)) {
      assertThat(Modifier.isFinal(modifiers)).as("%s is final", name).isTrue();
    }
  }

  private static Map<String, String> rows(String packageName) throws IOException {
    String source =
        Files.readString(
            SOURCES.resolve(packageName.replace('.', '/')).resolve("package-info.java"));
    String text =
        source.substring(source.indexOf("<h2>Shared state")).replaceAll("\\R \\*\\s*", " ");
    Map<String, String> rows = new TreeMap<>();
    Matcher row = ROW.matcher(text);
    int matched = 0;
    while (row.find()) {
      matched++;
      for (String field : row.group(2).split(", ", -1)) {
        String before = rows.put(row.group(1) + "." + field, row.group(3));
        assertThat(before).as("an earlier row of %s", field).isNull();
      }
    }
    assertThat(matched)
        .as("rows that can be read")
        .isEqualTo(text.split("<tr><td>", -1).length - 1);
    return rows;
  }

  private static Map<String, Field> fields(String packageName) throws Exception {
    Map<String, Field> fields = new TreeMap<>();
    for (Class<?> type : classes(packageName)) {
      if (type.isRecord() || type.isEnum() || Event.class.isAssignableFrom(type)) {
        continue;
      }
      for (Field field : type.getDeclaredFields()) {
        if (!field.isSynthetic() && needsRow(field)) {
          String owner = type.getName().substring(packageName.length() + 1).replace('$', '.');
          fields.put(owner + "." + field.getName(), field);
        }
      }
    }
    return fields;
  }

  private static boolean needsRow(Field field) throws IllegalAccessException {
    Class<?> type = field.getType();
    boolean mutableType =
        Collection.class.isAssignableFrom(type)
            || Map.class.isAssignableFrom(type)
            || type.isArray()
            || isConcurrent(type);
    if (!Modifier.isFinal(field.getModifiers())) {
      return true;
    }
    if (!Modifier.isStatic(field.getModifiers())) {
      return mutableType;
    }
    // A constant may be an array or an immutable collection: nothing that anybody shares to write.
    return mutableType && !type.isArray() && !isImmutable(field);
  }

  /** A class of the concurrent library, or its interface of maps: it guards itself. */
  private static boolean isConcurrent(Class<?> type) {
    return type.getName().startsWith("java.util.concurrent.")
        && (!type.isInterface() || type == ConcurrentMap.class);
  }

  private static boolean isImmutable(Field constant) throws IllegalAccessException {
    constant.setAccessible(true);
    Object value = constant.get(null);
    return value != null && value.getClass().getName().startsWith("java.util.ImmutableCollections");
  }

  /** Every class of the package, nested ones too, by the names of its class files. */
  private static List<Class<?>> classes(String packageName) throws Exception {
    Path root = Path.of(Limits.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(root.resolve(packageName.replace('.', '/')))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class"))
          .filter(file -> isOfMain(packageName, file))
          .forEach(file -> names.add(file.substring(0, file.length() - ".class".length())));
    }
    List<Class<?>> classes = new ArrayList<>();
    for (String name : names) {
      classes.add(Class.forName(packageName + "." + name, false, Limits.class.getClassLoader()));
    }
    assertThat(classes).hasSizeGreaterThan(3);
    return classes;
  }

  /** Whether a class file stems from the main sources, should tests be compiled beside them. */
  private static boolean isOfMain(String packageName, String file) {
    String topLevel = file.replaceAll("[$.].*", "");
    return Files.exists(SOURCES.resolve(packageName.replace('.', '/')).resolve(topLevel + ".java"));
  }
}
