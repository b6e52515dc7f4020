package io.github.oktaaws.examples.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import java.net.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyAddressTest {

  @ParameterizedTest
  @CsvSource({
    "proxy.test:3128,               HTTP,  proxy.test, 3128",
    "proxy.test,                    HTTP,  proxy.test, 80",
    "http://proxy.test:3128,        HTTP,  proxy.test, 3128",
    "HTTP://proxy.test:3128/,       HTTP,  proxy.test, 3128",
    "http://jane:pw@proxy.test:80,  HTTP,  proxy.test, 80",
    "jane:pw@proxy.test:3128,       HTTP,  proxy.test, 3128",
    "socks5://proxy.test,           SOCKS, proxy.test, 1080",
  })
  void hostAndPortOrAUrlWillDo(String text, Proxy.Type type, String host, int port) {
    ProxyAddress proxy = ProxyAddress.parse("HTTPS_PROXY", text);

    assertThat(proxy.type()).isEqualTo(type);
    assertThat(proxy.host()).isEqualTo(host);
    assertThat(proxy.port()).isEqualTo(port);
  }

  @Test
  void aPasswordIsDecodedAndNotPrinted() {
    ProxyAddress proxy = ProxyAddress.parse("HTTPS_PROXY", "http://jane:s%3Ae%40c+t@proxy.test:1");

    assertThat(proxy.credentials()).hasValue("Basic amFuZTpzOmVAYyt0");
    assertThat(proxy.toString()).isEqualTo("HTTP proxy.test:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://proxy.test", "ftp://x", "http://", "a b", "://", "jane:pw@:1"})
  void whatIsNoProxyIsRefusedByTheVariablesNameAlone(String text) {
    assertThatThrownBy(() -> ProxyAddress.parse("HTTPS_PROXY", text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("HTTPS_PROXY")
        .hasMessageNotContaining("pw");
  }
}
