package org.reeflens.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arguments of these programs: options that each take a value, and files. */
final class Arguments {

  private final Map<String, String> options;
  private final List<String> files = new ArrayList<>();

  /**
   * Reads the arguments.
   *
   * @param known the options that there are, with what they are if not said
   * @throws IllegalArgumentException if there is another option, or one without a value
   */
  Arguments(String[] arguments, Map<String, String> known) {
    options = new LinkedHashMap<>(known);
    for (int i = 0; i < arguments.length; i++) {
      if (!arguments[i].startsWith("--")) {
        files.add(arguments[i]);
      } else if (!known.containsKey(arguments[i]) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            arguments[i] + ": the options are " + known.keySet() + ", each with a value");
      } else {
        options.put(arguments[i], arguments[++i]);
      }
    }
  }

  String option(String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalStateException("no option " + name);
    }
    return value;
  }

  int number(String name) {
    return Integer.parseInt(option(name));
  }

  /** What is no option. */
  List<String> files() {
    return files;
  }
}
