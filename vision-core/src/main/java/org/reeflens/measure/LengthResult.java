package org.reeflens.measure;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What came of measuring an animal: a length and what the rules say of it, or why there is none.
 *
 * @param id of the animal
 * @param length null if it could not be measured
 * @param checks what each rule that is on says; none if it could not be measured
 * @param obstacle why there is no length, in words; null if there is one
 */
public record LengthResult(
    String id,
    @Nullable StereoLength length,
    List<LengthRules.Check> checks,
    @Nullable String obstacle) {

  /** Copies the list. */
  public LengthResult {
    checks = List.copyOf(checks);
  }

  /** Measures an animal and checks its length. */
  public static LengthResult of(MarkedAnimal animal, StereoMeasurer measurer, LengthRules rules) {
    MarkedAnimal.Ends ends = animal.ends();
    if (ends == null) {
      return unmeasured(animal, String.join(", ", animal.missing()) + " missing");
    }
    try {
      StereoLength length = measurer.measure(ends.snout(), ends.fork());
      return new LengthResult(animal.id(), length, rules.checks(length), null);
    } catch (MeasureException e) {
      return unmeasured(animal, String.valueOf(e.getMessage()));
    }
  }

  private static LengthResult unmeasured(MarkedAnimal animal, String obstacle) {
    return new LengthResult(animal.id(), null, List.of(), obstacle);
  }

  /** Whether there is a length, and it keeps all rules. */
  public boolean passed() {
    return length != null && checks.stream().allMatch(LengthRules.Check::passed);
  }

  /** Why it did not pass, in words; empty if it did. */
  public String reasons() {
    return obstacle != null
        ? obstacle
        : checks.stream()
            .filter(check -> !check.passed())
            .map(LengthRules.Check::reason)
            .collect(Collectors.joining("; "));
  }
}
