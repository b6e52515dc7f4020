package io.github.oktaaws.examples.cli;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Checks the options' values; what cannot be right is refused before anything is sent. */
final class OptionValues {

  private OptionValues() {}

  static final class OrgDomain implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      try {
        OktaEndpoints.ofOrg(value);
        return value;
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

  /** A role's ARN, or a label, which does not look like an ARN. */
  static final class RoleName implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      return matching(
          value,
          "arn:[\\w-]+:iam::\\d{12}:role/\\S+|(?!arn:).+",
          "the ARN of a role, like arn:aws:iam::123456789012:role/Analyst, or a label");
    }
  }

  /** An identity provider's ARN, or a label, which does not look like an ARN. */
  static final class IdentityProviderName implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      return matching(
          value,
          "arn:[\\w-]+:iam::\\d{12}:saml-provider/\\S+|(?!arn:).+",
          "the ARN of a SAML provider, like arn:aws:iam::123456789012:saml-provider/Okta, or a"
              + " label");
    }
  }

  static final class SessionDuration implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      String digits = matching(value, "\\d{1,9}", "a number of seconds from 900 to 43200");
      try {
        AssumeRoleWithSamlService.builder()
            .sessionDuration(Duration.ofSeconds(Long.parseLong(digits)));
        return digits;
      } catch (ConfigurationException e) {
        throw refused(e);
      }
    }
  }

  static final class AwsRegion implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      return matching(value, "[a-z0-9-]+", "a region like us-east-1");
    }
  }

  /** AWS STS API Reference, RoleSessionName. */
  static final class RoleSessionName implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      return matching(value, "[\\w+=,.@-]{2,64}", "2 to 64 letters, digits or any of +=,.@-_");
    }
  }

  static final class Words implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      try {
        if (ShellWords.split(value).isEmpty()) {
          throw new TypeConversionException("It is empty.");
        }
        return value;
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
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
