package io.github.oktaaws.examples.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PickerStateTest {

  private static final List<String> MANY =
      IntStream.range(0, 100).mapToObj(i -> "Role" + i).toList();

  @Test
  void theFirstIsSelectedUntilTheArrowsMove() {
    PickerState state = new PickerState(List.of("Admin", "Analyst", "ReadOnly"), 10);

    assertThat(state.selected()).hasValue(0);
    state.move(1);
    state.move(1);
    assertThat(state.selected()).hasValue(2);
    state.move(-1);
    assertThat(state.selected()).hasValue(1);
  }

  @Test
  void theSelectionStopsAtBothEnds() {
    PickerState state = new PickerState(List.of("Admin", "Analyst"), 10);

    state.move(-1);
    assertThat(state.selected()).hasValue(0);
    state.move(5);
    assertThat(state.selected()).hasValue(1);
  }

  @Test
  void theWindowFollowsTheSelection() {
    PickerState state = new PickerState(MANY, 5);

    state.move(7);
    assertThat(labels(state)).containsExactly("Role3", "Role4", "Role5", "Role6", "Role7");
    state.move(-2);
    assertThat(labels(state)).containsExactly("Role3", "Role4", "Role5", "Role6", "Role7");
    state.move(-3);
    assertThat(labels(state)).first().isEqualTo("Role2");
    state.last();
    assertThat(labels(state)).last().isEqualTo("Role99");
    state.first();
    assertThat(labels(state)).first().isEqualTo("Role0");
    state.page(1);
    assertThat(state.selected()).hasValue(5);
  }

  @Test
  void aSmallerWindowStillShowsTheSelection() {
    PickerState state = new PickerState(MANY, 10);
    state.move(9);

    state.resize(3);

    assertThat(state.window()).hasSize(3);
    assertThat(state.window()).filteredOn(PickerState.Row::selected).hasSize(1);
  }

  @Test
  void typingLeavesWhatIsFoundAndDeletingBringsTheRestBack() {
    PickerState state =
        new PickerState(List.of("Admin (account 1)", "Analyst (account 2)", "Ops"), 10);

    state.type("an");
    assertThat(labels(state)).first().isEqualTo("Analyst (account 2)");
    assertThat(state.count()).isEqualTo("2/3");
    state.type("z");
    assertThat(state.selected()).isEmpty();
    assertThat(state.window()).isEmpty();
    state.deleteLast();
    state.deleteLast();
    state.deleteLast();
    state.deleteLast();
    assertThat(labels(state)).containsExactly("Admin (account 1)", "Analyst (account 2)", "Ops");
  }

  @Test
  void whatIsSelectedAfterASearchIsTheIndexAmongAll() {
    PickerState state = new PickerState(List.of("Admin", "Analyst", "ReadOnly"), 10);

    state.type("only");

    assertThat(state.selected()).hasValue(2);
    state.deleteAll();
    assertThat(state.selected()).hasValue(0);
  }

  private static List<String> labels(PickerState state) {
    return state.window().stream().map(PickerState.Row::label).toList();
  }
}
