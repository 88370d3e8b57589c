package org.reeflens.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.reeflens.geometry.Box;

/** What files in COCO's form have in common. */
final class CocoJson {

  private CocoJson() {}

  /**
   * Reads a file.
   *
   * @param what what the file should be, for messages
   * @param reader makes something of it; an {@link IllegalArgumentException} of it says what is
   *     wrong
   * @throws IOException if it cannot be read or is not what it should be; the message says why
   */
  static <T> T read(Path file, String what, Function<JsonNode, T> reader) throws IOException {
    try {
      return reader.apply(new JsonMapper().readTree(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is no JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no " + what + ": " + e.getMessage(), e);
    }
  }

  /** A list that must be there. */
  static JsonNode rows(JsonNode root, String field) {
    JsonNode rows = root.path(field);
    if (!rows.isArray()) {
      throw new IllegalArgumentException("it has no list '" + field + "'");
    }
    return rows;
  }

  /** The names of the categories, by id. */
  static SortedMap<Integer, String> categories(JsonNode root) {
    SortedMap<Integer, String> names = new TreeMap<>();
    for (JsonNode category : rows(root, "categories")) {
      names.put((int) whole(category, "id", "a category"), category.path("name").asText());
    }
    return names;
  }

  /** A whole number that must be there. */
  static long whole(JsonNode row, String field, String whose) {
    JsonNode number = row.path(field);
    if (!number.isIntegralNumber()) {
      throw new IllegalArgumentException(
          "the " + field + " of " + whose + " is no whole number: " + number);
    }
    return number.longValue();
  }

  /**
   * The box of a row, as it is written: COCO counts from the corner of the first pixel, this
   * library from its centre.
   */
  static Box box(JsonNode row, String whose) {
    JsonNode numbers = row.path("bbox");
    boolean four = numbers.isArray() && numbers.size() == 4;
    for (JsonNode number : numbers) {
      four &= number.isNumber();
    }
    if (!four || numbers.path(2).doubleValue() < 0 || numbers.path(3).doubleValue() < 0) {
      throw new IllegalArgumentException(
          "the bbox of " + whose + " is not [x, y, width, height]: " + numbers);
    }
    return Box.ofSize(
        numbers.path(0).doubleValue(),
        numbers.path(1).doubleValue(),
        numbers.path(2).doubleValue(),
        numbers.path(3).doubleValue());
  }

  /** The area that decides whether an animal is small: as given, or of its box. */
  static double area(JsonNode row, Box box) {
    return row.path("area").isNumber() ? row.path("area").doubleValue() : box.area();
  }

  static boolean isCrowd(JsonNode row) {
    return row.path("iscrowd").intValue() == 1;
  }
}
