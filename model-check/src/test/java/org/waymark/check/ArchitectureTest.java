package org.waymark.check;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Which package of the checks may use which: the oracle judges what it knows nothing else of, and
 * the simulated machine knows nothing of who runs it.
 */
@AnalyzeClasses(packages = "org.waymark.check", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ALL = "org.waymark.check..";
  private static final String ORACLE = "org.waymark.check.history..";
  private static final String DISK = "org.waymark.check.disk..";
  private static final String BATON = "org.waymark.check.baton..";

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("org.waymark.(**)").should().beFreeOfCycles();

  @ArchTest static final ArchRule oracleStandsAlone = alone(ORACLE);

  @ArchTest static final ArchRule simulatedDiskStandsAlone = alone(DISK);

  @ArchTest static final ArchRule batonStandsAlone = alone(BATON);

  private static ArchRule alone(String room) {
    return noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat(resideInAPackage(ALL).and(not(resideInAPackage(room))));
  }
}
