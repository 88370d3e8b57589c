package org.reeflens.evaluate;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A picture of one animal or patch whose taxon is known.
 *
 * @param file the picture
 * @param label its taxon, as the truth writes it
 */
public record LabelledFile(Path file, String label) {

  /**
   * The pictures of a folder that holds a folder for each taxon, by name.
   *
   * @param folder such as {@code crops/} with {@code crops/Zanclus_cornutus/1.jpg}
   * @throws IOException if there is no such folder, or no picture in a folder of it
   */
  public static List<LabelledFile> inFoldersOf(Path folder) throws IOException {
    boolean loose = !PictureFolder.picturesIn(folder).isEmpty();
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> children =
        Files.newDirectoryStream(
            folder,
            child -> Files.isDirectory(child) && !child.getFileName().toString().startsWith("."))) {
      children.forEach(folders::add);
    }
    folders.sort(Comparator.comparing(child -> child.getFileName().toString()));
    List<LabelledFile> files = new ArrayList<>();
    for (Path child : folders) {
      for (Path picture : PictureFolder.picturesIn(child)) {
        files.add(new LabelledFile(picture, child.getFileName().toString()));
      }
    }
    if (files.isEmpty()) {
      throw new IOException(
          folder
              + (loose ? " holds pictures, but not in folders" : " holds no folders of pictures")
              + "; put the .jpg or .png pictures of each taxon into a folder of its name, such as"
              + " Zanclus_cornutus");
    }
    return files;
  }
}
