package io.github.oktaaws.examples.cli.output;

import io.github.oktaaws.error.ConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names for the profiles of many roles, from a template such as <code>{account}-{role}</code>. No
 * two roles get the same name: where the template gives one to several, each gets its app after it
 * ({@code 123456789012-Admin-AWS-Production}), and where that does not tell them apart, the app's
 * id, the identity provider or the account. Which names they get depends on the roles alone, not on
 * their order.
 */
public final class ProfileNames {

  /** What is used where no template is given. */
  public static final String DEFAULT_TEMPLATE = "{account}-{role}";

  private static final Map<String, Function<OfferedRole, String>> FIELDS =
      Map.of(
          "account", role -> role.role().accountId(),
          "alias", role -> role.accountAlias().orElse(role.role().accountId()),
          "app", OfferedRole::appLabel,
          "role", role -> role.role().roleName(),
          "idp", ProfileNames::identityProvider);

  private static final Pattern PIECE = Pattern.compile("\\{([^{}]*)\\}|[^{}]+|[{}]");
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_.@+-]+");

  private final String template;

  private ProfileNames(String template) {
    this.template = template;
  }

  /**
   * Reads a template. <code>{account}</code>, <code>{alias}</code>, <code>{app}</code>, <code>
   * {role}</code> and <code>{idp}</code> stand for the account's id, its alias (the id, where it
   * has none), the app's label, the role's name and the identity provider's.
   *
   * @param template the template
   * @return names by it
   * @throws ConfigurationException if it names another field, has none, or cannot give a name
   */
  public static ProfileNames of(String template) {
    boolean hasField = false;
    Matcher piece = PIECE.matcher(template);
    while (piece.find()) {
      String field = piece.group(1);
      if (field == null
          ? !ProfileSettings.NAME.matcher(piece.group()).matches()
          : !FIELDS.containsKey(field)) {
        throw wrong("\"" + printable(piece.group()) + "\" cannot stand in it");
      }
      hasField |= field != null;
    }
    if (!hasField) {
      throw wrong("it would give all roles one name");
    }
    return new ProfileNames(template);
  }

  /**
   * Whether the accounts' aliases are in the names.
   *
   * @return whether it is worth asking for them
   */
  public boolean useAliases() {
    return template.contains("{alias}");
  }

  /**
   * Names roles.
   *
   * @param roles the roles, none of them twice
   * @return the name of each, in the order of the roles
   * @throws ConfigurationException if two of them cannot be told apart
   */
  public Map<OfferedRole, String> of(List<OfferedRole> roles) {
    Map<OfferedRole, String> names = named(roles, this::plain);
    for (Function<OfferedRole, String> distinction :
        List.<Function<OfferedRole, String>>of(
            OfferedRole::appLabel,
            OfferedRole::appId,
            ProfileNames::identityProvider,
            role -> role.role().accountId())) {
      tellApart(names, distinction);
    }
    List<String> alike =
        alike(names).values().stream()
            .flatMap(List::stream)
            .map(role -> role.role().roleArn())
            .distinct()
            .sorted()
            .toList();
    if (!alike.isEmpty()) {
      throw new ConfigurationException(
          "The template \""
              + template
              + "\" gives one name to several roles: "
              + String.join(", ", alike)
              + ".",
          "Use more of {account}, {alias}, {app}, {role} and {idp} in it.");
    }
    return names;
  }

  private static Map<OfferedRole, String> named(
      List<OfferedRole> roles, Function<OfferedRole, String> name) {
    Map<OfferedRole, String> names = new LinkedHashMap<>();
    roles.forEach(role -> names.put(role, name.apply(role)));
    return names;
  }

  /** Adds a distinction to the names that several have, where it makes a difference. */
  private static void tellApart(
      Map<OfferedRole, String> names, Function<OfferedRole, String> distinction) {
    alike(names)
        .forEach(
            (name, roles) -> {
              Map<OfferedRole, String> longer =
                  named(roles, role -> name + "-" + safe(distinction.apply(role)));
              boolean useful = roles.size() == 1 || longer.values().stream().distinct().count() > 1;
              if (useful) {
                names.putAll(longer);
              }
            });
  }

  /** Those that share a name with another, or with the profile that is used without being asked. */
  private static Map<String, List<OfferedRole>> alike(Map<OfferedRole, String> names) {
    Map<String, List<OfferedRole>> byName = new LinkedHashMap<>();
    names.forEach(
        (role, name) -> byName.computeIfAbsent(name, absent -> new ArrayList<>()).add(role));
    byName.entrySet().removeIf(e -> e.getValue().size() == 1 && !e.getKey().equals("default"));
    return byName;
  }

  private String plain(OfferedRole role) {
    return PIECE
        .matcher(template)
        .results()
        .map(
            piece -> {
              Function<OfferedRole, String> field =
                  piece.group(1) == null ? null : FIELDS.get(piece.group(1));
              return field == null ? piece.group() : safe(field.apply(role));
            })
        .collect(Collectors.joining());
  }

  private static String identityProvider(OfferedRole role) {
    String arn = role.role().principalArn();
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static String safe(String value) {
    return UNSAFE.matcher(value).replaceAll("-").replaceAll("^-+|-+$", "");
  }

  private static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
  }

  private static ConfigurationException wrong(String why) {
    return new ConfigurationException(
        "The template for profile names is wrong: " + why + ".",
        "Use {account}, {alias}, {app}, {role} and {idp}, for example " + DEFAULT_TEMPLATE + ".");
  }

  @Override
  public String toString() {
    return "ProfileNames[" + template + "]";
  }
}
