package io.github.oktaaws.sts;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/**
 * Keeps the SDK from asking again where that is no use, as no call here is signed. The call that
 * only opens a connection is expected to be refused, so any answer to it is a success. And a
 * refusal tells no time: the SDK would take a clock that is wrong for its reason.
 */
final class UnsignedAnswers implements ExecutionInterceptor {

  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    SdkHttpResponse answer = context.httpResponse();
    if (context.request() instanceof GetCallerIdentityRequest) {
      return answer.toBuilder().statusCode(200).build();
    }
    return answer.isSuccessful() ? answer : answer.toBuilder().removeHeader("Date").build();
  }
}
