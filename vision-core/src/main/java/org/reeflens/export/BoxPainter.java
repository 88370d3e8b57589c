package org.reeflens.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.IntFunction;
import org.reeflens.geometry.Box;
import org.reeflens.survey.Observation;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;

/** Draws the observations of a frame into its picture: a box a track, with its id and its name. */
final class BoxPainter {

  /** Colours that differ in lightness too, so that a colour-blind reader tells neighbours apart. */
  private static final Color[] COLOURS = {
    new Color(0xFFD54F), new Color(0x4FC3F7), new Color(0xFF8A65), new Color(0xAED581),
    new Color(0xF06292), new Color(0xFFFFFF), new Color(0x9575CD), new Color(0x4DB6AC)
  };

  /** A server without font files can still draw boxes. */
  private static final boolean HAS_FONTS = hasFonts();

  private BoxPainter() {}

  private static boolean hasFonts() {
    Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      return g.getFontMetrics().stringWidth("0") > 0;
    } catch (RuntimeException | Error noFontFiles) {
      return false;
    } finally {
      g.dispose();
    }
  }

  /**
   * Draws boxes and labels.
   *
   * @param picture (Input, Output) the whole frame
   * @param seen the observations in it, in source pixels
   * @param scale picture pixels for one source pixel
   * @param names the taxon of a track
   */
  static void paint(
      BufferedImage picture, List<Observation> seen, double scale, IntFunction<Taxon> names) {
    Graphics2D g = picture.createGraphics();
    try {
      if (HAS_FONTS) {
        float size = Math.max(11f, picture.getHeight() / 45f);
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 12).deriveFont(size));
      }
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setStroke(new BasicStroke(Math.max(1.5f, picture.getHeight() / 360f)));
      for (Observation animal : seen) {
        paint(g, animal, scale, names.apply(animal.track()), picture.getWidth());
      }
    } finally {
      g.dispose();
    }
  }

  private static void paint(
      Graphics2D g, Observation animal, double scale, Taxon taxon, int pictureWidth) {
    Box box = animal.detection().box();
    int left = (int) Math.round((box.left() + 0.5) * scale);
    int top = (int) Math.round((box.top() + 0.5) * scale);
    g.setColor(COLOURS[animal.track() % COLOURS.length]);
    g.drawRect(
        left, top, (int) Math.round(box.width() * scale), (int) Math.round(box.height() * scale));
    if (!HAS_FONTS) {
      return;
    }
    // A name that says nothing would only hide the picture.
    boolean named = taxon.rank() != Rank.UNRANKED;
    String label = "#" + animal.track() + (named ? " " + taxon.label() : "");
    FontMetrics metrics = g.getFontMetrics();
    int width = metrics.stringWidth(label) + 6;
    int x = Math.max(0, Math.min(left, pictureWidth - width));
    int y = Math.max(0, top - metrics.getHeight());
    g.fillRect(x, y, width, metrics.getHeight());
    g.setColor(Color.BLACK);
    g.drawString(label, x + 3, y + metrics.getAscent());
  }
}
