package org.reeflens.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reeflens.table.CsvTable;

/**
 * Which crops belong together, from a CSV table with a column {@code file} and a column for the
 * group. A file is found by its name and that of its folder; by its name alone where the table
 * gives no folder or the folders differ and no two files of that name are in different groups.
 */
public final class GroupTable implements CropRun.Groups {

  private final Map<String, String> byFolderAndName = new HashMap<>();
  private final Map<String, String> byName = new HashMap<>();

  private GroupTable() {}

  /**
   * Reads a table.
   *
   * @param file the table
   * @param column name of the column with the group
   * @throws IOException if it cannot be read or lacks a column; the message names it
   */
  public static GroupTable read(Path file, String column) throws IOException {
    GroupTable table = new GroupTable();
    Set<String> unclear = new HashSet<>();
    for (CsvTable.Row row : CsvTable.read(file, "file", column).rows()) {
      Optional<String> picture = row.field("file");
      Optional<String> named = row.field(column);
      if (picture.isEmpty() || named.isEmpty()) {
        continue;
      }
      String group = named.get();
      Path crop = Path.of(picture.get());
      String name = crop.getFileName().toString();
      table.byFolderAndName.put(folderAndName(crop), group);
      String other = table.byName.put(name, group);
      if (other != null && !other.equals(group)) {
        unclear.add(name);
      }
    }
    table.byName.keySet().removeAll(unclear);
    return table;
  }

  @Override
  public @Nullable String of(Path file) {
    String group = byFolderAndName.get(folderAndName(file));
    return group != null ? group : byName.get(file.getFileName().toString());
  }

  private static String folderAndName(Path file) {
    int names = file.getNameCount();
    return file.subpath(Math.max(0, names - 2), names).toString();
  }
}
