package io.github.oktaaws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {

  private static final String ADMIN = "arn:aws:iam::123456789012:role/Admin";
  private static final String OPERATOR = "arn:aws:iam::123456789012:role/operator";
  private static final String ELSEWHERE = "arn:aws:iam::210987654321:role/operator";

  /** okta-aws-cli 2.6.0: in random order. */
  @Test
  void anArnsOwnLabelCountsBeforeAPatternsAndPatternsInTheFilesOrder() {
    Labels labels =
        labels("role/.*", "Any", "arn:aws:iam::.*:role/operator", "Ops", OPERATOR, "Ops here");

    assertThat(labels.labelOf(OPERATOR)).contains("Ops here");
    assertThat(labels.labelOf(ELSEWHERE)).contains("Any");
    assertThat(labels("oper", "Ops", "role/.*", "Any").labelOf(ELSEWHERE)).contains("Ops");
    assertThat(labels(OPERATOR, "Ops").labelOf(ADMIN)).isEmpty();
  }

  @Test
  void aPatternIsFoundAnywhereAndAnArnLabelsItselfAlone() {
    assertThat(labels("23456", "Here").labelOf(ADMIN)).contains("Here");
    assertThat(labels("^role", "Here").labelOf(ADMIN)).isEmpty();
    assertThat(labels(OPERATOR, "Ops").labelOf(OPERATOR + "-admin")).isEmpty();
  }

  @Test
  void aLabelOfOneArnIsThatArn() {
    Labels labels = labels(ADMIN, "Admin", "arn:aws:iam::.*:role/operator", "Ops");

    assertThat(labels.arnOf("Admin")).contains(ADMIN);
    assertThat(labels.arnOf(ELSEWHERE)).contains(ELSEWHERE);
  }

  @Test
  void aPatternIsNeverTakenForTheArnItself() {
    Labels labels = labels("arn:aws:iam::.*:role/operator", "Ops");

    assertThat(labels.arnOf("Ops")).isEmpty();
    assertThat(labels.called("Ops", List.of(ADMIN, OPERATOR, ELSEWHERE)))
        .containsExactly(OPERATOR, ELSEWHERE);
  }

  /** okta-aws-cli 2.6.0: the last of them wins. */
  @Test
  void twoArnsWithOneLabelAreNeverSilentlyOneOfThem() {
    Labels labels = labels(OPERATOR, "Ops", ELSEWHERE, "Ops");

    assertThat(labels.arnOf("Ops")).isEmpty();
    assertThat(labels.called("Ops", List.of(ADMIN, ELSEWHERE))).containsExactly(ELSEWHERE);
    assertThat(labels.called("Ops", List.of(OPERATOR, ELSEWHERE))).hasSize(2);
  }

  @Test
  void aWordThatIsNoLabelIsAnErrorThatListsThoseThereAre() {
    assertThatThrownBy(() -> labels(ADMIN, "Admin", OPERATOR, "Ops").arnOf("ops"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("\"ops\"", "Admin, Ops");
    assertThatThrownBy(() -> labels().arnOf("Ops")).hasMessageContaining("no labels");
  }

  /** okta-aws-cli 2.6.0 ignores it. */
  @Test
  void aPatternThatIsNoneIsToldWithItsKeyAndPosition() {
    assertThatThrownBy(() -> labels("arn:aws:iam::(.*:role/x", "X"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("\"arn:aws:iam::(.*:role/x\"", "line 1", "at position 23");
  }

  @Test
  void labelsAreEqualWhenTheySayTheSame() {
    assertThat(labels(ADMIN, "Admin"))
        .isEqualTo(labels(ADMIN, "Admin"))
        .hasSameHashCodeAs(labels(ADMIN, "Admin"))
        .isNotEqualTo(labels(ADMIN, "Boss"))
        .hasToString("Labels[Admin]");
  }

  private static Labels labels(String... keysAndLabels) {
    List<Labels.Line> lines = new ArrayList<>();
    for (int i = 0; i < keysAndLabels.length; i += 2) {
      lines.add(
          new Labels.Line(
              keysAndLabels[i], new Given(keysAndLabels[i + 1], "line " + (i / 2 + 1))));
    }
    return Labels.of("a role", lines);
  }
}
