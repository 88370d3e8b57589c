package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DiveTimeTest {

  @ParameterizedTest
  @CsvSource({"90, 90", "90.5, 90.5", "1:30, 90", "01:30.25, 90.25", "1:00:00, 3600", "0, 0"})
  void secondsAndClocksAreRead(String text, double seconds) {
    assertThat(new DiveTime().convert(text)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"noon", "-5", "1:", ":30", "1:2:3:4", "NaN", "1e3"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> new DiveTime().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "' is not a time in the dive");
  }
}
