package io.github.oktaaws.sts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlRequest;

/**
 * Takes out of STS's refusals what they quote of the request. A validation error quotes the
 * parameter that it complains of, which may be the assertion, and the SDK logs its exceptions at
 * DEBUG.
 */
final class UnquotedErrors implements ExecutionInterceptor {

  private static final String OMITTED = "(omitted)";

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Optional<InputStream> body = context.responseBody();
    return !context.httpResponse().isSuccessful()
            && context.request() instanceof AssumeRoleWithSamlRequest request
        ? body.map(in -> unquoted(in, request))
        : body;
  }

  private static InputStream unquoted(InputStream in, AssumeRoleWithSamlRequest request) {
    try (in) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ByteArrayInputStream(unquoted(text, request).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text without the request's assertion and policy, whether or not they are escaped for XML. */
  static String unquoted(String text, AssumeRoleWithSamlRequest request) {
    String without = text.replace(request.samlAssertion(), OMITTED);
    String policy = request.policy();
    return policy == null
        ? without
        : without
            .replace(policy, OMITTED)
            .replace(escaped(policy), OMITTED)
            .replace(escaped(policy).replace("\"", "&quot;"), OMITTED);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
