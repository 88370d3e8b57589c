package org.reeflens.survey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reeflens.count.CountSeries;
import org.reeflens.table.CsvTable;

/**
 * How much of each taxon one sample holds, as a table tells it.
 *
 * @param counts a number, 0 or more, for each taxon's name, in the order of the table
 * @param maxN whether the numbers are MaxN, which are lower bounds and no individuals
 */
public record TaxonCounts(Map<String, Double> counts, boolean maxN) {

  /** Copies the map. */
  public TaxonCounts {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  /**
   * Reads the columns {@code taxon} and {@code count}, or {@code scientificName} and {@code maxN}
   * of an {@code inventory.csv}, whose row of all fish together is left out.
   *
   * @throws IOException if the file is no such table, a count is missing or negative, or a taxon
   *     stands in two rows
   */
  public static TaxonCounts read(Path file) throws IOException {
    CsvTable table = CsvTable.read(file);
    boolean inventory = table.has("scientificName") && table.has("maxN");
    if (!inventory) {
      table = CsvTable.read(file, "taxon", "count");
    }
    Map<String, Double> counts = new LinkedHashMap<>();
    for (CsvTable.Row row : table.rows()) {
      String taxon = row.text(inventory ? "scientificName" : "taxon");
      double count = row.number(inventory ? "maxN" : "count");
      if (inventory && taxon.equals(CountSeries.ALL_FISH.scientificName())) {
        continue;
      }
      if (count < 0) {
        throw row.wrong("the count of " + taxon + " is negative");
      }
      if (counts.putIfAbsent(taxon, count) != null) {
        throw row.wrong(
            taxon + " stands in two rows; give one row a taxon, with the counts added up");
      }
    }
    return new TaxonCounts(counts, inventory);
  }

  /**
   * The diversity of the sample.
   *
   * @throws IllegalArgumentException if no count is above 0
   */
  public Diversity diversity() {
    return Diversity.of(counts.values().stream().mapToDouble(Double::doubleValue).toArray());
  }
}
