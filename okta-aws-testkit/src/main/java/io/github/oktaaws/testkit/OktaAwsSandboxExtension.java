package io.github.oktaaws.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit 5 tests an {@link OktaAwsSandbox} parameter: one sandbox for each test that asks for
 * one, or one for the class when its constructor or a {@code @BeforeAll} method asks. JUnit closes
 * it when that test or class is over, which needs JUnit 5.13 or newer.
 *
 * <pre>{@code
 * @ExtendWith(OktaAwsSandboxExtension.class)
 * class SignInTest {
 *   @Test
 *   void signsIn(OktaAwsSandbox sandbox) { … }
 * }
 * }</pre>
 *
 * <p>For another org than {@link OrgConfig#acme()}, start one with {@link
 * OktaAwsSandbox#builder()}.
 */
public final class OktaAwsSandboxExtension implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(OktaAwsSandboxExtension.class);

  private record Running(OktaAwsSandbox sandbox) implements AutoCloseable {
    @Override
    public void close() {
      sandbox.close();
    }
  }

  /** Called by JUnit. */
  public OktaAwsSandboxExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == OktaAwsSandbox.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            OktaAwsSandbox.class, key -> new Running(OktaAwsSandbox.start()), Running.class)
        .sandbox();
  }
}
