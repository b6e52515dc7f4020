package io.github.oktaaws.sts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;

/**
 * Takes out of STS's refusals what they quote of the request. A validation error quotes the
 * parameter that it complains of, which may be the assertion or token, and the SDK logs its
 * exceptions at DEBUG.
 */
final class UnquotedErrors implements ExecutionInterceptor {

  private static final String OMITTED = "(omitted)";

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Optional<InputStream> body = context.responseBody();
    if (context.httpResponse().isSuccessful()) {
      return body;
    }
    if (context.request() instanceof AssumeRoleWithSamlRequest request) {
      return body.map(in -> unquoted(in, request.samlAssertion(), request.policy()));
    }
    return context.request() instanceof AssumeRoleWithWebIdentityRequest request
        ? body.map(in -> unquoted(in, request.webIdentityToken(), request.policy()))
        : body;
  }

  private static InputStream unquoted(InputStream in, String proof, @Nullable String policy) {
    try (in) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ByteArrayInputStream(
          unquoted(text, proof, policy).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text without assertion or token and policy, whether or not they are escaped for XML. */
  static String unquoted(String text, String proof, @Nullable String policy) {
    String without = text.replace(proof, OMITTED);
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
