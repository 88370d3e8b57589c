package org.reeflens.evaluate;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;

/** Reads single pictures the way a dive of photos is read. */
final class PictureFolder {

  private PictureFolder() {}

  /**
   * The pictures of a folder by name, those of its subfolders not.
   *
   * @throws IOException if there is no such folder or no picture in it
   */
  static List<Path> list(Path folder) throws IOException {
    List<Path> files = picturesIn(folder);
    if (files.isEmpty()) {
      throw new IOException(folder + " holds no .jpg, .jpeg or .png picture");
    }
    return files;
  }

  /**
   * The pictures of a folder by name, those of its subfolders not; none is right too.
   *
   * @throws IOException if there is no such folder
   */
  static List<Path> picturesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          folder
              + (Files.exists(folder) ? " is no folder" : " does not exist")
              + "; name a folder");
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> pictures =
        Files.newDirectoryStream(folder, "*.{jpg,jpeg,png,JPG,JPEG,PNG}")) {
      pictures.forEach(files::add);
    }
    files.sort(Comparator.comparing(file -> file.getFileName().toString()));
    return files;
  }

  /**
   * Reads a picture.
   *
   * @return the picture, which the caller closes
   * @throws org.reeflens.video.VideoException if it cannot be read
   */
  static Frame read(Path picture) throws InterruptedException {
    try (VideoReader reader = Dive.of(picture).open(FrameSelection.all(), new FramePool(1))) {
      return Objects.requireNonNull(reader.next(), () -> picture + " holds no picture");
    }
  }
}
