package io.github.oktaaws.testkit.internal.aws;

import io.github.oktaaws.testkit.internal.aws.AwsSts.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The roles there are, and whom they trust. */
final class Roles {
  private static final Duration DEFAULT_DURATION = Duration.ofHours(1);
  private static final int MIN_SECONDS = 900;
  private static final int MAX_SECONDS = 43_200;

  private final Map<String, Role> byArn;

  Roles(List<Role> roles) {
    this.byArn = roles.stream().collect(Collectors.toMap(Role::arn, Function.identity()));
  }

  /** The role if it trusts the principal; AWS does not say whether it exists otherwise. */
  Role assumable(Arn arn, String principal, String action) {
    @Nullable Role role = byArn.get(arn.toString());
    if (role == null || !role.trustedPrincipals().contains(principal)) {
      throw StsError.notAuthorized(action);
    }
    return role;
  }

  /** The requested duration if AWS's model allows it. */
  static Optional<Duration> requestedDuration(QueryRequest request) {
    return request.optional("DurationSeconds").map(Roles::seconds);
  }

  /** The session's duration: as requested, or an hour, within the role's maximum. */
  static Duration sessionDuration(Optional<Duration> requested, Role role) {
    Duration max = role.maxSessionDuration();
    if (requested.filter(duration -> duration.compareTo(max) > 0).isPresent()) {
      throw StsError.validation(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return requested.orElse(DEFAULT_DURATION.compareTo(max) < 0 ? DEFAULT_DURATION : max);
  }

  private static Duration seconds(String value) {
    int seconds;
    try {
      seconds = Integer.parseInt(value);
    } catch (NumberFormatException notANumber) {
      throw StsError.constraint("DurationSeconds", "be an integer");
    }
    if (seconds < MIN_SECONDS) {
      throw StsError.constraint(
          "DurationSeconds", "have value greater than or equal to " + MIN_SECONDS);
    }
    if (seconds > MAX_SECONDS) {
      throw StsError.constraint(
          "DurationSeconds", "have value less than or equal to " + MAX_SECONDS);
    }
    return Duration.ofSeconds(seconds);
  }
}
