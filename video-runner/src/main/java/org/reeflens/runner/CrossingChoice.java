package org.reeflens.runner;

import java.util.ArrayList;
import java.util.List;
import org.reeflens.geometry.Point;
import org.reeflens.geometry.Polygon;
import org.reeflens.geometry.Segment;
import org.reeflens.pipeline.DiveAnalysis;
import org.reeflens.video.Dive;
import picocli.CommandLine.Option;

/** The lines and zones at which a command counts. */
final class CrossingChoice {

  private static final String MIDDLE = "middle";

  @Option(
      names = "--line",
      paramLabel = "X1,Y1,X2,Y2",
      description =
          "Count who crosses a line between two places, in pixels of the video; right and left are"
              + " as seen along it from the first place. 'middle' is the upright line through the"
              + " middle. Can be given several times.")
  private List<String> lines = List.of();

  @Option(
      names = "--zone",
      paramLabel = "X,Y,X,Y,X,Y...",
      description =
          "Count who goes into a zone with these corners and out of it, in pixels of the video. Can"
              + " be given several times.")
  private List<String> zones = List.of();

  /**
   * Tells an analysis of them.
   *
   * @throws IllegalArgumentException if one is none or lies outside the picture
   */
  void tell(DiveAnalysis analysis, Dive dive) {
    for (String line : lines) {
      check("--line " + line, () -> analysis.lines(List.of(line(line, dive))));
    }
    for (String zone : zones) {
      check("--zone " + zone, () -> analysis.zones(List.of(zone(zone))));
    }
    List<Segment> across = new ArrayList<>();
    lines.forEach(line -> across.add(line(line, dive)));
    analysis.lines(across.stream().distinct().toList());
    List<Polygon> areas = new ArrayList<>();
    zones.forEach(zone -> areas.add(zone(zone)));
    analysis.zones(areas.stream().distinct().toList());
  }

  private static Segment line(String text, Dive dive) {
    if (text.equals(MIDDLE)) {
      return Segment.middle(dive.width(), dive.height());
    }
    List<Point> ends = PointsText.places(text);
    if (ends.size() != 2) {
      throw new IllegalArgumentException(
          "a line has two ends, x1,y1,x2,y2, but here are " + ends.size());
    }
    return new Segment(ends.get(0), ends.get(1));
  }

  private static Polygon zone(String text) {
    return new Polygon(PointsText.places(text));
  }

  /** Says which option is wrong. */
  private static void check(String option, Runnable use) {
    try {
      use.run();
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(option + ": " + wrong.getMessage() + ".", wrong);
    }
  }
}
