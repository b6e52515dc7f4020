package io.github.oktaaws.saml;

import java.util.List;
import org.jspecify.annotations.Nullable;

final class RoleSelectors {

  private RoleSelectors() {}

  static AwsRole only(List<AwsRole> roles) {
    throw new UnsupportedOperationException();
  }

  static RoleSelector arn(String roleArn, @Nullable String principalArn) {
    throw new UnsupportedOperationException();
  }
}
