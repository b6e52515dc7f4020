package io.github.oktaaws.provider;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.oktaaws.internal.GuardedListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** The provider knows when to ask a source for credentials, and nothing of how Okta gives them. */
class ArchitectureTest {

  private static final String OURS = "io.github.oktaaws";

  private final JavaClasses provider =
      new ClassFileImporter()
          .importUrl(
              OktaAwsCredentialsProvider.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void knowsOfCoreOnlyTheSourceItsCredentialsAndTheErrors() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                        OURS + ".signin..",
                        OURS + ".federation..",
                        OURS + ".saml..",
                        OURS + ".sts..",
                        OURS + ".store..",
                        OURS + ".internal..",
                        OURS + ".testkit..")
                    .and(not(equivalentTo(GuardedListener.class)))));
  }

  @Test
  void theWayFromAConfigurationIsKnownToItsFactoriesAlone() {
    holds(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(OktaAwsCredentialsProvider.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(Configured.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage(OURS + ".config.."));
  }

  @Test
  void dependsOnTheSdksCoreAndOnNoHttpClientOrService() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "okhttp3..",
                "com.fasterxml..",
                "org.opensaml..",
                "software.amazon.awssdk.services..",
                "software.amazon.awssdk.http..",
                "software.amazon.awssdk.utils.cache..",
                "software.amazon.awssdk..internal.."));
  }

  @Test
  void micrometerIsKnownToItsListenerAloneAndToNoSignature() {
    holds(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(MicrometerListener.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer.."));
    holds(
        methods()
            .that()
            .arePublic()
            .should()
            .haveRawParameterTypes(
                DescribedPredicate.allElements(
                    DescribedPredicate.not(
                        JavaClass.Predicates.resideInAPackage("io.micrometer..")))));
    holds(
        methods()
            .should()
            .notHaveRawReturnType(JavaClass.Predicates.resideInAPackage("io.micrometer..")));
  }

  @Test
  void neitherPrintsNorSleepsNorReadsTheSystemsClockNorSharesAPoolOrTimer() {
    holds(noClasses().should().accessField(System.class, "out"));
    holds(noClasses().should().accessField(System.class, "err"));
    holds(noClasses().should().callMethod(System.class, "currentTimeMillis"));
    holds(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(OktaAwsCredentialsProviderBuilder.class.getName())
            .should()
            .callMethod(System.class, "nanoTime"));
    holds(
        noClasses()
            .should()
            .callMethodWhere(target(owner(type(Thread.class))).and(target(name("sleep")))));
    holds(noClasses().should().dependOnClassesThat().areAssignableTo(ForkJoinPool.class));
    holds(
        noClasses()
            .should()
            .callMethodWhere(
                target(owner(type(CompletableFuture.class)))
                    .and(
                        target(
                            name("supplyAsync")
                                .or(name("runAsync"))
                                .or(name("orTimeout"))
                                .or(name("completeOnTimeout"))
                                .or(name("delayedExecutor"))))));
  }

  @Test
  void takesNoLockAndKeepsNoStaticState() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent.locks.."));
    holds(noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED));
    holds(fields().that().areStatic().should().beFinal());
  }

  private void holds(ArchRule rule) {
    rule.check(provider);
  }

  private static DescribedPredicate<JavaClass> type(Class<?> wanted) {
    return JavaClass.Predicates.type(wanted);
  }
}
