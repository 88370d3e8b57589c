package org.reeflens.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reeflens.geometry.Box;

/** A COCO {@code instances.json}: images, annotations and categories. */
final class CocoTruth implements DetectionTruth {

  private record Image(int width, int height, List<Drawn> drawn) {}

  private final Path file;
  private final Map<String, Image> imageOf;

  private CocoTruth(Path file, Map<String, Image> imageOf) {
    this.file = file;
    this.imageOf = imageOf;
  }

  static CocoTruth read(Path file) throws IOException {
    return new CocoTruth(file, CocoJson.read(file, "COCO truth", CocoTruth::images));
  }

  private static Map<String, Image> images(JsonNode root) {
    Map<Integer, String> nameOf = CocoJson.categories(root);
    Map<Long, Image> byId = new HashMap<>();
    Map<String, Image> byName = new HashMap<>();
    for (JsonNode one : CocoJson.rows(root, "images")) {
      Image image =
          new Image(one.path("width").intValue(), one.path("height").intValue(), new ArrayList<>());
      byId.put(one.path("id").longValue(), image);
      Path name = Path.of(one.path("file_name").asText()).getFileName();
      if (byName.put(name.toString(), image) != null) {
        throw new IllegalArgumentException("two images are called " + name);
      }
    }
    for (JsonNode one : CocoJson.rows(root, "annotations")) {
      String whose = "annotation " + one.path("id").asText();
      Image image = byId.get(one.path("image_id").longValue());
      if (image == null) {
        throw new IllegalArgumentException(whose + " belongs to an image that is not listed");
      }
      String name = nameOf.get(one.path("category_id").intValue());
      if (name == null) {
        throw new IllegalArgumentException(
            whose + " has category " + one.path("category_id").asText() + ", which is not listed");
      }
      Box box = CocoJson.box(one, whose);
      image.drawn.add(
          new Drawn(
              Integer.toString(one.path("category_id").intValue()),
              name,
              Box.ofSize(box.left() - 0.5, box.top() - 0.5, box.width(), box.height()),
              CocoJson.area(one, box),
              CocoJson.isCrowd(one)));
    }
    return byName;
  }

  @Override
  public boolean unlistedIsEmpty() {
    return false;
  }

  @Override
  public boolean lists(Path picture) {
    return imageOf.containsKey(picture.getFileName().toString());
  }

  @Override
  public List<Drawn> of(Path picture, int width, int height) throws IOException {
    Image image = imageOf.get(picture.getFileName().toString());
    if (image == null) {
      throw new IOException(file + " does not list " + picture.getFileName());
    }
    if (image.width > 0 && image.height > 0 && (image.width != width || image.height != height)) {
      throw new IOException(
          picture
              + " has "
              + width
              + "x"
              + height
              + " pixels, but "
              + file
              + " was drawn on "
              + image.width
              + "x"
              + image.height
              + "; name the pictures that were drawn on");
    }
    return List.copyOf(image.drawn);
  }

  @Override
  public String place() {
    return file.toString();
  }
}
