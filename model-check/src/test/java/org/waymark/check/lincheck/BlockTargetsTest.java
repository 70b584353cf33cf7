package org.waymark.check.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a scenario of the commit log and its blocks calls exists on both sides. */
class BlockTargetsTest {
  private static final long SEED = 5;

  static Stream<Target> targets() {
    return Stream.of(BlockTargets.all(), CommitLogTargets.all()).flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("targets")
  void everyOperationIsOneOfTheSpecificationToo(Target target) {
    List<Method> operations =
        Arrays.stream(target.tested().getMethods())
            .filter(method -> method.isAnnotationPresent(Operation.class))
            .toList();
    assertThat(operations).isNotEmpty();
    for (Method operation : operations) {
      assertThat(target.specification().getMethods())
          .as(operation.toString())
          .anyMatch(method -> alike(operation, method));
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void everyCallIsAnOperation(Target target) {
    for (Scenario scenario : target.scenarios(SEED, 20)) {
      assertThat(words(scenario))
          .as(scenario.toString())
          .isNotEmpty()
          .allMatch(call -> isOperation(target, call.split(" ")));
    }
  }

  /** Of classes that several targets share, each target needs only some. */
  @Test
  void everyOperationIsCalledInSomeScenario() {
    Map<Class<?>, Set<String>> called = new HashMap<>();
    for (Target target : Targets.all()) {
      Set<String> names =
          called.computeIfAbsent(declaring(target.tested()), any -> new TreeSet<>());
      for (Scenario scenario : target.scenarios(SEED, 200)) {
        words(scenario).map(call -> call.split(" ", -1)[0]).forEach(names::add);
      }
    }
    called.forEach(
        (tested, names) ->
            assertThat(names)
                .as(tested.getSimpleName())
                .containsAll(
                    Arrays.stream(tested.getMethods())
                        .filter(method -> method.isAnnotationPresent(Operation.class))
                        .map(Method::getName)
                        .toList()));
  }

  /** A target over a variant of a class calls what the class itself has. */
  private static Class<?> declaring(Class<?> tested) {
    Class<?> parent = tested.getSuperclass();
    return parent == Object.class ? tested : parent;
  }

  private static Stream<String> words(Scenario scenario) {
    return Stream.concat(
            Stream.of(scenario.before(), scenario.after()), scenario.threads().stream())
        .flatMap(calls -> Scenario.calls(calls).stream());
  }

  private static boolean isOperation(Target target, String[] words) {
    return Arrays.stream(target.tested().getMethods())
        .filter(method -> method.isAnnotationPresent(Operation.class))
        .anyMatch(
            method ->
                method.getName().equals(words[0])
                    && method.getParameterCount() == words.length - 1);
  }

  private static boolean alike(Method operation, Method method) {
    return method.getName().equals(operation.getName())
        && Arrays.equals(method.getParameterTypes(), operation.getParameterTypes())
        && method.getReturnType() == operation.getReturnType();
  }
}
