package io.github.oktaaws.testkit.internal.aws;

/** Tells whose credentials signed the request. */
final class GetCallerIdentity implements Action {
  private final SigV4 signatures;

  GetCallerIdentity(SigV4 signatures) {
    this.signatures = signatures;
  }

  @Override
  public QueryAnswers.Content perform(QueryRequest request) {
    RoleSession caller = signatures.caller(request.recorded(), request.body());
    return result -> {
      result.text("Arn", caller.arn());
      result.text("UserId", caller.userId());
      result.text("Account", caller.role().account());
    };
  }
}
