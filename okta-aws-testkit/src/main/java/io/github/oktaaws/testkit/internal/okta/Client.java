package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.GrantType;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.ServiceApp;
import java.util.Set;

/** Who asks for tokens. */
sealed interface Client {

  String id();

  Set<GrantType> grantTypes();

  boolean dpopRequired();

  /** A public client: it has nothing to prove who it is with. */
  record Native(OidcApp app) implements Client {
    @Override
    public String id() {
      return app.clientId();
    }

    @Override
    public Set<GrantType> grantTypes() {
      return app.grantTypes();
    }

    @Override
    public boolean dpopRequired() {
      return app.dpopRequired();
    }
  }

  /** A service app that has proved who it is. */
  record Machine(ServiceApp app) implements Client {
    @Override
    public String id() {
      return app.clientId();
    }

    @Override
    public Set<GrantType> grantTypes() {
      return Set.of(GrantType.CLIENT_CREDENTIALS);
    }

    @Override
    public boolean dpopRequired() {
      return app.dpopRequired();
    }
  }
}
