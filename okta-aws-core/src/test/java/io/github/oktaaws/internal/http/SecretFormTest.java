package io.github.oktaaws.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretFormTest {

  /** aws-advanced-jdbc-wrapper writes a password between two quotes of JSON as it is. */
  @Test
  void everyCharacterArrives() {
    StringBuilder all = new StringBuilder("\uD83D\uDD11");
    for (char c = 0; c < 0x250; c++) {
      all.append(c);
    }
    String secret = all.toString();

    SecretForm form = SecretForm.of(Map.of("a b", "c&d=+"), "password", secret.toCharArray());

    String body = new String(form.bytes(), StandardCharsets.US_ASCII);
    assertThat(body).startsWith("a%20b=c%26d%3D%2B&password=");
    String value = body.substring(body.lastIndexOf('=') + 1);
    assertThat(URLDecoder.decode(value, StandardCharsets.UTF_8)).isEqualTo(secret);
  }

  @Test
  void halfASurrogatePairIsNoError() {
    SecretForm form = SecretForm.of(Map.of(), "p", new char[] {'a', '\uD83D', 'b'});

    assertThat(new String(form.bytes(), StandardCharsets.US_ASCII)).isEqualTo("p=a%3Fb");
  }

  @Test
  void closingWipesTheForm() {
    SecretForm form = SecretForm.of(Map.of(), "p", "secret".toCharArray());
    byte[] bytes = form.bytes();

    form.close();

    assertThat(bytes).containsOnly(0);
    assertThat(form).hasToString("SecretForm[]");
  }
}
