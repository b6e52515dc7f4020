package io.github.oktaaws.error;

/** Okta answered with a page that asks the person for another factor. */
public final class StepUpRequiredException extends OktaAwsException {

  private final transient String page;

  /**
   * Creates the error.
   *
   * @param page the page's title
   * @param context where it happened
   */
  public StepUpRequiredException(String page, ErrorContext context) {
    super(
        "Okta asks for another factor before it signs the person in to AWS (page: " + page + ").",
        "Ask the Okta administrator to give the OIDC app and the AWS app the same authentication policy, without re-authentication at every sign-in; then sign in again.",
        false,
        context);
    this.page = page;
  }

  /**
   * Returns the page's title.
   *
   * @return the page's title
   */
  public String page() {
    return page;
  }
}
