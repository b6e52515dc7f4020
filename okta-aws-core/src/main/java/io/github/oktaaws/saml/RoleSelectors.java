package io.github.oktaaws.saml;

import java.util.List;
import org.jspecify.annotations.Nullable;

final class RoleSelectors {

  private RoleSelectors() {}

  static AwsRole only(List<AwsRole> roles) {
    if (roles.size() == 1) {
      return roles.get(0);
    }
    throw new UnsupportedOperationException();
  }

  static RoleSelector arn(String roleArn, @Nullable String principalArn) {
    return roles -> {
      throw new UnsupportedOperationException(roleArn + principalArn);
    };
  }
}
