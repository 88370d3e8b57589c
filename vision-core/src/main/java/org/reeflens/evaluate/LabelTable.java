package org.reeflens.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reeflens.table.CsvTable;

/**
 * Patches with any number of labels each.
 *
 * @param rows the patches
 * @param withoutPicture rows of the table whose picture is not in the folder; they are left out
 */
public record LabelTable(List<Row> rows, int withoutPicture) {

  /** Names of the numbers, beside the table of labels. */
  private static final String NAMES = "labelsets.csv";

  private static final String SPLIT = "split";

  /** Copies the list. */
  public LabelTable {
    rows = List.copyOf(rows);
  }

  /**
   * A patch.
   *
   * @param file its picture
   * @param labels the labels that apply, by their index in the model; may be none
   */
  public record Row(Path file, Set<Integer> labels) {

    /** Copies the set. */
    public Row {
      labels = Set.copyOf(labels);
    }
  }

  /**
   * Reads a CSV table with the columns {@code file} and {@code labels}, the latter a list with
   * commas of numbers or names. A number is named by the table {@code labelsets.csv} ({@code
   * label,label_name}) in the same folder; without it, it is the index of the model's label. A name
   * stands for the model's label of that name, or for the only one that begins with it or that it
   * begins with.
   *
   * @param file the table
   * @param folder of the pictures
   * @param split only rows with this in their column {@code split}; null for all
   * @param modelLabels names of the model's labels, by their index
   * @throws IOException if it cannot be read, a label is none of the model's, or no row has a
   *     picture; the message says which
   */
  public static LabelTable read(
      Path file, Path folder, @Nullable String split, List<String> modelLabels) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          folder
              + (Files.exists(folder) ? " is no folder" : " does not exist")
              + "; name a folder");
    }
    CsvTable table =
        split == null
            ? CsvTable.read(file, "file", "labels")
            : CsvTable.read(file, "file", "labels", SPLIT);
    Map<String, String> names = names(file.resolveSibling(NAMES));
    List<Row> rows = new ArrayList<>();
    int chosen = 0;
    for (CsvTable.Row one : table.rows()) {
      if (split != null && !one.field(SPLIT).orElse("").equals(split)) {
        continue;
      }
      chosen++;
      Set<Integer> labels = new HashSet<>();
      for (String label : one.field("labels").orElse("").split(",", -1)) {
        if (!label.isBlank()) {
          labels.add(index(label.strip(), names, modelLabels, one));
        }
      }
      Path picture = picture(folder, one);
      if (picture != null) {
        rows.add(new Row(picture, labels));
      }
    }
    if (chosen == 0) {
      throw new IOException(file + " has no row with '" + split + "' in its column split");
    }
    if (rows.isEmpty()) {
      throw new IOException(
          folder + " holds none of the " + chosen + " pictures that " + file + " names");
    }
    return new LabelTable(rows, chosen - rows.size());
  }

  private static @Nullable Path picture(Path folder, CsvTable.Row row) throws IOException {
    String name = row.text("file");
    List<Path> places = new ArrayList<>(List.of(folder.resolve(name)));
    // The pictures of each split may lie in a folder of its name.
    row.field(SPLIT).ifPresent(split -> places.add(folder.resolve(split).resolve(name)));
    return places.stream().filter(Files::isRegularFile).findFirst().orElse(null);
  }

  private static Map<String, String> names(Path file) throws IOException {
    Map<String, String> names = new HashMap<>();
    if (Files.isRegularFile(file)) {
      for (CsvTable.Row row : CsvTable.read(file, "label", "label_name").rows()) {
        names.put(row.text("label"), row.text("label_name"));
      }
    }
    return names;
  }

  private static int index(
      String label, Map<String, String> names, List<String> modelLabels, CsvTable.Row row)
      throws IOException {
    String name = names.getOrDefault(label, label);
    if (name.matches("[0-9]{1,6}")) {
      int index = Integer.parseInt(name);
      if (index < modelLabels.size()) {
        return index;
      }
    } else {
      List<Integer> same = matching(name, modelLabels, true);
      List<Integer> alike = same.isEmpty() ? matching(name, modelLabels, false) : same;
      if (alike.size() == 1) {
        return alike.get(0);
      }
    }
    throw row.wrong(
        "'"
            + name
            + "' is no label of the model; its labels are "
            + String.join(", ", modelLabels));
  }

  private static List<Integer> matching(String name, List<String> modelLabels, boolean whole) {
    String wanted = plain(name);
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < modelLabels.size(); i++) {
      String label = plain(modelLabels.get(i));
      if (whole
          ? label.equals(wanted)
          : label.startsWith(wanted + " ") || wanted.startsWith(label + " ")) {
        found.add(i);
      }
    }
    return found;
  }

  private static String plain(String name) {
    return name.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}
