package io.github.oktaaws.saml;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.internal.http.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A SAML response for AWS, as Okta gave it, and what it says. No trust decision is taken from it:
 * AWS STS checks the signature. Immutable.
 *
 * @param encoded the response in base64 without line breaks, as STS wants it
 * @param roles the roles it offers, in its order, each once; those of IAM Identity Center, which
 *     trust no other provider, are left out
 * @param issuer who issued it
 * @param nameId the person, as AWS CloudTrail will show them
 * @param roleSessionName the name of the role's session
 * @param destination where a browser would send it; never contacted
 * @param sessionDuration the {@code SessionDuration} attribute, which concerns the AWS console;
 *     absent if it is not between 15 minutes and 12 hours
 * @param sessionNotOnOrAfter when a session made from it ends at the latest
 * @param notOnOrAfter when it ceases to be valid itself: the earliest that its conditions and its
 *     subject confirmation say
 */
public record SamlAssertion(
    String encoded,
    List<AwsRole> roles,
    String issuer,
    Optional<String> nameId,
    Optional<String> roleSessionName,
    Optional<String> destination,
    Optional<Duration> sessionDuration,
    Optional<Instant> sessionNotOnOrAfter,
    Optional<Instant> notOnOrAfter) {

  /**
   * Copies the roles.
   *
   * @param encoded the response in base64
   * @param roles the roles it offers, in its order
   * @param issuer who issued it
   * @param nameId the person
   * @param roleSessionName the name of the role's session
   * @param destination where a browser would send it
   * @param sessionDuration the {@code SessionDuration} attribute
   * @param sessionNotOnOrAfter when a session made from it ends at the latest
   * @param notOnOrAfter when it ceases to be valid itself
   */
  public SamlAssertion {
    roles = List.copyOf(roles);
  }

  /**
   * Reads a SAML 2.0 response of at most 100,000 characters with one signed assertion. Namespace
   * prefixes do not matter; document types are refused, and nothing that it names is fetched.
   *
   * @param encoded the response in base64; blanks and line breaks in it are ignored
   * @return the assertion
   * @throws io.github.oktaaws.error.InvalidAssertionException if AWS could not accept it
   */
  public static SamlAssertion parse(String encoded) {
    return AssertionReader.create().read(encoded);
  }

  /**
   * Reads the response out of the page that would post it to AWS.
   *
   * @param html the page
   * @return the assertion
   * @throws io.github.oktaaws.error.SamlPageException if the page holds no, or more than one, SAML
   *     response
   * @throws io.github.oktaaws.error.StepUpRequiredException if it asks for another factor instead
   * @throws io.github.oktaaws.error.OktaSessionEndedException if it is Okta's sign-in page
   * @throws io.github.oktaaws.error.UserNotAssignedException if it says that the person is not
   *     assigned to the app
   * @throws io.github.oktaaws.error.SignInPolicyException if it says that access is denied
   * @throws io.github.oktaaws.error.InvalidAssertionException if AWS could not accept it
   */
  public static SamlAssertion fromPage(String html) {
    SamlPage page = SamlPage.of(html, ErrorContext.at(Step.SAML_ASSERTION));
    return parse(page.response("the AWS app"));
  }

  /** Prints issuer, subject and roles, not the assertion. */
  @Override
  public String toString() {
    return "SamlAssertion[issuer="
        + Words.printable(issuer)
        + ", nameId="
        + Words.printable(nameId.orElse("?"))
        + ", roles="
        + roles
        + "]";
  }
}
