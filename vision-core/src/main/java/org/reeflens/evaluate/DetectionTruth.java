package org.reeflens.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.reeflens.geometry.Box;

/** Where the animals are in the pictures of a folder, as a person drew them. */
public interface DetectionTruth {

  /**
   * A drawn animal.
   *
   * @param id number of its class, as text
   * @param name name of its class; the number again where there is none
   * @param box where, source pixels
   * @param area square pixels: of the box, or of the outline where there is one
   * @param crowd whether it is a group drawn as one
   */
  record Drawn(String id, String name, Box box, double area, boolean crowd) {}

  /** YOLO text files in a folder, one for each picture and of the same name. */
  static DetectionTruth yolo(Path folder) {
    return new YoloTruth(folder);
  }

  /**
   * A COCO {@code instances.json}; a picture is found by its file name.
   *
   * @throws IOException if the file cannot be read or is no COCO truth; the message says why
   */
  static DetectionTruth coco(Path file) throws IOException {
    return CocoTruth.read(file);
  }

  /** Whether a picture that is not listed is one without animals. Otherwise nothing is known. */
  boolean unlistedIsEmpty();

  /**
   * Whether a picture is listed, be it without an animal.
   *
   * @throws IOException if what is said about it is not valid; the message names file and line
   */
  boolean lists(Path picture) throws IOException;

  /**
   * The animals in a listed picture.
   *
   * @param picture its file
   * @param width its width, pixels
   * @param height its height, pixels
   * @throws IOException if the truth cannot be read or does not fit the picture
   */
  List<Drawn> of(Path picture, int width, int height) throws IOException;

  /** Where the truth lies, to say so in a message. */
  String place();
}
