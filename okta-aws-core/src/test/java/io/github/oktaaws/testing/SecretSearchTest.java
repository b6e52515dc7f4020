package io.github.oktaaws.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretSearchTest {

  @Test
  void theSearchFindsEveryFormAndPartOfASecret() {
    String secret = "p/" + "0123456789+abcdefgh/".repeat(8) + "end";
    SecretSearch search = new SecretSearch();
    search.add("it", secret);

    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    assertThat(search.in("before " + secret + " after")).isNotEmpty();
    assertThat(search.in("before " + secret.substring(0, 100) + "…")).isNotEmpty();
    assertThat(search.in("token=" + secret.replace("/", "%2F").replace("+", "%2B")))
        .containsExactly("it, URL-encoded");
    assertThat(search.in(Base64.getEncoder().encodeToString(bytes))).contains("it, base64");
    assertThat(search.in(Base64.getUrlEncoder().encodeToString(bytes))).isNotEmpty();
    assertThat(search.in("nothing of the kind")).isEmpty();
  }
}
