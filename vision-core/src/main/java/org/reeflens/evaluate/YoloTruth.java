package org.reeflens.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of YOLO label files. By custom a picture without animals may have none. */
record YoloTruth(Path folder) implements DetectionTruth {

  @Override
  public boolean unlistedIsEmpty() {
    return true;
  }

  @Override
  public boolean lists(Path picture) throws IOException {
    Path file = file(picture);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    YoloLabels.read(file, 1, 1);
    return true;
  }

  @Override
  public List<Drawn> of(Path picture, int width, int height) throws IOException {
    return YoloLabels.read(file(picture), width, height).stream()
        .map(
            label -> {
              String number = Integer.toString(label.classIndex());
              return new Drawn(number, number, label.box(), label.box().area(), false);
            })
        .toList();
  }

  @Override
  public String place() {
    return folder.toString();
  }

  private Path file(Path picture) {
    String name = picture.getFileName().toString();
    return folder.resolve(name.substring(0, name.lastIndexOf('.')) + ".txt");
  }
}
