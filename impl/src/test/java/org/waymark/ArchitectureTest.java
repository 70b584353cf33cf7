package org.waymark;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.regex.Pattern;

/**
 * The house rules of the implementation: which room may use which, and that storage, time, threads
 * and randomness are reached through their seams alone, so that a simulation can stand in for all
 * of them.
 *
 * <p>Not checked here: what a class does through reflection, and a mutable object held by a {@code
 * static final} field of a type that the last rule does not list.
 */
@AnalyzeClasses(packages = "org.waymark", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String FRONT = "org.waymark";
  private static final String CLI = "org.waymark.cli..";
  private static final String VALIDATION = "org.waymark.validation..";
  private static final String LOG = "org.waymark.log..";
  private static final String DISK = "org.waymark.disk..";
  private static final String OBSERVE = "org.waymark.observe..";

  @ArchTest
  static final ArchRule frontUsesTheRoomsBelow =
      room(FRONT).should().onlyDependOnClassesThat(in(FRONT, VALIDATION, LOG, DISK, OBSERVE));

  @ArchTest
  static final ArchRule validationUsesTheJdkAlone =
      room(VALIDATION).should().onlyDependOnClassesThat(in(VALIDATION));

  @ArchTest
  static final ArchRule logUsesDisk = room(LOG).should().onlyDependOnClassesThat(in(LOG, DISK));

  @ArchTest
  static final ArchRule diskUsesTheJdkAlone = room(DISK).should().onlyDependOnClassesThat(in(DISK));

  @ArchTest
  static final ArchRule observeUsesFlightRecorderAndOpenTelemetry =
      room(OBSERVE)
          .should()
          .onlyDependOnClassesThat(in(OBSERVE, "jdk.jfr..", "io.opentelemetry.."));

  @ArchTest
  static final ArchRule cliAddsPicocliJacksonAndHdrHistogram =
      room(CLI)
          .should()
          .onlyDependOnClassesThat(
              in("org.waymark..", "picocli..", "com.fasterxml.jackson..", "org.HdrHistogram.."));

  @ArchTest
  static final ArchRule everyClassLivesInARoom =
      classes()
          .should()
          .resideInAnyPackage(FRONT, CLI, VALIDATION, LOG, DISK, OBSERVE)
          .because("a new package needs its arrows decided here first");

  @ArchTest
  static final ArchRule roomsFormNoCycle = slices().matching("org.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyDiskTouchesFiles =
      noClasses()
          .that(not(resideInAnyPackage(DISK, CLI)))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.nio.file..", "java.nio.channels..")
                  .and(
                      not(
                          nameMatching("java\\.nio\\.file\\.(Path|[A-Za-z]+Exception)")
                              .forSubtype()))
                  .or(nameMatching("java\\.io\\.(File.*|RandomAccessFile)"))
                  .or(nameMatching("java\\.nio\\.MappedByteBuffer")))
          .because(
              "the simulated disk must see every byte; a path and a failure are values, and the"
                  + " command line reads its own input");

  @ArchTest
  static final ArchRule onlyTheSeamTouchesThreads =
      noClasses()
          .that(not(seam("SystemThreads")).and(not(seam("cli.Interruption"))))
          .should()
          .accessTargetWhere(
              target(
                  "starts, parks or borrows a thread",
                  "java\\.lang\\.Thread\\.(<init>|start|startVirtualThread|ofVirtual|ofPlatform"
                      + "|join|yield|onSpinWait)",
                  "java\\.util\\.concurrent\\.locks\\.LockSupport\\..*",
                  "java\\.util\\.concurrent\\.(Executors|ForkJoinPool)\\..*",
                  "java\\.util\\.concurrent\\.(ThreadPoolExecutor|ScheduledThreadPoolExecutor)\\..*",
                  "java\\.util\\.concurrent\\.CompletableFuture\\.(.*Async|orTimeout"
                      + "|completeOnTimeout|delayedExecutor)",
                  "java\\.util\\.concurrent\\.CompletionStage\\..*Async",
                  "java\\.util\\.Timer\\..*"))
          .because("a simulation must decide which thread runs when; a signal ends the process");

  @ArchTest
  static final ArchRule onlyTheSeamReadsClocks =
      noClasses()
          .that(not(seam("SystemTime")))
          .should()
          .accessTargetWhere(
              target(
                  "reads a clock",
                  "java\\.lang\\.System\\.(nanoTime|currentTimeMillis)",
                  "java\\.time\\.Clock\\..*",
                  "java\\.time\\.[A-Za-z]+\\.now",
                  "java\\.util\\.Date\\.<init>"))
          .because("a simulation must decide what time it is");

  @ArchTest
  static final ArchRule onlyTheSeamDrawsRandomness =
      noClasses()
          .that(not(seam("SystemRandomness")))
          .should()
          .accessTargetWhere(
              target(
                  "draws randomness without a seed of its own",
                  "java\\.security\\.SecureRandom\\..*",
                  "java\\.util\\.concurrent\\.ThreadLocalRandom\\.current",
                  "java\\.util\\.UUID\\.randomUUID",
                  "java\\.lang\\.Math\\.random"))
          .because("a simulation must be repeatable from its seed");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .should()
          .accessTargetWhere(
              target(
                  "sleeps",
                  "java\\.lang\\.Thread\\.sleep",
                  "java\\.util\\.concurrent\\.TimeUnit\\.sleep"))
          .because("waiting has a condition to wait for, and a deadline");

  @ArchTest
  static final ArchRule onlyTheCommandLinePrintsAndExits =
      noClasses()
          .that(not(resideInAPackage(CLI)))
          .should()
          .accessTargetWhere(
              target(
                  "prints or exits",
                  "java\\.lang\\.System\\.(in|out|err|exit)",
                  "java\\.lang\\.Runtime\\.(exit|halt)",
                  "java\\.lang\\.Throwable\\.printStackTrace"))
          .because("a library reports through its results and its observers");

  @ArchTest
  static final ArchRule onlyTheProofTakesEvidence =
      noClasses()
          .that(not(seam("Submission")).and(not(seam("Group"))))
          .should()
          .accessTargetWhere(
              target("reads a submission's evidence", "org\\.waymark\\.Submission\\.evidence"))
          .because("what a client says that it saw is recorded and decides nothing");

  @ArchTest
  static final ArchRule staticFieldsAreFinal =
      fields().that().areStatic().should().beFinal().because("static state cannot be injected");

  @ArchTest
  static final ArchRule staticFieldsHoldNoMutableState =
      fields()
          .that()
          .areStatic()
          .should()
          .notHaveRawType(
              nameMatching("java\\.util\\.concurrent\\.(atomic\\..*|Concurrent.*)")
                  .or(nameMatching("java\\.lang\\.(Inheritable)?ThreadLocal"))
                  .forSubtype())
          .because("final does not make these constant");

  private static GivenClassesConjunction room(String name) {
    return classes().that().resideInAPackage(name);
  }

  /** What a room may use: the JDK, the nullness annotations, and the packages given. */
  private static DescribedPredicate<JavaClass> in(String... packages) {
    return resideInAnyPackage(packages)
        .or(resideInAnyPackage("java..", "org.jspecify.."))
        .or(
            describe(
                "primitive or array of such", type -> type.getBaseComponentType().isPrimitive()));
  }

  /** The one class, named from org.waymark, that implements a seam, with its nested classes. */
  private static DescribedPredicate<JavaClass> seam(String name) {
    return nameMatching("org\\.waymark\\." + name + "(\\$.*)?").forSubtype();
  }

  /** An access, by call, method reference or field read, to a member with one of these names. */
  private static DescribedPredicate<JavaAccess<?>> target(String does, String... members) {
    Pattern names = Pattern.compile(String.join("|", members));
    return describe(does, access -> names.matcher(memberName(access)).matches());
  }

  private static String memberName(JavaAccess<?> access) {
    return access.getTarget().getOwner().getName() + "." + access.getTarget().getName();
  }
}
