package io.github.oktaaws.examples.cli;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.regions.Region;

/** Reads the options' values; what cannot be right is refused before anything is sent. */
final class OptionValues {

  private OptionValues() {}

  static final class OrgDomain implements ITypeConverter<OktaEndpoints> {
    @Override
    public OktaEndpoints convert(String value) {
      try {
        return OktaEndpoints.ofOrg(value);
      } catch (ConfigurationException e) {
        throw refused(e);
      }
    }
  }

  static final class Id implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      return matching(value, "[\\w-]+", "an ID as the Okta Admin Console shows it (0oa…)");
    }
  }

  static final class RoleArn implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      return matching(
          value,
          "arn:[\\w-]+:iam::\\d{12}:role/\\S+",
          "the ARN of a role, like arn:aws:iam::123456789012:role/Analyst");
    }
  }

  static final class IdentityProviderArn implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      return matching(
          value,
          "arn:[\\w-]+:iam::\\d{12}:saml-provider/\\S+",
          "the ARN of a SAML provider, like arn:aws:iam::123456789012:saml-provider/Okta");
    }
  }

  static final class SessionDuration implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      String digits = matching(value, "\\d{1,9}", "a number of seconds from 900 to 43200");
      Duration duration = Duration.ofSeconds(Long.parseLong(digits));
      try {
        AssumeRoleWithSamlService.builder().sessionDuration(duration);
        return duration;
      } catch (ConfigurationException e) {
        throw refused(e);
      }
    }
  }

  static final class AwsRegion implements ITypeConverter<Region> {
    @Override
    public Region convert(String value) {
      return Region.of(matching(value, "[a-z0-9-]+", "a region like us-east-1"));
    }
  }

  private static String matching(String value, String pattern, String what) {
    String text = value.strip();
    if (!Pattern.matches(pattern, text)) {
      throw new TypeConversionException("'" + text + "' is not " + what + ".");
    }
    return text;
  }

  private static TypeConversionException refused(ConfigurationException e) {
    return new TypeConversionException(e.getMessage());
  }
}
