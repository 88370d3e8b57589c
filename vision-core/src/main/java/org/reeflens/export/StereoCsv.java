package org.reeflens.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reeflens.geometry.Point;
import org.reeflens.measure.LengthFrequency;
import org.reeflens.measure.LengthWeightTable;
import org.reeflens.measure.MaxNBiomass;
import org.reeflens.measure.StereoLength;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.Lengths;
import org.reeflens.survey.MaxNLengths;
import org.reeflens.survey.MeasuredFish;
import org.reeflens.survey.TrackLength;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.video.StereoDive;

/**
 * The tables of a stereo dive: every fish in every frame in which it was to be measured, every
 * track that has a length, and how many fish of the MaxN frame of each taxon are how long.
 */
final class StereoCsv {

  /** Width of a class of length, mm; a centimetre, as surveys give lengths. */
  private static final double CLASS_MM = 10;

  /** As {@code reeflens measure} takes them. */
  private static final List<String> PLACES =
      List.of("lx1", "ly1", "rx1", "ry1", "lx2", "ly2", "rx2", "ry2");

  private StereoCsv() {}

  /** Fish by fish and frame by frame. */
  static void writeFrames(Path file, Inventory inventory, Lengths lengths, StereoDive dive) {
    Map<Integer, Taxon> names = inventory.names();
    Table.write(
        file,
        csv -> {
          List<String> header =
              new ArrayList<>(
                  List.of(
                      "track",
                      "scientificName",
                      "time_s",
                      "filenameLeft",
                      "frameLeft",
                      "filenameRight",
                      "frameRight",
                      "lag_s",
                      "rightTrack"));
          header.addAll(LengthsCsv.NUMBERS);
          header.addAll(PLACES);
          header.addAll(List.of("passed", "reasons"));
          csv.writeRecord(header);
          for (MeasuredFish fish : lengths.frames()) {
            csv.writeRecord(frame(fish, names, dive));
          }
        });
  }

  private static List<String> frame(MeasuredFish fish, Map<Integer, Taxon> names, StereoDive dive) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                Integer.toString(fish.track()),
                name(names, fish.track()),
                Table.seconds(fish.time().seconds()),
                dive.left().chapters().get(fish.time().chapter()).path().getFileName().toString(),
                Integer.toString(fish.time().index()),
                dive.right()
                    .chapters()
                    .get(fish.pair().right().chapter())
                    .path()
                    .getFileName()
                    .toString(),
                Integer.toString(fish.pair().right().index()),
                String.format(Locale.ROOT, "%.4f", fish.pair().lagSeconds()),
                fish.rightTrack() == 0 ? "" : Integer.toString(fish.rightTrack())));
    Optional<StereoLength> known = fish.length();
    if (known.isPresent()) {
      cells.addAll(LengthsCsv.numbers(known.get()));
      Stream.of(fish.snout().orElseThrow(), fish.fork().orElseThrow())
          .flatMap(pair -> Stream.of(pair.left(), pair.right()))
          .forEach(point -> place(cells, point));
    } else {
      cells.addAll(Collections.nCopies(LengthsCsv.NUMBERS.size() + PLACES.size(), ""));
    }
    cells.add(Boolean.toString(fish.passed()));
    cells.add(String.join("; ", fish.reasons()));
    return cells;
  }

  private static void place(List<String> cells, Point point) {
    cells.add(Table.pixels(point.x()));
    cells.add(Table.pixels(point.y()));
  }

  private static String name(Map<Integer, Taxon> names, int track) {
    Taxon taxon = names.get(track);
    return taxon == null ? "" : taxon.scientificName();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** Track by track: those with a length. */
  static void writeTracks(Path file, Inventory inventory, Lengths lengths) {
    Map<Integer, Taxon> names = inventory.names();
    List<Integer> counted =
        MaxNLengths.of(inventory).stream()
            .flatMap(row -> row.measured().stream())
            .map(TrackLength::track)
            .toList();
    Table.write(
        file,
        csv -> {
          csv.writeRecord(
              "track",
              "scientificName",
              "length_mm",
              "standardError_mm",
              "percentile90_mm",
              "frames",
              "framesMeasured",
              "inMaxN");
          for (TrackLength track : lengths.tracks()) {
            csv.writeRecord(
                Integer.toString(track.track()),
                name(names, track.track()),
                number(track.medianMm()),
                number(track.standardErrorMm()),
                number(track.percentile90Mm()),
                Integer.toString(track.frames()),
                Integer.toString(track.measured()),
                Boolean.toString(counted.contains(track.track())));
          }
        });
  }

  /** Numbers of fish by length, of the MaxN frame of each taxon. */
  static void writeFrequencies(Path file, Inventory inventory) {
    Table.write(
        file,
        csv -> {
          csv.writeRecord("scientificName", "rank", "from_mm", "to_mm", "n", "maxN", "measured");
          for (MaxNLengths row : MaxNLengths.of(inventory)) {
            for (LengthFrequency.Bin one : LengthFrequency.of(row.lengths(), CLASS_MM).classes()) {
              csv.writeRecord(
                  row.taxon().scientificName(),
                  row.taxon().rank().term(),
                  String.format(Locale.ROOT, "%.0f", one.fromMm()),
                  String.format(Locale.ROOT, "%.0f", one.toMm()),
                  Integer.toString(one.fish()),
                  Integer.toString(row.maxN().n()),
                  Integer.toString(row.measured().size()));
            }
          }
        });
  }

  /**
   * Weights of the fish of the MaxN frame of each taxon.
   *
   * @param parameters of the user
   * @param areaM2 area of the belt on which they were filmed, m²; null where it is not known
   */
  static void writeBiomass(
      Path file, Inventory inventory, LengthWeightTable parameters, @Nullable Double areaM2) {
    Table.write(
        file,
        csv -> {
          List<String> header =
              new ArrayList<>(
                  List.of(
                      "scientificName",
                      "rank",
                      "maxN",
                      "measured",
                      "biomass_g",
                      "low95_g",
                      "high95_g",
                      "note"));
          if (areaM2 != null) {
            header.addAll(List.of("area_m2", "maxN_per100m2", "biomass_g_per100m2"));
          }
          csv.writeRecord(header);
          for (MaxNLengths row : MaxNLengths.of(inventory)) {
            csv.writeRecord(weight(row, parameters, areaM2));
          }
        });
  }

  private static List<String> weight(
      MaxNLengths row, LengthWeightTable parameters, @Nullable Double areaM2) {
    MaxNBiomass biomass = MaxNBiomass.of(row.maxN().n(), row.lengths(), parameters.of(row.taxon()));
    List<String> cells =
        new ArrayList<>(
            List.of(
                row.taxon().scientificName(),
                row.taxon().rank().term(),
                Integer.toString(biomass.maxN()),
                Integer.toString(biomass.measured()),
                biomass.grams().map(StereoCsv::number).orElse(""),
                biomass.interval95().map(interval -> number(interval.low())).orElse(""),
                biomass.interval95().map(interval -> number(interval.high())).orElse(""),
                biomass.note()));
    if (areaM2 != null) {
      cells.add(number(areaM2));
      cells.add(number(100 * biomass.maxN() / areaM2));
      cells.add(biomass.grams().map(grams -> number(100 * grams / areaM2)).orElse(""));
    }
    return cells;
  }
}
