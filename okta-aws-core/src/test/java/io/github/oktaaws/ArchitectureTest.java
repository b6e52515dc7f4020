package io.github.oktaaws;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The picture of the packages, and what no class of them does. */
class ArchitectureTest {

  private static final String ROOT = "io.github.oktaaws";
  private static final String SIGN_IN = ROOT + ".signin..";
  private static final String FEDERATION = ROOT + ".federation..";
  private static final String SAML = ROOT + ".saml..";
  private static final String STS = ROOT + ".sts..";
  private static final String ERROR = ROOT + ".error..";
  private static final String HTTP = ROOT + ".internal.http..";
  private static final String[] STEPS = {SIGN_IN, FEDERATION, SAML, STS};

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("okta-aws-testkit"))
          .importPackages(ROOT);

  @Test
  void noStepDependsOnALaterOne() {
    stepKnowsNoneOf(SIGN_IN, FEDERATION, SAML, STS);
    stepKnowsNoneOf(FEDERATION, SAML, STS);
    stepKnowsNoneOf(SAML, STS);
  }

  @Test
  void stepsKnowOnlyValuesOfEarlierOnes() {
    stepKnowsOnlyValuesOf(FEDERATION, SIGN_IN);
    stepKnowsOnlyValuesOf(SAML, SIGN_IN, FEDERATION);
    stepKnowsOnlyValuesOf(STS, SIGN_IN, FEDERATION, SAML);
  }

  @Test
  void onlyTheSessionKnowsTheSteps() {
    check(
        noClasses()
            .that(resideInAPackage(ROOT))
            .and(not(isOneOf("OktaAwsSession", "OktaAwsSessionBuilder")))
            .and(not(isOneOf("AppsOfSession", "RoleOfSession", "FederationAppChoice", "AppName")))
            .and(not(isOneOf("SignInOfSession", "TokensOfSession", "PersonOfSession")))
            .and(not(isOneOf("RefreshOfSession", "NewSignIn")))
            .and(not(isOneOf("SessionStore", "Preparation", "ToldPrompt")))
            .and(not(isOneOf("SessionSettings", "Turns", "WebIdentitySession")))
            .and(not(isOneOf("WebIdentitySessionBuilder", "RoleOfWebIdentity", "WayIn")))
            .and(not(isOneOf("ToldDirectPrompt")))
            .and(not(isOneOf("RolesOfApps", "RolesByApp", "EveryRole", "RoleFailure")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(STEPS)));
    check(
        noClasses()
            .that(resideInAnyPackage(STEPS))
            .should()
            .dependOnClassesThat(
                resideInAPackage(ROOT)
                    .and(not(isOneOf("OktaOrg", "OktaEndpoints", "RoleCredentials")))));
  }

  @Test
  void nothingElseKnowsWhatWasConfigured() {
    check(
        noClasses()
            .that(not(resideInAPackage(ROOT + ".config..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".config.."));
  }

  @Test
  void yamlIsReadInOnePlace() {
    check(
        noClasses()
            .that(not(isOneOf("YamlText", "OktaYaml")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml.."));
  }

  @Test
  void sendingKnowsNoStep() {
    check(
        noClasses()
            .that(resideInAPackage(HTTP))
            .should()
            .dependOnClassesThat(
                resideInAPackage(ROOT + "..")
                    .and(not(resideInAnyPackage(HTTP, ERROR)))
                    .and(not(isOneOf("OktaEndpoints")))));
  }

  @Test
  void errorsKnowNothingElseOfOurs() {
    check(
        noClasses()
            .that(resideInAPackage(ERROR))
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAPackage(ERROR)))));
  }

  @Test
  void addressesAreBuiltInOnePlace() {
    check(
        noClasses()
            .that(not(resideInAPackage(HTTP)))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("okhttp3.HttpUrl")
            .orShould()
            .callMethod(URI.class, "create", String.class)
            .orShould()
            .callMethod(URI.class, "resolve", String.class)
            .orShould()
            .callMethod(URI.class, "resolve", URI.class)
            .orShould()
            .accessTargetWhere(isConstructorOf(URI.class))
            .orShould()
            .accessTargetWhere(isConstructorOf(URL.class)));
  }

  @Test
  void nothingIsPrintedButByTheConsolePrompts() {
    check(
        noClasses()
            .that(not(isOneOf("ConsolePrompt", "ConsoleDirectPrompt")))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessTargetWhere(isCall("printStackTrace", Throwable.class)));
  }

  @Test
  void timeComesFromAClockAndNobodySleeps() {
    check(
        noClasses()
            .should()
            .accessTargetWhere(isCall("sleep", Thread.class))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now"));
  }

  /**
   * aws-advanced-jdbc-wrapper, amazon-redshift-jdbc-driver 2.3.0 and saml2aws can be told to trust
   * every certificate. Here whom to trust is in an SSLContext or a client of the caller's.
   */
  @Test
  void nothingDecidesForItselfWhomToTrust() {
    check(
        noClasses()
            .should()
            .beAssignableTo(TrustManager.class)
            .orShould()
            .beAssignableTo(HostnameVerifier.class)
            .orShould()
            .accessTargetWhere(isCall("hostnameVerifier", OkHttpClient.Builder.class)));
  }

  @Test
  void onlyAStoreThatWasAskedForTouchesFiles() {
    check(
        noClasses()
            .that(not(isOneOf("TokenStore", "TokenFiles", "FileTokenStore")))
            .and(not(isOneOf("StoreDirectory", "OwnFiles", "StoreLocks")))
            // settings and keys are read from files that the application named
            .and(not(resideInAPackage(ROOT + ".config..")))
            .and(not(isOneOf("ClientKey", "PemKeys")))
            .should()
            .dependOnClassesThat(
                resideInAPackage("java.nio.file..")
                    .or(
                        describe(
                            "open files",
                            type ->
                                type.getFullName().startsWith("java.io.File")
                                    || type.getFullName().equals("java.io.RandomAccessFile")
                                    || type.getFullName()
                                        .equals("java.nio.channels.FileChannel")))));
  }

  @Test
  void noWorkGoesToTheCommonPool() {
    check(
        noClasses()
            .should()
            .accessTargetWhere(isAsyncWithoutExecutor())
            .orShould()
            .callMethod(ForkJoinPool.class, "commonPool")
            .orShould()
            .accessTargetWhere(isCall("parallelStream", Collection.class))
            .orShould()
            .accessTargetWhere(isCall("parallel", BaseStream.class)));
  }

  @Test
  void noTypeOfALibraryThatMayBeReplacedIsInThePublicApi() {
    check(
        members()
            .that(arePublicApi())
            .should(
                new ArchCondition<JavaMember>(
                    "name no type of OpenSAML, jsoup, SnakeYAML, Jackson or okio") {
                  @Override
                  public void check(JavaMember member, ConditionEvents events) {
                    signature(member)
                        .filter(ArchitectureTest::isHidden)
                        .forEach(
                            type ->
                                events.add(
                                    SimpleConditionEvent.violated(
                                        member, member.getFullName() + " names " + type)));
                  }
                }));
  }

  @Test
  void publicClassesCannotBeExtendedByAccident() {
    check(
        classes()
            .that(describe("are public", ArchitectureTest::isPublic))
            .and(not(describe("are sealed", (JavaClass type) -> type.reflect().isSealed())))
            .should()
            .haveModifier(JavaModifier.FINAL)
            .orShould()
            .beInterfaces()
            .orShould()
            .beEnums()
            .orShould()
            .beRecords());
  }

  @Test
  void loggersArePrivateConstants() {
    check(
        fields()
            .that()
            .haveRawType(Logger.class)
            .should()
            .bePrivate()
            .andShould()
            .beStatic()
            .andShould()
            .beFinal());
  }

  @Test
  void noMethodIsSynchronized() {
    check(
        members()
            .that(modifier(JavaModifier.SYNCHRONIZED))
            .should(
                new ArchCondition<JavaMember>("not be") {
                  @Override
                  public void check(JavaMember member, ConditionEvents events) {
                    events.add(SimpleConditionEvent.violated(member, member.getFullName()));
                  }
                })
            .allowEmptyShould(true));
  }

  private static void stepKnowsNoneOf(String step, String... later) {
    check(
        noClasses()
            .that(resideInAPackage(step))
            .should()
            .dependOnClassesThat(resideInAnyPackage(later)));
  }

  private static void stepKnowsOnlyValuesOf(String step, String... earlier) {
    check(
        noClasses()
            .that(resideInAPackage(step))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(earlier)
                    .and(not(describe("are records", (JavaClass type) -> type.isRecord())))));
  }

  private static void check(ArchRule rule) {
    rule.check(ALL);
  }

  private static DescribedPredicate<JavaClass> isOneOf(String... names) {
    Set<String> known = Set.of(names);
    return describe(
        "are (in) one of " + known,
        type ->
            Stream.iterate(type, Objects::nonNull, t -> t.getEnclosingClass().orElse(null))
                .anyMatch(each -> known.contains(each.getSimpleName())));
  }

  private static DescribedPredicate<JavaAccess<?>> isCall(String name, Class<?> owner) {
    return describe(
        "calls " + owner.getSimpleName() + "." + name,
        access ->
            access.getTarget().getName().equals(name)
                && access.getTargetOwner().isAssignableTo(owner));
  }

  private static DescribedPredicate<JavaAccess<?>> isConstructorOf(Class<?> type) {
    return describe(
        "makes a " + type.getSimpleName(),
        access ->
            access.getTarget().getName().equals("<init>")
                && access.getTargetOwner().isEquivalentTo(type));
  }

  private static DescribedPredicate<JavaAccess<?>> isAsyncWithoutExecutor() {
    return describe(
        "runs in the common pool",
        access ->
            access.getTargetOwner().isAssignableTo(CompletableFuture.class)
                && access.getTarget().getName().endsWith("Async")
                && !access.getTarget().getFullName().contains("java.util.concurrent.Executor"));
  }

  private static DescribedPredicate<JavaMember> arePublicApi() {
    return describe(
        "are public API",
        member ->
            isPublic(member.getOwner())
                && (member.getModifiers().contains(JavaModifier.PUBLIC)
                    || member.getModifiers().contains(JavaModifier.PROTECTED)));
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && !type.getPackageName().contains(".internal")
        && type.getEnclosingClass().map(ArchitectureTest::isPublic).orElse(true);
  }

  private static Stream<String> signature(JavaMember member) {
    Stream<JavaType> types =
        member instanceof JavaCodeUnit code
            ? Stream.of(
                    Stream.of(code.getReturnType()),
                    code.getParameterTypes().stream(),
                    code.getExceptionTypes().stream().map(JavaType.class::cast))
                .flatMap(each -> each)
            : Stream.of(((JavaField) member).getType());
    return types.flatMap(ArchitectureTest::named);
  }

  private static Stream<String> named(JavaType type) {
    Stream<String> arguments =
        type instanceof JavaParameterizedType parameterized
            ? parameterized.getActualTypeArguments().stream().flatMap(ArchitectureTest::named)
            : Stream.of();
    return Stream.concat(Stream.of(type.toErasure().getName()), arguments);
  }

  private static boolean isHidden(String type) {
    return Stream.of(
            "org.opensaml.",
            "net.shibboleth.",
            "org.jsoup.",
            "org.snakeyaml.",
            "com.fasterxml.",
            "okio.")
        .anyMatch(type::startsWith);
  }
}
