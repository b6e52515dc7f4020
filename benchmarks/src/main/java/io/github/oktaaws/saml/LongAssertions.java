package io.github.oktaaws.saml;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** What {@link SamlAssertion#fromPage} does, at lengths that it refuses because AWS STS would. */
@NullMarked
public final class LongAssertions {

  private static final ErrorContext HERE = ErrorContext.at(Step.SAML_ASSERTION);

  private LongAssertions() {}

  /**
   * Reads a page.
   *
   * @param html the page
   * @return its roles
   */
  public static List<AwsRole> roles(String html) {
    String response = SamlPage.of(html, HERE).response("the AWS app");
    return new AssertionReader(HERE, Integer.MAX_VALUE).read(response).roles();
  }
}
