package org.reeflens.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.reeflens.table.CsvTable;
import org.reeflens.taxonomy.Taxon;

/**
 * Length-weight parameters of taxa, from a user's table. The library brings none: a taxon that is
 * not in the table has no biomass.
 */
public final class LengthWeightTable {

  /** Names of the columns, the library's own first; then those of CheckEM and of FishBase. */
  private static final List<String> NAME = List.of("scientificName", "scientific_name", "Species");

  private static final List<String> A = List.of("a", "lw_a", "fb_a", "lwa_m");
  private static final List<String> B = List.of("b", "lw_b", "fb_b", "lwb_m");
  private static final List<String> TYPE =
      List.of("lengthType", "lw_lengthType", "fb_length_weight_measure", "metric", "Type");
  private static final List<String> A_SD = List.of("log10a_sd", "lwa_sd");
  private static final List<String> B_SD = List.of("b_sd", "lwb_sd");
  private static final List<String> UNIT = List.of("unit");
  private static final List<String> INTERCEPT = List.of("ll_intercept", "fb_a_ll");
  private static final List<String> SLOPE = List.of("ll_slope", "fb_b_ll");
  private static final List<String> FROM = List.of("ll_from");

  private final Map<String, LengthWeight> byName;

  private LengthWeightTable(Map<String, LengthWeight> byName) {
    this.byName = byName;
  }

  /**
   * Reads a table with the columns {@code scientificName,a,b,lengthType} and, where known, {@code
   * unit} (cm_g, mm_g, cm_kg, mm_kg, mm_mg; cm_g where empty), {@code log10a_sd,b_sd}, and {@code
   * ll_intercept,ll_slope,ll_from}: a line from a length of type {@code ll_from} (FL where empty)
   * to one of type {@code lengthType}, in cm. The names of CheckEM's and FishBase's columns do as
   * well. A row without a, b and type is passed over.
   *
   * @throws IOException if it cannot be read, or a row is wrong
   */
  public static LengthWeightTable read(Path file) throws IOException {
    CsvTable table = CsvTable.read(file);
    Map<String, LengthWeight> byName = new LinkedHashMap<>();
    for (CsvTable.Row row : table.rows()) {
      String name =
          first(row, NAME)
              .orElseThrow(() -> row.wrong("no name in the column '" + NAME.get(0) + "'"));
      if (first(row, A).isEmpty() && first(row, B).isEmpty() && first(row, TYPE).isEmpty()) {
        continue;
      }
      LengthWeight parameters;
      try {
        parameters = parameters(row);
      } catch (IllegalArgumentException e) {
        throw row.wrong(name + ": " + e.getMessage());
      }
      if (byName.put(key(name), parameters) != null) {
        throw row.wrong(name + " has a second row; leave one");
      }
    }
    if (byName.isEmpty()) {
      throw new IOException(
          file + " has no parameters; it needs the columns scientificName, a, b and lengthType");
    }
    return new LengthWeightTable(byName);
  }

  private static LengthWeight parameters(CsvTable.Row row) throws IOException {
    double b = number(row, B).orElseThrow(() -> new IllegalArgumentException("b is missing"));
    double a = number(row, A).orElseThrow(() -> new IllegalArgumentException("a is missing"));
    LengthType type =
        type(row, TYPE)
            .orElseThrow(() -> new IllegalArgumentException("the type of the length is missing"));
    Map<LengthType, LengthWeight.Conversion> conversions = new HashMap<>();
    Optional<Double> slope = number(row, SLOPE);
    if (slope.isPresent()) {
      LengthType from = type(row, FROM).orElse(LengthType.FORK);
      double intercept = number(row, INTERCEPT).orElse(0.0);
      if (from != type) {
        conversions.put(from, new LengthWeight.Conversion(intercept, slope.get()));
      }
    }
    return new LengthWeight(
        unit(row).toGramsOfCentimetres(a, b),
        b,
        type,
        number(row, A_SD).orElse(0.0),
        number(row, B_SD).orElse(0.0),
        conversions);
  }

  private static LengthWeight.Unit unit(CsvTable.Row row) {
    String text = first(row, UNIT).orElse("cm_g");
    try {
      return LengthWeight.Unit.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no unit; give cm_g, mm_g, cm_kg, mm_kg or mm_mg", e);
    }
  }

  private static Optional<LengthType> type(CsvTable.Row row, List<String> columns) {
    return first(row, columns)
        .map(
            text ->
                LengthType.of(text)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "'" + text + "' is no type of length; give FL, TL or SL")));
  }

  private static Optional<Double> number(CsvTable.Row row, List<String> columns)
      throws IOException {
    for (String column : columns) {
      if (row.field(column).isPresent()) {
        return Optional.of(row.number(column));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> first(CsvTable.Row row, List<String> columns) {
    return columns.stream().map(row::field).flatMap(Optional::stream).findFirst();
  }

  /** The parameters of a taxon, by its scientific name; empty if the table has none. */
  public Optional<LengthWeight> of(Taxon taxon) {
    return Optional.ofNullable(byName.get(key(taxon.scientificName())));
  }

  private static String key(String name) {
    return name.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}
