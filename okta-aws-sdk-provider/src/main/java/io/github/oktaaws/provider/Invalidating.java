package io.github.oktaaws.provider;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.identity.spi.Identity;

/**
 * What the SDK's {@code IdentityProvider} is to declare in a later version. Callers see its method
 * by its erasure, {@code invalidate(Identity)}: a class that was compiled before has that only if
 * it implements such an interface already.
 *
 * @param <IdentityT> the kind of identity
 */
interface Invalidating<IdentityT extends Identity> {

  /** Tells that the identity is not accepted any more. */
  CompletableFuture<Void> invalidate(IdentityT identity);
}
