package io.github.oktaaws.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TryItTest {

  @Test
  void showsTheChoicesTheMaskedExportsAndTheCaller() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    new TryIt(new PrintStream(bytes, true, UTF_8)).run(false);

    assertThat(bytes.toString(UTF_8).lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Identity provider: "),
            line -> assertThat(line).matches("Role: arn:aws:iam::\\d{12}:role/Analyst .*"),
            line -> assertThat(line).matches("export AWS_ACCESS_KEY_ID=ASIA[A-Z0-9]+"),
            line -> assertThat(line).matches("export AWS_SECRET_ACCESS_KEY=.{4}…"),
            line -> assertThat(line).matches("export AWS_SESSION_TOKEN=.{4}…"),
            line -> assertThat(line).matches(".*arn:aws:sts::\\d{12}:assumed-role/Analyst/.*"));
  }
}
