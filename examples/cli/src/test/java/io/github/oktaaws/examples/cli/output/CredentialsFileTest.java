package io.github.oktaaws.examples.cli.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.profiles.ProfileFile;

/** What is written into a credentials file, and what is left alone. */
class CredentialsFileTest {

  private final Path path;

  CredentialsFileTest(@TempDir Path home) {
    this.path = home.resolve(".aws").resolve("credentials");
  }

  @Test
  void aFileThatIsNotThereIsMade() throws Exception {
    assertThat(write("dev", "ASIANEW")).isEmpty();

    assertThat(path)
        .hasContent(
            """
            [dev]
            aws_access_key_id = ASIANEW
            aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY
            aws_session_token = IQoJb3JpZ2luX2VjEHMaCXVzLWVhc3QtMSJGMEQCIFoo==
            """);
  }

  /** okta-aws-cli 2.6.0 computes it, in local time. */
  @Test
  void extrasAreWrittenWithStssOwnExpirationInUtc() throws Exception {
    CredentialsFile.at(path)
        .write(
            List.of(
                ProfileSettings.of(
                    "dev",
                    Samples.credentials("ASIANEW"),
                    new Extras(true, true, Extras.none().withRegion("eu-west-1").region()))));

    assertThat(Files.readString(path))
        .endsWith(
            """
            aws_security_token = IQoJb3JpZ2luX2VjEHMaCXVzLWVhc3QtMSJGMEQCIFoo==
            x_security_token_expires = 2026-11-26T10:00:00Z
            region = eu-west-1
            """);
  }

  @Test
  void aProfileIsReplacedInItsPlaceAndEverythingElseStaysByteForByte() throws Exception {
    given(
        """
        # mine \u00e9
        [default]
        aws_access_key_id=AKIADEFAULT
        aws_secret_access_key=x ; not a comment

        ; about dev
        [dev]
        region = eu-west-1
        aws_access_key_id   =   ASIAOLD
        cli_pager =
        # keep
        aws_secret_access_key=old
        AWS_SESSION_TOKEN = old
        s3 =
          max_concurrent_requests = 20

        [prod]
        aws_access_key_id = AKIAPROD
        no newline at the end\
        """);

    write("dev", "ASIANEW");

    assertThat(content())
        .isEqualTo(
            """
            # mine \u00e9
            [default]
            aws_access_key_id=AKIADEFAULT
            aws_secret_access_key=x ; not a comment

            ; about dev
            [dev]
            region = eu-west-1
            aws_access_key_id   =   ASIANEW
            cli_pager =
            # keep
            aws_secret_access_key=wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY
            AWS_SESSION_TOKEN = IQoJb3JpZ2luX2VjEHMaCXVzLWVhc3QtMSJGMEQCIFoo==
            s3 =
              max_concurrent_requests = 20

            [prod]
            aws_access_key_id = AKIAPROD
            no newline at the end\
            """);
  }

  @Test
  void whatIsNoTextStaysByteForByte() throws Exception {
    byte[] latin = "[a]\nname = caf\u00e9\u0000\n".getBytes(ISO_8859_1);
    Files.createDirectories(path.getParent());
    Files.write(path, latin);

    write("dev", "ASIANEW");

    assertThat(Files.readAllBytes(path)).startsWith(latin);
  }

  @Test
  void windowsLineEndsAreKeptAndUsed() throws Exception {
    given("[default]\r\nregion = eu-west-1\r\n\r\n[dev]\r\naws_access_key_id = ASIAOLD");

    write("dev", "ASIANEW");

    assertThat(content())
        .startsWith(
            "[default]\r\nregion = eu-west-1\r\n\r\n[dev]\r\naws_access_key_id = ASIANEW\r\n")
        .doesNotContainPattern("[^\r]\n");
  }

  @Test
  void aNewProfileGoesToTheEndOfAFileWithoutANewline() throws Exception {
    given("[default]\nregion = eu-west-1");

    write("dev", "ASIANEW");

    assertThat(content())
        .startsWith("[default]\nregion = eu-west-1\n\n[dev]\naws_access_key_id = ASIANEW\n");
  }

  @Test
  void writingTheSameAgainChangesNothing() throws Exception {
    given("[default]\nregion = eu-west-1\n");
    write("dev", "ASIANEW");
    String once = content();

    write("dev", "ASIANEW");

    assertThat(content()).isEqualTo(once);
  }

  /** okta/okta-aws-cli#79 comments out all that it does not know. */
  @Test
  void otherKeysOfTheProfileAreKeptAndContradictionsAreNamed() throws Exception {
    given("[dev]\ncredential_process = /bin/x\nsso_session = corp\noutput = json\n");

    List<String> warnings = write("dev", "ASIANEW");

    assertThat(content())
        .endsWith("credential_process = /bin/x\nsso_session = corp\noutput = json\n");
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith(
            "Profile dev also has credential_process, sso_session: some AWS tools use that");
  }

  @Test
  void keysOfAnEarlierWritingDoNotGoStale() throws Exception {
    given(
        """
        [dev]
        aws_security_token = old
        x_security_token_expires = 2020-01-01T00:00:00+01:00
        aws_account_id = 999999999999
        region = eu-west-1
        """);

    write("dev", "ASIANEW");

    assertThat(content())
        .contains(
            "aws_security_token = " + Samples.TOKEN + "\n",
            "x_security_token_expires = 2026-11-26T10:00:00Z\n",
            "aws_account_id = 123456789012\n",
            "region = eu-west-1\n");
  }

  @Test
  void aValueOfSeveralLinesIsReplacedWhole() throws Exception {
    given("[dev]\naws_session_token = old\n    more of it\n\n[x]\n  indented = 1\n");

    write("dev", "ASIANEW");

    assertThat(content())
        .startsWith("[dev]\naws_session_token = " + Samples.TOKEN + "\naws_access_key_id")
        .doesNotContain("more of it")
        .endsWith("\n\n[x]\n  indented = 1\n");
  }

  @Test
  void inAnIndentedSectionNewKeysAreIndentedToo() throws Exception {
    given("[dev]\n  region = eu-west-1\n");

    write("dev", "ASIANEW");

    assertThat(content())
        .startsWith("[dev]\n  aws_access_key_id = ASIANEW\n  aws_secret_access_key")
        .endsWith("\n  region = eu-west-1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[other]", "[ dev ] # mine", "\ufeff[dev]", "[dev]extra"})
  void aHeaderIsKnownInEverySpelling(String header) throws Exception {
    given(header + "\naws_access_key_id = ASIAOLD\n");

    write(header.contains("other") ? "other" : "dev", "ASIANEW");

    assertThat(content()).startsWith(header + "\naws_access_key_id = ASIANEW\n");
  }

  /**
   * okta/okta-aws-cli#23, okta/okta-aws-cli#26: it appends, and the aws command line then reads
   * nothing.
   */
  @Test
  void aProfileThatIsThereSeveralTimesIsMadeOne() throws Exception {
    given(
        """
        [default]
        region = eu-west-1

        [dev]
        aws_access_key_id = ASIA1
        region = us-east-1
        output = json

        [dev]
        aws_access_key_id = ASIA2
        # a note
        region = eu-central-1

        # about prod
        [prod]
        region = eu-west-3

        [dev]
        aws_access_key_id = ASIA3
        aws_secret_access_key = y
        output = json
        s3 =
          addressing_style = path\
        """);

    write("dev", "ASIANEW");

    assertThat(content())
        .isEqualTo(
            """
            [default]
            region = eu-west-1

            [dev]
            aws_access_key_id = ASIANEW
            aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY
            aws_session_token = IQoJb3JpZ2luX2VjEHMaCXVzLWVhc3QtMSJGMEQCIFoo==
            # region = us-east-1
            output = json
            # a note
            region = eu-central-1
            s3 =
              addressing_style = path

            # about prod
            [prod]
            region = eu-west-3
            """);
  }

  @Test
  void aKeyThatIsThereTwiceIsMadeOne() throws Exception {
    given("[dev]\naws_access_key_id = 1\noutput = json\naws_access_key_id = 2\n");

    write("dev", "ASIANEW");

    assertThat(content()).containsOnlyOnce("aws_access_key_id").contains("output = json");
  }

  @Test
  void theSdkReadsWhatWasWritten() throws Exception {
    given("[dev]\nregion = us-east-1\n\n[dev]\naws_access_key_id = 1\n");

    write("dev", "ASIANEW");
    write("team/prod", "ASIAPROD");

    ProfileFile read =
        ProfileFile.builder().content(path).type(ProfileFile.Type.CREDENTIALS).build();
    assertThat(read.profile("dev").orElseThrow().properties())
        .containsEntry("aws_access_key_id", "ASIANEW")
        .containsEntry("aws_session_token", Samples.TOKEN)
        .containsEntry("region", "us-east-1");
    assertThat(read.profile("team/prod")).isPresent();
  }

  @Test
  void severalProfilesAreWrittenAtOnce() throws Exception {
    CredentialsFile.at(path).write(List.of(settings("a", "ASIAA"), settings("b", "ASIAB")));

    assertThat(content()).contains("[a]\naws_access_key_id = ASIAA\n", "\n\n[b]\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a]", "[a", "a\nb", "caf\u00e9", "a#b", "a=b"})
  void aNameThatAwsToolsDoNotTakeIsRefused(String name) {
    assertThatThrownBy(() -> write(name, "ASIANEW"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Use letters, digits");
    assertThat(path).doesNotExist();
  }

  @Test
  void aValueThatWouldBreakTheFileIsRefusedAndNotPrinted() {
    assertThatThrownBy(
            () ->
                ProfileSettings.of(
                    "dev", Samples.credentials("A", "planted\n[x]", "t"), Extras.none()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("aws_secret_access_key")
        .hasMessageNotContaining("planted");
  }

  @Test
  void settingsPrintTheirKeysAlone() {
    assertThat(settings("dev", "ASIANEW"))
        .asString()
        .contains("dev", "aws_secret_access_key")
        .doesNotContain(Samples.SECRET, Samples.TOKEN);
  }

  @Test
  void theFileIsWhereTheAwsToolsLookForIt() {
    assertThat(CredentialsFile.of(Map.of("HOME", "/home/jane")).path())
        .isEqualTo(Path.of("/home/jane/.aws/credentials"));
    assertThat(
            CredentialsFile.of(
                    Map.of("HOME", "/home/jane", "AWS_SHARED_CREDENTIALS_FILE", "~/keys"))
                .path())
        .isEqualTo(Path.of("/home/jane/keys"));
    assertThat(CredentialsFile.of(Map.of("AWS_SHARED_CREDENTIALS_FILE", "/etc/keys")).path())
        .isEqualTo(Path.of("/etc/keys"));
    assertThat(CredentialsFile.of(Map.of()).path())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".aws", "credentials"));
  }

  private void given(String content) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, content, UTF_8);
  }

  private String content() throws IOException {
    return Files.readString(path, UTF_8);
  }

  private List<String> write(String profile, String accessKeyId) throws Exception {
    return CredentialsFile.at(path).write(List.of(settings(profile, accessKeyId)));
  }

  private static ProfileSettings settings(String profile, String accessKeyId) {
    return ProfileSettings.of(profile, Samples.credentials(accessKeyId), Extras.none());
  }
}
