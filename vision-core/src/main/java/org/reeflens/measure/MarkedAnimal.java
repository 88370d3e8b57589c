package org.reeflens.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.geometry.Point;
import org.reeflens.table.CsvTable;

/**
 * An animal whose ends somebody marked in both pictures of a stereo pair.
 *
 * @param id what it is called
 * @param ends snout and fork or tail; null if not all of their coordinates are known
 * @param missing the columns without a number; none if the ends are known
 */
public record MarkedAnimal(String id, @Nullable Ends ends, List<String> missing) {

  private static final String ID = "id";

  /** Left and right, x and y, of 1 the snout and 2 the fork or tail. */
  private static final String[] COORDINATES = {
    "lx1", "ly1", "rx1", "ry1", "lx2", "ly2", "rx2", "ry2"
  };

  /** Copies the list. */
  public MarkedAnimal {
    missing = List.copyOf(missing);
  }

  /**
   * The two ends of an animal.
   *
   * @param snout the tip of the snout in both pictures
   * @param fork the fork or the tip of the tail in both pictures
   */
  public record Ends(PointPair snout, PointPair fork) {}

  /**
   * Reads a CSV table with the columns {@code id,lx1,ly1,rx1,ry1,lx2,ly2,rx2,ry2}: pixels with
   * centres at integers, l and r for the left and right picture, 1 for the snout and 2 for the fork
   * or tail. A coordinate may be left empty.
   *
   * @return the rows, in the order of the file
   * @throws IOException if it cannot be read, lacks a column, or a row has no id or something that
   *     is no number; the message names file and line
   */
  public static List<MarkedAnimal> read(Path csv) throws IOException {
    String[] columns = new String[COORDINATES.length + 1];
    columns[0] = ID;
    System.arraycopy(COORDINATES, 0, columns, 1, COORDINATES.length);
    List<MarkedAnimal> animals = new ArrayList<>();
    for (CsvTable.Row row : CsvTable.read(csv, columns).rows()) {
      animals.add(of(row));
    }
    return animals;
  }

  private static MarkedAnimal of(CsvTable.Row row) throws IOException {
    String id = row.text(ID);
    List<String> missing =
        Arrays.stream(COORDINATES).filter(column -> row.field(column).isEmpty()).toList();
    double[] c = new double[COORDINATES.length];
    for (int i = 0; i < c.length; i++) {
      if (!missing.contains(COORDINATES[i])) {
        c[i] = row.number(COORDINATES[i]);
      }
    }
    return new MarkedAnimal(
        id,
        missing.isEmpty()
            ? new Ends(
                new PointPair(new Point(c[0], c[1]), new Point(c[2], c[3])),
                new PointPair(new Point(c[4], c[5]), new Point(c[6], c[7])))
            : null,
        missing);
  }
}
