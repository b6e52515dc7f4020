package io.github.oktaaws.store;

import io.github.oktaaws.sts.RoleSessionTerms;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Keys made up from a seed, and for each all that differ from it in one field. */
final class StoreKeys {

  /** A key that differs, and in what. */
  record Other(String difference, StoreKey key) {}

  private final Random random;

  StoreKeys(long seed) {
    random = new Random(seed);
  }

  SignInKey signIn() {
    return new SignInKey(
        URI.create("https://" + word() + ".okta.com"),
        URI.create("https://" + word() + ".okta.com/oauth2/v1/token"),
        word(),
        Set.of("openid", word() + ".read", word() + ".manage"),
        word(),
        Optional.of(word()));
  }

  RoleKey role(SignInKey signIn) {
    return new RoleKey(
        signIn,
        word(),
        Optional.of(word()),
        Optional.of("arn:aws:iam::123456789012:saml-provider/" + word()),
        "arn:aws:iam::123456789012:role/" + word(),
        new RoleSessionTerms(
            Duration.ofSeconds(900 + random.nextInt(42_300)),
            Optional.of("{\"Version\":\"" + word() + "\"}"),
            List.of("arn:aws:iam::aws:policy/" + word(), "arn:aws:iam::aws:policy/" + word()),
            Optional.of(URI.create("https://sts." + word() + ".amazonaws.com")),
            Optional.of(word())));
  }

  List<Other> othersThan(SignInKey key) {
    URI org = key.org();
    URI server = key.authorizationServer();
    String client = key.clientId();
    Set<String> scopes = key.scopes();
    String flow = key.flow();
    Optional<String> hint = key.loginHint();
    List<Other> others = new ArrayList<>();
    others.add(signIn("org", other(org), server, client, scopes, flow, hint));
    others.add(signIn("authorization server", org, other(server), client, scopes, flow, hint));
    others.add(signIn("client", org, server, other(client), scopes, flow, hint));
    others.add(signIn("one scope more", org, server, client, more(scopes), flow, hint));
    others.add(signIn("one scope less", org, server, client, less(scopes), flow, hint));
    others.add(signIn("no scope", org, server, client, Set.of(), flow, hint));
    others.add(signIn("flow", org, server, client, scopes, other(flow), hint));
    others.add(signIn("login hint", org, server, client, scopes, flow, hint.map(this::other)));
    others.add(signIn("no login hint", org, server, client, scopes, flow, Optional.empty()));
    others.add(signIn("empty login hint", org, server, client, scopes, flow, Optional.of("")));
    others.add(
        signIn("a letter elsewhere", org, server, cut(client), scopes, end(client) + flow, hint));
    return others;
  }

  List<Other> othersThan(RoleKey key) {
    SignInKey signIn = key.signIn();
    String subject = key.subject();
    Optional<String> app = key.federationApp();
    Optional<String> principal = key.principalArn();
    String role = key.roleArn();
    RoleSessionTerms terms = key.terms();
    List<Other> others = new ArrayList<>();
    for (Other other : othersThan(signIn)) {
      others.add(
          role(
              "sign-in, " + other.difference(), other.key(), subject, app, principal, role, terms));
    }
    others.add(role("subject", signIn, other(subject), app, principal, role, terms));
    others.add(role("app", signIn, subject, app.map(this::other), principal, role, terms));
    others.add(role("no app", signIn, subject, Optional.empty(), principal, role, terms));
    others.add(role("principal", signIn, subject, app, principal.map(this::other), role, terms));
    others.add(role("no principal", signIn, subject, app, Optional.empty(), role, terms));
    others.add(role("app as principal", signIn, subject, Optional.empty(), app, role, terms));
    others.add(role("role", signIn, subject, app, principal, other(role), terms));
    for (OtherTerms other : othersThan(terms)) {
      others.add(role(other.difference(), signIn, subject, app, principal, role, other.terms()));
    }
    others.add(new Other("the sign-in itself", signIn));
    return others;
  }

  private record OtherTerms(String difference, RoleSessionTerms terms) {}

  private List<OtherTerms> othersThan(RoleSessionTerms terms) {
    Duration duration = terms.sessionDuration();
    Optional<String> policy = terms.sessionPolicy();
    List<String> arns = terms.policyArns();
    Optional<URI> endpoint = terms.endpoint();
    Optional<String> name = terms.roleSessionName();
    List<OtherTerms> others = new ArrayList<>();
    others.add(terms("duration", duration.plusSeconds(1), policy, arns, endpoint, name));
    others.add(terms("policy", duration, policy.map(this::other), arns, endpoint, name));
    others.add(terms("no policy", duration, Optional.empty(), arns, endpoint, name));
    String first = arns.get(0);
    String second = arns.get(1);
    others.add(
        terms("order of policy ARNs", duration, policy, List.of(second, first), endpoint, name));
    others.add(terms("one policy ARN less", duration, policy, List.of(first), endpoint, name));
    others.add(terms("no policy ARN", duration, policy, List.of(), endpoint, name));
    others.add(
        terms("policy ARN", duration, policy, List.of(first, other(second)), endpoint, name));
    others.add(
        terms(
            "policy ARNs in one", duration, policy, List.of(first + "," + second), endpoint, name));
    others.add(
        terms(
            "a letter between policy ARNs",
            duration,
            policy,
            List.of(cut(first), end(first) + second),
            endpoint,
            name));
    others.add(terms("endpoint", duration, policy, arns, endpoint.map(this::other), name));
    others.add(terms("no endpoint", duration, policy, arns, Optional.empty(), name));
    others.add(terms("session name", duration, policy, arns, endpoint, name.map(this::other)));
    others.add(terms("no session name", duration, policy, arns, endpoint, Optional.empty()));
    others.add(terms("session name as policy", duration, name, arns, endpoint, policy));
    return others;
  }

  private static Other signIn(
      String difference,
      URI org,
      URI server,
      String client,
      Set<String> scopes,
      String flow,
      Optional<String> hint) {
    return new Other(difference, new SignInKey(org, server, client, scopes, flow, hint));
  }

  private static Other role(
      String difference,
      StoreKey signIn,
      String subject,
      Optional<String> app,
      Optional<String> principal,
      String role,
      RoleSessionTerms terms) {
    return new Other(
        difference, new RoleKey(signIn.signIn(), subject, app, principal, role, terms));
  }

  private static OtherTerms terms(
      String difference,
      Duration duration,
      Optional<String> policy,
      List<String> arns,
      Optional<URI> endpoint,
      Optional<String> name) {
    return new OtherTerms(difference, new RoleSessionTerms(duration, policy, arns, endpoint, name));
  }

  private Set<String> more(Set<String> scopes) {
    Set<String> more = new HashSet<>(scopes);
    more.add("more." + word());
    return more;
  }

  private static Set<String> less(Set<String> scopes) {
    Set<String> less = new HashSet<>(scopes);
    less.remove("openid");
    return less;
  }

  private URI other(URI uri) {
    return URI.create(uri + "/" + word());
  }

  /** Longer, shorter, or in the case of a letter: what a careless file name would not tell. */
  private String other(String value) {
    return switch (random.nextInt(3)) {
      case 0 -> value + letter();
      case 1 -> cut(value);
      default -> cut(value) + inOtherCase(value.charAt(value.length() - 1));
    };
  }

  private char inOtherCase(char last) {
    if (!Character.isLetter(last)) {
      return letter();
    }
    return Character.isUpperCase(last) ? Character.toLowerCase(last) : Character.toUpperCase(last);
  }

  private static String cut(String value) {
    return value.substring(0, value.length() - 1);
  }

  private static String end(String value) {
    return value.substring(value.length() - 1);
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int length = 4 + random.nextInt(12); length > 0; length--) {
      word.append(letter());
    }
    return word.toString();
  }

  private char letter() {
    return "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".charAt(random.nextInt(52));
  }
}
