package io.github.oktaaws.examples.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {

  @ParameterizedTest
  @CsvSource({
    "acme.okta.com,           https://acme.okta.com/,      true",
    "okta.com,                https://acme.okta.com/,      true",
    ".okta.com,               https://acme.okta.com/,      true",
    "*.okta.com,              https://acme.okta.com/,      true",
    "OKTA.com,                https://ACME.okta.com/,      true",
    "kta.com,                 https://acme.okta.com/,      false",
    "acme.okta.com.evil.test, https://acme.okta.com/,      false",
    "*,                       https://acme.okta.com/,      true",
    "'a.test, okta.com',      https://acme.okta.com/,      true",
    "'a.test okta.com',       https://acme.okta.com/,      true",
    "acme.okta.com:443,       https://acme.okta.com/,      true",
    "acme.okta.com:8443,      https://acme.okta.com/,      false",
    "acme.okta.com:8443,      https://acme.okta.com:8443/, true",
    "127.0.0.1,               http://127.0.0.1:8080/,      true",
    "::1,                     http://[::1]:8080/,          true",
    "[::1]:8080,              http://[::1]:8080/,          true",
    "'',                      https://acme.okta.com/,      false",
    "',',                     https://acme.okta.com/,      false",
  })
  void aNameStandsForAHostAndAllBelowIt(String names, String address, boolean contained) {
    assertThat(NoProxy.of(names).contains(URI.create(address))).isEqualTo(contained);
  }
}
