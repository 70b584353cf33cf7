package org.waymark.check.lincheck;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;

/**
 * Does one job in this JVM, which Lincheck instruments.
 *
 * <p>Lincheck draws no scenario itself: all are handed to it, so that a job repeats and halves of a
 * barrier stay together. For the same reason it does not minimize what failed: a claim that lost
 * its completion would look like a deadlock.
 */
final class LincheckCheck {

  /**
   * After so long a run of real threads has hung. The model checker knows a deadlock when it sees
   * one.
   */
  private static final long HUNG_MILLIS = 10_000;

  private LincheckCheck() {}

  /** Does a job. */
  static LincheckOutcome run(LincheckJob job) {
    Target target = Targets.named(job.target());
    long began = System.nanoTime();
    CountingVerifier.take();
    String failure =
        job.mode() == Mode.STRESS
            ? check(new StressOptions().invocationTimeout$lincheck(HUNG_MILLIS), job, target)
            : check(modelChecking(target), job, target);
    CountingVerifier.Counts counts = CountingVerifier.take();
    return new LincheckOutcome(
        job,
        counts.scenarios(),
        counts.invocations(),
        counts.results(),
        Duration.ofNanos(System.nanoTime() - began),
        false,
        failure);
  }

  private static ModelCheckingOptions modelChecking(Target target) {
    ModelCheckingOptions options = new ModelCheckingOptions();
    // The first of the two that says yes is the one that counts.
    options.addGuarantee(classes(target::isOpaque).allMethods().ignore());
    options.addGuarantee(classes(target::isAtomic).allMethods().treatAsAtomic());
    return options.checkObstructionFreedom(target.obstructionFree());
  }

  private static ManagedStrategyGuarantee.MethodBuilder classes(Predicate<String> some) {
    // Lincheck asks at each call.
    Map<String, Boolean> known = new ConcurrentHashMap<>();
    return ManagedStrategyGuaranteeKt.forClasses(name -> known.computeIfAbsent(name, some::test));
  }

  private static <O extends Options<O, ?>> @Nullable String check(
      O options, LincheckJob job, Target target) {
    options
        .iterations(0)
        .invocationsPerIteration(job.invocations())
        .minimizeFailedScenario(false)
        .verifier(CountingVerifier.class)
        .sequentialSpecification(target.specification());
    for (Scenario scenario : target.scenarios(job.seed(), job.scenarios())) {
      options.addCustomScenario(execution(target.tested(), scenario));
    }
    try {
      options.check(target.tested());
      return null;
    } catch (LincheckAssertionError | IllegalStateException found) {
      // The latter if Lincheck found something that it could not repeat to tell how it came about.
      return String.valueOf(found.getMessage()).strip();
    } catch (RuntimeException failed) {
      if (!isOfReport(failed)) {
        throw failed;
      }
      return "= Something was found, and Lincheck failed to tell how it came about =\n" + failed;
    }
  }

  /** Tells whether Lincheck had found something, and was putting it into words. */
  private static boolean isOfReport(RuntimeException failed) {
    return Arrays.stream(failed.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(LincheckAssertionError.class.getName()));
  }

  private static ExecutionScenario execution(Class<?> tested, Scenario scenario) {
    List<List<Actor>> threads = new ArrayList<>();
    for (String calls : scenario.threads()) {
      threads.add(actors(tested, calls));
    }
    return new ExecutionScenario(
        actors(tested, scenario.before()), threads, actors(tested, scenario.after()), null);
  }

  private static List<Actor> actors(Class<?> tested, String calls) {
    return Scenario.calls(calls).stream().map(call -> actor(tested, call)).toList();
  }

  private static Actor actor(Class<?> tested, String call) {
    String[] words = call.trim().split(" ");
    Object[] arguments = Arrays.stream(words).skip(1).map(Integer::valueOf).toArray();
    for (Method method : tested.getMethods()) {
      if (method.getName().equals(words[0])
          && method.isAnnotationPresent(Operation.class)
          && method.getParameterCount() == arguments.length) {
        return new Actor(method, List.of(arguments));
      }
    }
    throw new IllegalArgumentException(tested + " has no operation " + call);
  }
}
