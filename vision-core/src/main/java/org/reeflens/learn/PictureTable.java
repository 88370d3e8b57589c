package org.reeflens.learn;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.reeflens.classify.Scores;
import org.reeflens.taxonomy.Taxon;

/**
 * Every picture with its class, its group, and what a head said that had not seen its group: the
 * list to look through for wrong labels.
 *
 * @param folder the pictures
 * @param taxa the classes
 * @param groups of the pictures
 * @param folds of the pictures
 * @param asked indices of the pictures that were judged
 * @param scores of these
 */
// A bare array on purpose: written out once.
@SuppressWarnings("ArrayRecordComponent")
record PictureTable(
    CropFolder folder,
    List<Taxon> taxa,
    Grouping.Groups groups,
    int[] folds,
    List<Integer> asked,
    List<Scores> scores) {

  void write(Path file) throws IOException {
    Map<Integer, Scores> judged = new HashMap<>();
    for (int k = 0; k < asked.size(); k++) {
      judged.put(asked.get(k), scores.get(k));
    }
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      csv.writeRecord("file", "taxon", "group", "part", "mostProbable", "probability", "energy");
      for (int i = 0; i < folder.files().size(); i++) {
        CropFolder.Crop crop = folder.files().get(i);
        Scores said = judged.get(i);
        csv.writeRecord(
            crop.name(),
            taxa.get(crop.label()).label(),
            groups.keys().get(i),
            Integer.toString(folds[i] + 1),
            said == null ? "" : taxa.get(said.best()).label(),
            said == null ? "" : number(said.probabilities()[said.best()]),
            said == null ? "" : number(said.energy()));
      }
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
