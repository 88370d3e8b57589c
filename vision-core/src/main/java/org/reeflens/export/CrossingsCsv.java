package org.reeflens.export;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reeflens.count.Crossings;
import org.reeflens.geometry.Point;
import org.reeflens.survey.Inventory;

/**
 * Who crossed the lines and used the zones: for each line a row by the rule {@code path} and one by
 * the rule {@code ends} for each taxon, for each zone a row by the rule {@code zone}. Cells that a
 * rule does not have are empty.
 */
final class CrossingsCsv {

  private CrossingsCsv() {}

  static void write(Path file, Inventory inventory) {
    Crossings crossings = inventory.crossings();
    List<Object> lines = crossings.lines().stream().<Object>map(Crossings.AtLine::line).toList();
    List<Object> zones = crossings.zones().stream().<Object>map(Crossings.InZone::zone).toList();
    Table.write(
        file,
        csv -> {
          csv.writeRecord(
              "place",
              "points",
              "rule",
              "scientificName",
              "rank",
              "right",
              "left",
              "net",
              "in",
              "out",
              "secondsInside",
              "tracks",
              "stage");
          for (Crossings.AtLine row : crossings.lines()) {
            List<String> head =
                List.of(
                    name("line", lines, row.line()), points(row.line().from(), row.line().to()));
            csv.writeRecord(
                List.of(
                    head.get(0),
                    head.get(1),
                    "path",
                    row.taxon().scientificName(),
                    row.taxon().rank().term(),
                    Integer.toString(row.path().toRight()),
                    Integer.toString(row.path().toLeft()),
                    Integer.toString(row.path().net()),
                    "",
                    "",
                    "",
                    Integer.toString(row.path().tracks()),
                    Table.text(row.taxon().stage())));
            csv.writeRecord(
                List.of(
                    head.get(0),
                    head.get(1),
                    "ends",
                    row.taxon().scientificName(),
                    row.taxon().rank().term(),
                    Integer.toString(row.ends().right()),
                    Integer.toString(row.ends().left()),
                    Integer.toString(row.ends().right() - row.ends().left()),
                    "",
                    "",
                    "",
                    Integer.toString(row.ends().right() + row.ends().left()),
                    Table.text(row.taxon().stage())));
          }
          for (Crossings.InZone row : crossings.zones()) {
            csv.writeRecord(
                List.of(
                    name("zone", zones, row.zone()),
                    points(row.zone().corners().toArray(Point[]::new)),
                    "zone",
                    row.taxon().scientificName(),
                    row.taxon().rank().term(),
                    "",
                    "",
                    "",
                    Integer.toString(row.crossing().in()),
                    Integer.toString(row.crossing().out()),
                    Table.seconds(row.crossing().secondsInside()),
                    Integer.toString(row.crossing().tracks()),
                    Table.text(row.taxon().stage())));
          }
        });
  }

  /** Such as {@code line 2}: the second of those asked for. */
  static String name(String kind, List<Object> places, Object place) {
    return kind + " " + (places.stream().distinct().toList().indexOf(place) + 1);
  }

  /** Such as {@code 10 20 30 40}: x and y of each point. */
  static String points(Point... points) {
    return Stream.of(points)
        .map(point -> number(point.x()) + " " + number(point.y()))
        .collect(Collectors.joining(" "));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
