package org.reeflens.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pictures sorted into a folder for each class.
 *
 * @param root the folder of folders
 * @param classes names of the folders, sorted, each with a picture or more
 * @param files all pictures, class by class, sorted by name
 * @param empty names of folders without a picture
 */
record CropFolder(Path root, List<String> classes, List<Crop> files, List<String> empty) {

  private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png");

  /**
   * A picture.
   *
   * @param file where it is
   * @param label index of its class
   * @param name folder and file name, joined by {@code /}
   */
  record Crop(Path file, int label, String name) {

    String fileName() {
      return file.getFileName().toString();
    }
  }

  /**
   * Looks through a folder.
   *
   * @throws TeachException if it is no folder, or has fewer than two folders with pictures
   */
  static CropFolder read(Path root) {
    if (!Files.isDirectory(root)) {
      throw new TeachException(
          root + " is no folder; name the folder that has a folder of pictures for each species.");
    }
    List<String> classes = new ArrayList<>();
    List<Crop> files = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    for (Path folder : list(root, Files::isDirectory)) {
      String name = folder.getFileName().toString();
      List<Path> pictures = list(folder, CropFolder::isPicture);
      if (pictures.isEmpty()) {
        empty.add(name);
        continue;
      }
      for (Path picture : pictures) {
        files.add(new Crop(picture, classes.size(), name + "/" + picture.getFileName()));
      }
      classes.add(name);
    }
    return checked(root, classes, files, empty);
  }

  private static CropFolder checked(
      Path root, List<String> classes, List<Crop> files, List<String> empty) {
    if (classes.isEmpty()) {
      throw new TeachException(
          root
              + " has no folder with .jpg or .png pictures; sort the pictures into a folder for"
              + " each species, such as Chromis_chrysura/.");
    }
    if (classes.size() == 1) {
      throw new TeachException(
          root
              + " has pictures of one class only, "
              + classes.get(0)
              + "; add a folder of something it is to be told from.");
    }
    return new CropFolder(root, List.copyOf(classes), List.copyOf(files), List.copyOf(empty));
  }

  /**
   * With some of the pictures; a class that keeps none is gone.
   *
   * @throws TeachException if fewer than two classes are left
   */
  CropFolder only(Predicate<Crop> wanted) {
    List<Crop> kept = files.stream().filter(wanted).toList();
    List<Integer> labels = kept.stream().map(Crop::label).distinct().sorted().toList();
    List<String> gone = new ArrayList<>(empty);
    IntStream.range(0, classes.size())
        .filter(c -> !labels.contains(c))
        .forEach(c -> gone.add(classes.get(c)));
    return checked(
        root,
        labels.stream().map(classes::get).toList(),
        kept.stream()
            .map(crop -> new Crop(crop.file(), labels.indexOf(crop.label()), crop.name()))
            .toList(),
        gone);
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return PICTURES.contains(name.substring(name.lastIndexOf('.') + 1))
        && !name.startsWith(".")
        && Files.isRegularFile(file);
  }

  private static List<Path> list(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(wanted)
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted(Comparator.comparing(entry -> entry.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new TeachException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }
}
