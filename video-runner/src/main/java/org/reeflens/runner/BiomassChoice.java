package org.reeflens.runner;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.reeflens.export.InventoryFolder;
import org.reeflens.measure.LengthWeightTable;
import org.reeflens.survey.Inventory;
import picocli.CommandLine.Option;

/** Options for the weight of measured fish. */
final class BiomassChoice {

  @Option(
      names = "--biomass-parameters",
      paramLabel = "CSV",
      description =
          "Length-weight parameters, columns scientificName,a,b,lengthType; adds biomass.csv. A"
              + " taxon without parameters has no biomass.")
  private @Nullable Path file;

  @Option(
      names = "--belt-width",
      paramLabel = "METRES",
      description =
          "Width of the belt transect that was swum; with --belt-length adds figures per area.")
  private @Nullable Double width;

  @Option(
      names = "--belt-length",
      paramLabel = "METRES",
      description = "Length of the belt transect that was swum.")
  private @Nullable Double length;

  @Option(
      names = "--baited",
      description =
          "The camera was baited: it draws fish from an unknown area, so nothing is told per area.")
  private boolean baited;

  private @Nullable LengthWeightTable parameters;

  /**
   * Reads the parameters, before the long work begins.
   *
   * @param measuring whether lengths are measured at all
   * @throws IllegalArgumentException if the options do not go together
   */
  void read(boolean measuring) throws IOException {
    if (file == null && width == null && length == null) {
      return;
    }
    if (!measuring) {
      throw new IllegalArgumentException(
          "--biomass-parameters, --belt-width and --belt-length need lengths; name the right"
              + " camera's files with --right");
    }
    if (file == null) {
      throw new IllegalArgumentException(
          "--belt-width and --belt-length are for biomass; add --biomass-parameters");
    }
    if ((width == null) != (length == null)) {
      throw new IllegalArgumentException("an area needs both --belt-width and --belt-length");
    }
    if (width != null && baited) {
      throw new IllegalArgumentException(
          "a baited camera draws fish from an unknown area, so there are no figures per area;"
              + " leave out --belt-width and --belt-length");
    }
    if (width != null && length != null && !(width > 0 && length > 0)) {
      throw new IllegalArgumentException("the belt must be wider and longer than 0 m");
    }
    parameters = LengthWeightTable.read(file);
  }

  /** Writes {@code biomass.csv}, if there are parameters. */
  void write(Inventory inventory, InventoryFolder results) {
    if (parameters != null) {
      results.writeBiomass(
          inventory, parameters, width == null || length == null ? null : width * length);
    }
  }
}
