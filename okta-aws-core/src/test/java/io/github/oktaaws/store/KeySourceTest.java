package io.github.oktaaws.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySourceTest {

  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
  private static final byte[] ENTRY = "entry".getBytes(UTF_8);
  private static final byte[] SALT = new byte[16];

  private final Path directory;

  KeySourceTest(@TempDir Path root) {
    this.directory = root.resolve("store");
  }

  @Test
  void givenBytesAreCopiedInAndOut() {
    byte[] mine = KEY.clone();
    KeySource source = KeySource.bytes(mine);
    mine[0] = 0;
    source.key(SALT)[1] = 0;

    assertThat(source.key(SALT)).isEqualTo(KEY);
  }

  @Test
  void givenBytesMustBeThirtyTwoAndAreNotQuoted() {
    assertThatThrownBy(() -> KeySource.bytes("canary".getBytes(UTF_8)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("6 bytes")
        .hasMessageContaining("openssl rand -base64 32")
        .hasMessageNotContaining("canary");
  }

  @Test
  void aPassphraseGivesWhatPbkdf2SaysAndAnotherSaltAnotherKey() {
    KeySource source = KeySource.passphrase("passwd".toCharArray());

    // python3: hashlib.pbkdf2_hmac('sha256', b'passwd', bytes(16), 600000)
    assertThat(source.key(SALT)).isEqualTo(HexFormat.of().parseHex(PASSWD));
    assertThat(source.key("0123456789abcdef".getBytes(US_ASCII))).isNotEqualTo(source.key(SALT));
  }

  private static final String PASSWD =
      "c19643fcaa3dd5a9e2ab57c4691eb0483cd6e1eee6a334f2984aabcad027c879";

  @Test
  void aPassphraseIsCopied() {
    char[] mine = "passwd".toCharArray();
    KeySource source = KeySource.passphrase(mine);
    Arrays.fill(mine, 'x');

    assertThat(HexFormat.of().formatHex(source.key(SALT))).isEqualTo(PASSWD);
  }

  /** granted encrypts with the empty password where none is set. */
  @Test
  void anEmptyPassphraseIsRefused() {
    assertThatThrownBy(() -> KeySource.passphrase(new char[0]))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("passphrase is empty");
  }

  @Test
  void aPassphraseGivesTwoProcessesTheSameKeyThroughTheSalt() throws Exception {
    byte[] here =
        KeySource.passphrase("correct horse".toCharArray())
            .key(new StoreDirectory(directory).salt());

    try (ForkedStore process = ForkedStore.on(directory)) {
      assertThat(process.tell("passphrase")).isEqualTo(Arrays.toString(here));
    }
  }

  @Test
  void processesThatStartAtOnceAgreeOnOneSalt() throws Exception {
    List<ForkedStore> processes = new ArrayList<>();
    try {
      for (int i = 0; i < 6; i++) {
        processes.add(ForkedStore.starting(directory));
      }
      for (ForkedStore process : processes) {
        process.awaitReady();
      }
      for (ForkedStore process : processes) {
        process.send("salt");
      }
      List<String> salts = new ArrayList<>();
      for (ForkedStore process : processes) {
        salts.add(process.answer());
      }
      assertThat(salts).allMatch(salt -> salt.startsWith("[")).containsOnly(salts.get(0));
    } finally {
      processes.forEach(ForkedStore::close);
    }
  }

  @Test
  void aVariableHoldsTheKeyInBase64() {
    String value = Base64.getEncoder().encodeToString(KEY);

    assertThat(KeySources.decoded(value, "STORE_KEY")).isEqualTo(KEY);
    assertThat(KeySources.decoded(" " + value + "\n", "STORE_KEY")).isEqualTo(KEY);
  }

  /** granted encrypts with the empty password where none is set. */
  @Test
  void aVariableThatIsNotSetIsNamed() {
    KeySource source = KeySource.environment("OKTA_AWS_NO_SUCH_VARIABLE");

    assertThatThrownBy(() -> source.key(SALT))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OKTA_AWS_NO_SUCH_VARIABLE")
        .hasMessageContaining("openssl rand -base64 32");
    assertThatThrownBy(() -> KeySources.decoded(" ", "STORE_KEY"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("STORE_KEY");
  }

  @Test
  void aVariableThatHoldsNoKeyIsNamedAndItsValueIsNotQuoted() {
    for (String wrong : List.of("canary!", "Y2FuYXJ5", "canary\u00e4", "====")) {
      assertThatThrownBy(() -> KeySources.decoded(wrong, "STORE_KEY"))
          .isInstanceOf(ConfigurationException.class)
          .hasNoCause()
          .hasMessageContaining("STORE_KEY")
          .hasMessageNotContaining(wrong)
          .hasMessageNotContaining("canary");
    }
  }

  @Test
  void aKeyOfOnesOwnIsAskedForOnceAndNotChanged() {
    byte[] mine = KEY.clone();
    AtomicInteger asked = new AtomicInteger();
    KeySource source =
        salt -> {
          asked.incrementAndGet();
          return mine;
        };
    TokenStore store = TokenStore.files(directory).encryptedWith(source);

    store.write(SampleKeys.JANE, ENTRY);
    assertThat(store.read(SampleKeys.JANE)).contains(ENTRY);

    assertThat(asked).hasValue(1);
    assertThat(mine).isEqualTo(KEY);
    assertThat(
            TokenStore.files(directory).encryptedWith(KeySource.bytes(KEY)).read(SampleKeys.JANE))
        .contains(ENTRY);
  }

  @Test
  void aKeyOfOnesOwnThatIsNoneIsAClearError() {
    TokenStore store = TokenStore.files(directory).encryptedWith(salt -> new byte[31]);

    assertThatThrownBy(() -> store.write(SampleKeys.JANE, ENTRY))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("31 bytes");
  }

  @Test
  void aSaltThatIsDamagedIsMadeAnew() throws Exception {
    StoreDirectory files = new StoreDirectory(directory);
    byte[] first = files.salt();
    assertThat(files.salt()).isEqualTo(first);

    Files.write(directory.resolve("salt"), new byte[3]);

    byte[] second = files.salt();
    assertThat(second).hasSize(16).isNotEqualTo(first);
    assertThat(new StoreDirectory(directory).salt()).isEqualTo(second);
  }
}
