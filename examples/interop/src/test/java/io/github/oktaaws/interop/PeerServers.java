package io.github.oktaaws.interop;

import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the peers to tests: each is started once, when first asked for, and ends with the run. */
final class PeerServers implements ParameterResolver {

  private static final Namespace PEERS = Namespace.create(PeerServers.class);

  private static final Map<Class<?>, Supplier<? extends AutoCloseable>> STARTS =
      Map.of(
          KeycloakServer.class, KeycloakServer::start,
          MotoServer.class, MotoServer::start);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return STARTS.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> peer = parameter.getParameter().getType();
    Supplier<? extends AutoCloseable> start = STARTS.get(peer);
    if (start == null) {
      throw new IllegalArgumentException(peer.toString());
    }
    return context.getRoot().getStore(PEERS).getOrComputeIfAbsent(peer, any -> start.get());
  }
}
