package org.reeflens.measure;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a calibration file holds, whatever its format: numbers row by row, and words, by name. */
final class CalibrationFields {

  private final Map<String, double[]> numbers = new HashMap<>();
  private final Map<String, String> words = new HashMap<>();

  void put(String name, double... values) {
    numbers.put(name, values);
  }

  void put(String name, String word) {
    words.put(name, word);
  }

  /** What this file does not hold is taken from another. */
  void fillFrom(CalibrationFields other) {
    other.numbers.forEach(numbers::putIfAbsent);
    other.words.forEach(words::putIfAbsent);
  }

  /** The numbers under the first of these names that is there. */
  Optional<double[]> numbers(String... names) {
    for (String name : names) {
      double[] values = numbers.get(name);
      if (values != null) {
        return Optional.of(values);
      }
    }
    return Optional.empty();
  }

  /** The words under the first of these names that is there. */
  Optional<String> word(String... names) {
    for (String name : names) {
      String word = words.get(name);
      if (word != null && !word.isBlank()) {
        return Optional.of(word.strip());
      }
    }
    return Optional.empty();
  }
}
