package org.reeflens.count;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.reeflens.geometry.Polygon;
import org.reeflens.geometry.Segment;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

/**
 * Who crossed the lines and used the zones that were asked for: for each line and each zone a row
 * of all fish together and a row of each taxon, zeros included.
 *
 * @param lines by line, in the order asked for
 * @param zones by zone, in the order asked for
 */
public record Crossings(List<AtLine> lines, List<InZone> zones) {

  /** No line and no zone. */
  public static final Crossings NONE = new Crossings(List.of(), List.of());

  /** Copies the lists. */
  public Crossings {
    lines = List.copyOf(lines);
    zones = List.copyOf(zones);
  }

  /**
   * One taxon at one line.
   *
   * @param line where
   * @param taxon who
   * @param path every passing of the line between its ends
   * @param ends tracks that began on one side and ended on the other, as Caltech Fish Counting has
   *     it
   */
  public record AtLine(Segment line, Taxon taxon, PathCrossing path, LineCrossing ends) {}

  /**
   * One taxon in one zone.
   *
   * @param zone where
   * @param taxon who
   * @param crossing what it did there
   */
  public record InZone(Polygon zone, Taxon taxon, ZoneCrossing crossing) {}

  /**
   * Counts at lines and in zones.
   *
   * @param book what was seen
   * @param names the taxon of a track, by id
   * @param table the counts of the period, for its taxa
   * @param lines the lines, source pixels
   * @param zones the zones, source pixels
   * @param width width of the picture, pixels
   * @param height height of the picture, pixels
   */
  public static Crossings of(
      CountBook book,
      IntFunction<Taxon> names,
      CountTable table,
      List<Segment> lines,
      List<Polygon> zones,
      int width,
      int height) {
    List<AtLine> atLines = new ArrayList<>();
    List<InZone> inZones = new ArrayList<>();
    List<Taxon> taxa = new ArrayList<>(List.of(CountSeries.ALL_FISH));
    table.taxa().forEach(row -> taxa.add(row.taxon()));
    List<TrackRecord> records = book.tracks();
    List<TrackPath> paths = book.paths(track -> true);
    for (Segment line : lines) {
      for (Taxon taxon : taxa) {
        IntPredicate members = members(taxon, names);
        atLines.add(
            new AtLine(
                line,
                taxon,
                PathCrossing.of(of(paths, members), line, table.period()),
                LineCrossing.of(
                    records.stream().filter(track -> members.test(track.id())).toList(),
                    line,
                    width,
                    height)));
      }
    }
    for (Polygon zone : zones) {
      for (Taxon taxon : taxa) {
        IntPredicate members = members(taxon, names);
        inZones.add(
            new InZone(zone, taxon, ZoneCrossing.of(of(paths, members), zone, table.period())));
      }
    }
    return new Crossings(atLines, inZones);
  }

  private static List<TrackPath> of(List<TrackPath> paths, IntPredicate members) {
    return paths.stream().filter(path -> members.test(path.track())).toList();
  }

  private static IntPredicate members(Taxon taxon, IntFunction<Taxon> names) {
    return taxon.equals(CountSeries.ALL_FISH)
        ? track -> Taxonomy.shipped().isFish(names.apply(track))
        : track -> names.apply(track).equals(taxon);
  }
}
