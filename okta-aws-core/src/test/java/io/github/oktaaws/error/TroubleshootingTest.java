package io.github.oktaaws.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TroubleshootingTest {

  private static final Path PAGE = Path.of("..", "docs", "troubleshooting.md");
  private static final Pattern SECTION =
      Pattern.compile("^### (\\S+)$\\R(.*?)(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern PLACEHOLDER =
      Pattern.compile("%[sd]|\\{\\d*}|\\$\\{|\\bnull\\b|\\bTODO\\b|\\bFIXME\\b|\\bXXX\\b");

  @Test
  void everyErrorHasOneSectionAndNoSectionIsAboutAClassThatIsGone() throws IOException {
    List<String> headings = new Page(PAGE).headings();

    assertThat(headings)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(errors().map(Class::getSimpleName).toList());
  }

  @Test
  void everySectionSaysWhatOneSeesItsCauseAndTheFix() throws IOException {
    new Page(PAGE)
        .sections()
        .forEach(
            (name, text) ->
                assertThat(text)
                    .as(name)
                    .containsSubsequence("**You see** ", "**Cause** ", "**Fix** "));
  }

  @Test
  void aSectionCallsExactlyThoseErrorsRetryableThatAre() throws Exception {
    Map<String, String> sections = new Page(PAGE).sections();
    for (Class<?> type : errors().toList()) {
      String section = sections.getOrDefault(type.getSimpleName(), "");
      boolean sometimes = type == AssumeRoleFailedException.class;
      assertThat(section.contains("Retryable"))
          .as(type.getSimpleName())
          .isEqualTo(sometimes || example(type).retryable());
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void everyMessageHoldsStepRemedyAndRequestIdAndNoPlaceholder(Class<?> type) throws Exception {
    OktaAwsException error = example(type);

    assertThat(error.remedy()).isNotBlank().endsWith(".");
    assertThat(error.getMessage())
        .startsWith(error.step().words() + ": ")
        .contains(error.remedy())
        .doesNotContainPattern(PLACEHOLDER);
    error.requestId().ifPresent(id -> assertThat(error.getMessage()).contains(id));
    assertThat(error.requestId().isPresent()).isEqualTo(error.step() != Step.CONFIGURATION);
  }

  static Stream<Class<?>> errors() {
    return Arrays.stream(OktaAwsException.class.getPermittedSubclasses());
  }

  private static OktaAwsException example(Class<?> type) throws ReflectiveOperationException {
    Constructor<?>[] constructors = type.getConstructors();
    assertThat(constructors).as("public constructors of " + type.getSimpleName()).hasSize(1);
    Object[] arguments =
        Arrays.stream(constructors[0].getParameters()).map(TroubleshootingTest::value).toArray();
    return (OktaAwsException) constructors[0].newInstance(arguments);
  }

  private static Object value(Parameter parameter) {
    Class<?> type = parameter.getType();
    if (type == String.class) {
      return "some " + parameter.getName() + ".";
    }
    if (type == ErrorContext.class) {
      return ErrorContext.at(Step.SIGN_IN).requestId("request-1");
    }
    if (type == List.class) {
      return List.of("one", "another");
    }
    if (type == Duration.class) {
      return Duration.ofSeconds(90);
    }
    if (type == int.class) {
      return 503;
    }
    if (type == boolean.class) {
      return false;
    }
    throw new AssertionError("no example of a " + type + "; give one here");
  }

  /** The page, by its sections. */
  private record Page(Path path) {

    List<String> headings() throws IOException {
      return Files.readString(path)
          .lines()
          .filter(line -> line.startsWith("### "))
          .map(line -> line.substring(4))
          .toList();
    }

    Map<String, String> sections() throws IOException {
      Map<String, String> sections = new TreeMap<>();
      Matcher matcher = SECTION.matcher(Files.readString(path));
      while (matcher.find()) {
        sections.put(matcher.group(1), matcher.group(2));
      }
      assertThat(sections).isNotEmpty();
      return sections;
    }
  }
}
