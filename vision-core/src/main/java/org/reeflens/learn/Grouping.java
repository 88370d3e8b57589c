package org.reeflens.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.reeflens.table.CsvTable;

/**
 * Which pictures belong together because they show the same animal, or come from the same video,
 * photo or dive. Such pictures resemble each other: a model is tested on groups that it was not
 * taught with, else it looks better than it is.
 */
public final class Grouping {

  /** A counter at the end of a file name with what joins it to the rest. */
  private static final Pattern COUNTED = Pattern.compile("(.*?)[ _.()-]*\\d+[ _.()-]*");

  private final Rule rule;

  private Grouping(Rule rule) {
    this.rule = rule;
  }

  private interface Rule {
    Groups of(CropFolder crops);
  }

  /**
   * The groups of pictures.
   *
   * @param keys for each picture, in order
   * @param how in words, for the card
   * @param isGuess whether nothing was found that tells groups, so that each picture is its own
   */
  record Groups(List<String> keys, String how, boolean isGuess) {

    Groups {
      keys = List.copyOf(keys);
    }

    /** How many groups there are. */
    int count() {
      return (int) keys.stream().distinct().count();
    }
  }

  /**
   * By file name: what comes before the last number, so that {@code trackA_001.jpg} and {@code
   * trackA_002.jpg} belong together; in a name without a number at its end, what comes before the
   * last {@code _}. Where that leaves most classes with one group, names tell no groups, and every
   * picture is its own.
   */
  public static Grouping byFileName() {
    return new Grouping(
        crops -> {
          List<String> keys = crops.files().stream().map(Grouping::prefix).toList();
          if (tellsGroups(crops, keys)) {
            return new Groups(keys, "file name without the number at its end", false);
          }
          List<String> names = crops.files().stream().map(CropFolder.Crop::name).toList();
          return new Groups(names, "every picture its own group: file names tell no groups", true);
        });
  }

  private static String prefix(CropFolder.Crop crop) {
    String name = crop.fileName();
    String stem = name.substring(0, name.lastIndexOf('.'));
    Matcher counted = COUNTED.matcher(stem);
    if (counted.matches()) {
      // 001.jpg of two folders are two animals.
      return counted.group(1).isEmpty() ? crop.name() : counted.group(1);
    }
    int last = stem.lastIndexOf('_');
    return last > 0 ? stem.substring(0, last) : crop.name();
  }

  private static boolean tellsGroups(CropFolder crops, List<String> keys) {
    Map<Integer, Set<String>> found = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      found.computeIfAbsent(crops.files().get(i).label(), c -> new HashSet<>()).add(keys.get(i));
    }
    long several = found.values().stream().filter(groups -> groups.size() > 1).count();
    return 2 * several > found.size();
  }

  /**
   * By a regular expression that is looked for in each file name (without its folder): its first
   * capturing group is the key, or all that it finds if it captures nothing.
   *
   * @throws TeachException if it is no regular expression
   */
  public static Grouping byPattern(String regex) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new TeachException(
          "'" + regex + "' is no regular expression: " + e.getDescription() + ".", e);
    }
    return new Grouping(
        crops -> {
          List<String> keys = new ArrayList<>();
          for (CropFolder.Crop crop : crops.files()) {
            Matcher matcher = pattern.matcher(crop.fileName());
            if (!matcher.find()) {
              throw new TeachException(
                  crop.file()
                      + " has no group: its name does not match '"
                      + regex
                      + "'; change the pattern or the name.");
            }
            String key = matcher.group(matcher.groupCount() > 0 ? 1 : 0);
            keys.add(key == null ? "" : key);
          }
          return new Groups(keys, "file names by the pattern " + regex, false);
        });
  }

  /**
   * By a CSV table with the columns {@code file} and {@code group}; a file is named with its
   * folder, {@code Chromis_chrysura/a1.jpg}, or alone.
   */
  public static Grouping byTable(Path csv) {
    return new Grouping(
        crops -> {
          Map<String, String> table = read(csv);
          List<String> keys = new ArrayList<>();
          for (CropFolder.Crop crop : crops.files()) {
            String key = table.getOrDefault(crop.name(), table.get(crop.fileName()));
            if (key == null) {
              throw new TeachException(
                  csv + " has no row for " + crop.name() + "; add one with its group.");
            }
            keys.add(key);
          }
          return new Groups(keys, "the table " + csv.getFileName(), false);
        });
  }

  private static Map<String, String> read(Path csv) {
    Map<String, String> table = new HashMap<>();
    try {
      for (CsvTable.Row row : CsvTable.read(csv, "file", "group").rows()) {
        String file = row.text("file").replace('\\', '/');
        String group = row.text("group");
        String other = table.putIfAbsent(file, group);
        if (other != null && !other.equals(group)) {
          throw new TeachException(
              csv + " puts " + file + " into two groups: " + other + " and " + group + ".");
        }
      }
    } catch (IOException e) {
      throw new TeachException(e.getMessage() + ".", e);
    }
    return table;
  }

  Groups of(CropFolder crops) {
    return rule.of(crops);
  }
}
