package io.github.oktaaws.testkit.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.oktaaws.testkit.AuthenticationPolicy;
import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.GrantType;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the configuration file. What is wrong with it is said with the key it is wrong at. */
public final class OrgYaml {

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private OrgYaml() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when it does not describe an org; the message names the key
   * @throws UncheckedIOException when it cannot be read
   */
  public static OrgConfig read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("there is no file " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  static OrgConfig parse(String yaml) {
    try {
      Org org = YAML.readValue(yaml, Org.class);
      if (org == null) {
        throw new IllegalArgumentException("the file is empty");
      }
      return org.config();
    } catch (UnrecognizedPropertyException e) {
      throw new IllegalArgumentException(
          path(e)
              + ": unknown key; known here: "
              + e.getKnownPropertyIds().stream()
                  .map(String::valueOf)
                  .sorted()
                  .collect(Collectors.joining(", ")),
          e);
    } catch (MismatchedInputException e) {
      throw new IllegalArgumentException(path(e) + " must be " + expected(e), e);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(path(e) + ": " + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not valid YAML: " + e.getOriginalMessage(), e);
    }
  }

  private static String expected(MismatchedInputException e) {
    Class<?> wanted = e.getTargetType() == null ? Object.class : e.getTargetType();
    if (Collection.class.isAssignableFrom(wanted)) {
      return "a list";
    }
    if (wanted == Integer.class) {
      return "a whole number";
    }
    if (wanted == Boolean.class || wanted == boolean.class) {
      return "true or false";
    }
    return wanted == String.class ? "text" : "a group of keys and values";
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.isEmpty() ? "the file" : path.toString();
  }

  record Org(
      @Nullable String name,
      boolean classic,
      @Nullable List<User> users,
      @Nullable List<Oidc> oidcApps,
      @Nullable List<Federation> federationApps) {

    @JsonCreator
    Org {}

    OrgConfig config() {
      OrgConfig acme = OrgConfig.acme();
      List<OrgUser> people = users == null ? acme.users() : each(users, "users", User::config);
      List<OidcApp> oidc =
          oidcApps == null
              ? acme.oidcApps()
              : each(oidcApps, "oidcApps", app -> app.config(people));
      List<FederationApp> federation =
          federationApps == null
              ? acme.federationApps()
              : each(federationApps, "federationApps", app -> app.config(people, oidc));
      return new OrgConfig(
          Objects.requireNonNullElse(name, acme.name()), classic, people, oidc, federation);
    }

    private static <F, T> List<T> each(List<F> parts, String key, Function<F, T> convert) {
      List<T> converted = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        F part = parts.get(i);
        if (part == null) {
          throw new IllegalArgumentException(key + "[" + i + "] is empty");
        }
        try {
          converted.add(convert.apply(part));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(key + "[" + i + "]: " + e.getMessage(), e);
        }
      }
      return converted;
    }
  }

  record User(
      @Nullable String login, @Nullable String email, @Nullable String password, boolean admin) {

    @JsonCreator
    User {}

    OrgUser config() {
      OrgUser named = OrgUser.named(required(login, "login"));
      return new OrgUser(
          named.login(),
          Objects.requireNonNullElse(email, named.email()),
          Objects.requireNonNullElse(password, named.password()),
          admin);
    }

    @Override
    public String toString() {
      return "User[login=" + login + "]";
    }
  }

  record Oidc(
      @Nullable String clientId,
      @Nullable String label,
      @Nullable List<String> grantTypes,
      @Nullable List<String> scopes,
      @Nullable List<String> assignedTo,
      @Nullable Boolean rotatesRefreshTokens) {

    @JsonCreator
    Oidc {}

    OidcApp config(List<OrgUser> people) {
      String id = required(clientId, "clientId");
      OidcApp app = OidcApp.of(id, Objects.requireNonNullElse(label, id));
      if (grantTypes != null) {
        app =
            app.withGrantTypes(grantTypes.stream().map(Oidc::grantType).toArray(GrantType[]::new));
      }
      if (scopes != null) {
        app = app.withScopes(scopes.toArray(String[]::new));
      }
      if (rotatesRefreshTokens != null) {
        app = app.withRotatingRefreshTokens(rotatesRefreshTokens);
      }
      return app.withAssignedTo(assigned(assignedTo, people));
    }

    private static GrantType grantType(String name) {
      return GrantType.named(name)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "grantTypes: no grant type is called "
                          + name
                          + "; there are "
                          + Arrays.stream(GrantType.values())
                              .map(GrantType::shortName)
                              .collect(Collectors.joining(", "))));
    }
  }

  record Federation(
      @Nullable String id,
      @Nullable String label,
      @Nullable String appName,
      @Nullable String idpArn,
      @Nullable List<String> allowedWebSsoClients,
      @Nullable List<String> roles,
      @Nullable Integer sessionDuration,
      @Nullable Integer maxSessionDuration,
      @Nullable List<String> assignedTo,
      @Nullable String policy,
      boolean padsRoleValues,
      boolean roleBeforeProvider) {

    @JsonCreator
    Federation {}

    FederationApp config(List<OrgUser> people, List<OidcApp> oidc) {
      String appId = required(id, "id");
      FederationApp plain =
          FederationApp.of(
              appId,
              Objects.requireNonNullElse(label, appId),
              required(idpArn, "idpArn"),
              required(roles, "roles"));
      String[] everyClient = oidc.stream().map(OidcApp::clientId).toArray(String[]::new);
      return plain
          .withAppName(Objects.requireNonNullElse(appName, plain.appName()))
          .withAllowedWebSsoClients(
              allowedWebSsoClients == null
                  ? everyClient
                  : allowedWebSsoClients.toArray(String[]::new))
          .withSessionDuration(seconds(sessionDuration, plain.sessionDuration()))
          .withMaxSessionDuration(seconds(maxSessionDuration, plain.maxSessionDuration()))
          .withAssignedTo(assigned(assignedTo, people))
          .withPolicy(policy == null ? plain.policy() : policy(policy))
          .withRoleValues(padsRoleValues, roleBeforeProvider);
    }

    private static Duration seconds(@Nullable Integer value, Duration otherwise) {
      return value == null ? otherwise : Duration.ofSeconds(value);
    }

    private static AuthenticationPolicy policy(String name) {
      return Arrays.stream(AuthenticationPolicy.values())
          .filter(policy -> policy.shortName().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "policy: no policy is called "
                          + name
                          + "; there are "
                          + Arrays.stream(AuthenticationPolicy.values())
                              .map(AuthenticationPolicy::shortName)
                              .collect(Collectors.joining(", "))));
    }
  }

  /** Unless it says otherwise, everybody is assigned. */
  private static String[] assigned(@Nullable List<String> logins, List<OrgUser> people) {
    return logins == null
        ? people.stream().map(OrgUser::login).toArray(String[]::new)
        : logins.toArray(String[]::new);
  }

  private static <T> T required(@Nullable T value, String key) {
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }
}
