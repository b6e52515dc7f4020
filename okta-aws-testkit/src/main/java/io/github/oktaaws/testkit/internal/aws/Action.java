package io.github.oktaaws.testkit.internal.aws;

/** One action of the STS API. */
interface Action {
  /** The content of the action's result element; throws {@link StsError} on a rejection. */
  QueryAnswers.Content perform(QueryRequest request);
}
