package org.reeflens.learn;

import java.util.ArrayList;
import java.util.List;
import org.reeflens.learn.Teaching.TaughtClass;

/** What a lab should know before it trusts what it taught, a sentence each. */
final class Warnings {

  /** Share right below which a class is pointed out. */
  private static final double POOR = 0.5;

  private Warnings() {}

  static List<String> of(
      List<TaughtClass> classes, Grouping.Groups groups, CropFolder folder, List<String> skipped) {
    List<String> warnings = new ArrayList<>();
    if (groups.isGuess()) {
      warnings.add(
          "File names tell no groups, so every picture counts as its own. If several pictures show"
              + " one animal or come from one video, the measures are too good; tell the groups"
              + " with --group-pattern or --groups.");
    }
    for (TaughtClass one : classes) {
      String name = one.taxon().label();
      if (one.groups() < 2) {
        warnings.add(
            name
                + ": all "
                + one.pictures()
                + " pictures are one group, so it could not be tested; it is weak.");
      } else if (one.weak()) {
        warnings.add(
            name
                + ": "
                + one.pictures()
                + " pictures are few (under "
                + ClassCounts.WEAK_PICTURES
                + "); it is weak.");
      }
      Double recall = one.recall();
      if (recall != null && recall < POOR) {
        warnings.add(
            name + ": only " + one.right() + " of " + one.asked() + " pictures were recognised.");
      }
    }
    folder.empty().forEach(name -> warnings.add("The folder " + name + " has no usable picture."));
    if (!skipped.isEmpty()) {
      warnings.add(
          "Pictures left out because they cannot be read: "
              + skipped.size()
              + "; the first: "
              + skipped.get(0));
    }
    return warnings;
  }
}
