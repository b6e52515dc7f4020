package io.github.oktaaws.provider;

import io.github.oktaaws.config.ConfiguredRole;
import io.github.oktaaws.config.OktaAwsConfig;
import io.github.oktaaws.config.Setting;
import io.github.oktaaws.error.ConfigurationException;
import java.util.Locale;
import java.util.function.Supplier;

/** Providers of what was configured; neither making one nor this class reads anything. */
final class Configured {

  private Configured() {}

  static OktaAwsCredentialsProvider provider(Supplier<OktaAwsConfig> configuration) {
    ConfiguredRole role = ConfiguredRole.of(configuration);
    return OktaAwsCredentialsProvider.builder(role).interaction(() -> interaction(role)).build();
  }

  private static InteractionPolicy interaction(ConfiguredRole role) {
    try {
      String word = role.config().get(Setting.INTERACTION).orElse("on-demand");
      return InteractionPolicy.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (ConfigurationException e) {
      // the role itself will say so, to the caller that wants credentials; and there nobody is
      // asked
      return InteractionPolicy.ON_DEMAND;
    }
  }
}
