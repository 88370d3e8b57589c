package org.reeflens.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    try {
      JsonNode root = new JsonMapper().readTree(Files.readAllBytes(file));
      return new CocoTruth(file, images(root));
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is no JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no COCO truth: " + e.getMessage(), e);
    }
  }

  private static Map<String, Image> images(JsonNode root) {
    Map<Long, String> nameOf = new HashMap<>();
    for (JsonNode category : rows(root, "categories")) {
      nameOf.put(category.path("id").longValue(), category.path("name").asText());
    }
    Map<Long, Image> byId = new HashMap<>();
    Map<String, Image> byName = new HashMap<>();
    for (JsonNode one : rows(root, "images")) {
      Image image =
          new Image(one.path("width").intValue(), one.path("height").intValue(), new ArrayList<>());
      byId.put(one.path("id").longValue(), image);
      Path name = Path.of(one.path("file_name").asText()).getFileName();
      if (byName.put(name.toString(), image) != null) {
        throw new IllegalArgumentException("two images are called " + name);
      }
    }
    for (JsonNode one : rows(root, "annotations")) {
      String id = one.path("id").asText();
      Image image = byId.get(one.path("image_id").longValue());
      if (image == null) {
        throw new IllegalArgumentException(
            "annotation " + id + " belongs to an image that is not listed");
      }
      String name = nameOf.get(one.path("category_id").longValue());
      if (name == null) {
        throw new IllegalArgumentException(
            "annotation "
                + id
                + " has category "
                + one.path("category_id").asText()
                + ", which is not listed");
      }
      Box box = box(one.path("bbox"), id);
      image.drawn.add(
          new Drawn(
              Integer.toString(one.path("category_id").intValue()),
              name,
              box,
              one.path("area").isNumber() ? one.path("area").doubleValue() : box.area(),
              one.path("iscrowd").intValue() == 1));
    }
    return byName;
  }

  private static JsonNode rows(JsonNode root, String field) {
    JsonNode rows = root.path(field);
    if (!rows.isArray()) {
      throw new IllegalArgumentException("it has no list '" + field + "'");
    }
    return rows;
  }

  /** COCO counts from the corner of the first pixel, this library from its centre. */
  private static Box box(JsonNode numbers, String annotation) {
    boolean four = numbers.isArray() && numbers.size() == 4;
    for (JsonNode number : numbers) {
      four &= number.isNumber();
    }
    if (!four || numbers.path(2).doubleValue() < 0 || numbers.path(3).doubleValue() < 0) {
      throw new IllegalArgumentException(
          "the bbox of annotation " + annotation + " is not [x, y, width, height]: " + numbers);
    }
    return Box.ofSize(
        numbers.path(0).doubleValue() - 0.5,
        numbers.path(1).doubleValue() - 0.5,
        numbers.path(2).doubleValue(),
        numbers.path(3).doubleValue());
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
