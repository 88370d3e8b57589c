package org.reeflens.guide;

import java.nio.file.Path;
import org.reeflens.classify.Classifier;
import org.reeflens.count.MaxN;
import org.reeflens.detect.Detector;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.pipeline.DiveAnalysis;
import org.reeflens.pipeline.Progress;
import org.reeflens.survey.Inventory;
import org.reeflens.video.Dive;

/** The README's example. */
final class FirstInventory {

  private FirstInventory() {}

  // README
  static Inventory count(Path video) {
    try (ModelCatalogue models = ModelCatalogue.standard();
        Detector fish = Detector.open(models.get("reef-fish-detector"));
        Classifier names = Classifier.open(models.get("reef-fish-classifier"))) {
      Inventory inventory =
          DiveAnalysis.of(Dive.of(video)).detector(fish).classifier(names).run(Progress.none());
      for (MaxN maxN : inventory.maxN()) {
        System.out.println(maxN.taxon().scientificName() + ": " + maxN.n());
      }
      return inventory;
    }
  }
  // README
}
