package org.reeflens.guide;

import java.nio.file.Path;
import org.reeflens.learn.Grouping;
import org.reeflens.learn.TeachProgress;
import org.reeflens.learn.Teacher;
import org.reeflens.learn.Teaching;
import org.reeflens.learn.Teaching.TaughtClass;
import org.reeflens.model.ModelCatalogue;

/** The example in docs/guides/teaching.md, compiled. */
final class TeachSpecies {

  private TeachSpecies() {}

  // README
  static Teaching teach(Path crops, Path target) throws InterruptedException {
    try (ModelCatalogue models = ModelCatalogue.standard()) {
      Teaching teaching =
          Teacher.on(models.get("imagenet-mobilenetv2"))
              .grouping(Grouping.byPattern("^(dive\\d+)"))
              .teach(crops, target, TeachProgress.none());
      for (TaughtClass one : teaching.classes()) {
        System.out.println(one.taxon().scientificName() + ": " + one.recall());
      }
      return teaching;
    }
  }
  // README
}
