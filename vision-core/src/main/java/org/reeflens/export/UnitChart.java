package org.reeflens.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Draws numbers from 0 to 1 against numbers from 0 to 1 as an SVG picture. */
final class UnitChart {

  private static final int WIDTH = 520;
  private static final int LEFT = 64;
  private static final int TOP = 68;
  private static final int SIDE = 420;
  private static final int LEGEND_ROW = 18;

  /** Colours that people with any colour vision tell apart (Okabe and Ito 2008). */
  private static final List<String> COLOURS =
      List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000");

  /** More lines could not be told apart. */
  private static final int MOST_LINES = COLOURS.size();

  private record Point(double x, double y) {}

  private record Line(String name, List<Point> points) {}

  private record Bar(double from, double to, double height, String label) {}

  private final String title;
  private final String subtitle;
  private final String xLabel;
  private final String yLabel;
  private final List<Line> lines = new ArrayList<>();
  private final List<Bar> bars = new ArrayList<>();
  private final List<Point> dots = new ArrayList<>();
  private boolean diagonal;

  /** An empty chart. */
  UnitChart(String title, String subtitle, String xLabel, String yLabel) {
    this.title = title;
    this.subtitle = subtitle;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /** Adds a named line; of more than seven only the first seven are drawn. */
  UnitChart line(String name, double[] x, double[] y) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      points.add(new Point(x[i], y[i]));
    }
    lines.add(new Line(name, points));
    return this;
  }

  /** Adds a bar that stands on the horizontal axis, and a word for it above the chart. */
  UnitChart bar(double from, double to, double height, String label) {
    bars.add(new Bar(from, to, height, label));
    return this;
  }

  /** Adds a dot. */
  UnitChart dot(double x, double y) {
    dots.add(new Point(x, y));
    return this;
  }

  /** Adds the dashed line where both numbers are the same. */
  UnitChart diagonal() {
    diagonal = true;
    return this;
  }

  /**
   * Writes the picture.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  void write(Path file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      new Drawing(xml).draw();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
    WholeFile.write(file, bytes.toByteArray());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static double x(double part) {
    return LEFT + part * SIDE;
  }

  private static double y(double part) {
    return TOP + (1 - part) * SIDE;
  }

  /** One picture being written. */
  private final class Drawing {

    private final XMLStreamWriter xml;

    Drawing(XMLStreamWriter xml) {
      this.xml = xml;
    }

    void draw() throws XMLStreamException {
      List<Line> shown = lines.subList(0, Math.min(MOST_LINES, lines.size()));
      int legend = shown.size() > 1 ? shown.size() * LEGEND_ROW + 8 : 0;
      int height = TOP + SIDE + 60 + legend;
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("svg");
      xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
      attributes("width", WIDTH, "height", height, "viewBox", "0 0 " + WIDTH + " " + height);
      attributes("font-family", "sans-serif", "font-size", 12, "fill", "#222222");
      xml.writeStartElement("title");
      xml.writeCharacters(title);
      xml.writeEndElement();
      empty("rect", "width", WIDTH, "height", height, "fill", "#ffffff");
      text(title, LEFT, 26, "start", 16);
      text(subtitle, LEFT, 44, "start", 12);
      axes();
      for (Bar bar : bars) {
        draw(bar);
      }
      if (diagonal) {
        empty(
            "line",
            "x1",
            x(0),
            "y1",
            y(0),
            "x2",
            x(1),
            "y2",
            y(1),
            "stroke",
            "#666666",
            "stroke-dasharray",
            "5 4");
      }
      for (int i = 0; i < shown.size(); i++) {
        draw(shown.get(i), COLOURS.get(i));
      }
      for (Point dot : dots) {
        empty("circle", "cx", x(dot.x), "cy", y(dot.y), "r", "3.5", "fill", COLOURS.get(1));
      }
      if (legend > 0) {
        for (int i = 0; i < shown.size(); i++) {
          int row = TOP + SIDE + 64 + i * LEGEND_ROW;
          empty(
              "line",
              "x1",
              LEFT,
              "y1",
              row,
              "x2",
              LEFT + 24,
              "y2",
              row,
              "stroke",
              COLOURS.get(i),
              "stroke-width",
              2);
          text(shown.get(i).name, LEFT + 32, row + 4, "start", 12);
        }
      }
      xml.writeEndElement();
      xml.writeEndDocument();
    }

    private void axes() throws XMLStreamException {
      for (int tenth = 0; tenth <= 10; tenth += 2) {
        double at = tenth / 10.0;
        empty("line", "x1", x(at), "y1", y(0), "x2", x(at), "y2", y(1), "stroke", "#dddddd");
        empty("line", "x1", x(0), "y1", y(at), "x2", x(1), "y2", y(at), "stroke", "#dddddd");
        String tick = String.format(Locale.ROOT, "%.1f", at);
        text(tick, x(at), y(0) + 18, "middle", 12);
        text(tick, x(0) - 8, y(at) + 4, "end", 12);
      }
      empty(
          "rect", "x", x(0), "y", y(1), "width", SIDE, "height", SIDE, "fill", "none", "stroke",
          "#222222");
      text(xLabel, x(0.5), y(0) + 40, "middle", 13);
      xml.writeStartElement("text");
      attributes("transform", "translate(18 " + number(y(0.5)) + ") rotate(-90)");
      attributes("text-anchor", "middle", "font-size", 13);
      xml.writeCharacters(yLabel);
      xml.writeEndElement();
    }

    private void draw(Bar bar) throws XMLStreamException {
      empty(
          "rect",
          "x",
          x(bar.from),
          "y",
          y(bar.height),
          "width",
          x(bar.to) - x(bar.from),
          "height",
          y(0) - y(bar.height),
          "fill",
          COLOURS.get(5),
          "stroke",
          "#ffffff");
      text(bar.label, x((bar.from + bar.to) / 2), y(1) - 5, "middle", 9);
    }

    private void draw(Line line, String colour) throws XMLStreamException {
      StringBuilder points = new StringBuilder();
      for (Point point : line.points) {
        points.append(points.length() == 0 ? "" : " ");
        points.append(number(x(point.x))).append(',').append(number(y(point.y)));
      }
      empty("polyline", "points", points, "fill", "none", "stroke", colour, "stroke-width", 2);
    }

    private void text(String words, double x, double y, String anchor, int size)
        throws XMLStreamException {
      xml.writeStartElement("text");
      attributes("x", x, "y", y, "text-anchor", anchor, "font-size", size);
      xml.writeCharacters(words);
      xml.writeEndElement();
    }

    private void empty(String element, Object... namesAndValues) throws XMLStreamException {
      xml.writeEmptyElement(element);
      attributes(namesAndValues);
    }

    private void attributes(Object... namesAndValues) throws XMLStreamException {
      for (int i = 0; i < namesAndValues.length; i += 2) {
        Object value = namesAndValues[i + 1];
        xml.writeAttribute(
            namesAndValues[i].toString(),
            value instanceof Double places ? number(places) : value.toString());
      }
    }
  }
}
