package org.reeflens.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.reeflens.geometry.Point;
import org.reeflens.table.CsvTable;

/**
 * An animal whose ends were marked in one picture.
 *
 * @param id as the table has it
 * @param snout source pixels
 * @param fork source pixels
 */
public record PictureAnimal(String id, Point snout, Point fork) {

  /**
   * Reads {@code id,x1,y1,x2,y2}: 1 is the snout, 2 the fork or tail.
   *
   * @throws IOException if it cannot be read or a row is wrong
   */
  public static List<PictureAnimal> read(Path file) throws IOException {
    List<PictureAnimal> animals = new ArrayList<>();
    for (CsvTable.Row row : CsvTable.read(file, "id", "x1", "y1", "x2", "y2").rows()) {
      animals.add(
          new PictureAnimal(
              row.text("id"),
              new Point(row.number("x1"), row.number("y1")),
              new Point(row.number("x2"), row.number("y2"))));
    }
    return animals;
  }
}
