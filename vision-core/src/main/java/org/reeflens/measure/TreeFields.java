package org.reeflens.measure;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a text with names and values: YAML and JSON as OpenCV's FileStorage writes them, where a
 * matrix is {@code rows, cols, dt, data}, and JSON with plain lists, as VIAME writes it.
 */
final class TreeFields {

  /** OpenCV begins YAML with {@code %YAML:1.0}, which no YAML reader takes. */
  private static final Pattern DIRECTIVE = Pattern.compile("(?m)^%.*$");

  private TreeFields() {}

  static CalibrationFields ofYaml(Path file) throws IOException {
    return read(file, new YAMLMapper(), "YAML", DIRECTIVE.matcher(text(file)).replaceAll(""));
  }

  static CalibrationFields ofJson(Path file) throws IOException {
    return read(file, new JsonMapper(), "JSON", text(file));
  }

  static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is no text, so no calibration in the format of its name", e);
    }
  }

  private static CalibrationFields read(Path file, ObjectMapper mapper, String format, String text)
      throws IOException {
    JsonNode root;
    try {
      root = mapper.readTree(text);
    } catch (JacksonException e) {
      String where = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      throw new IOException(file + where + ": it cannot be read as " + format, e);
    }
    CalibrationFields fields = new CalibrationFields();
    root.properties().forEach(field -> put(fields, field.getKey(), field.getValue()));
    return fields;
  }

  private static void put(CalibrationFields fields, String name, JsonNode value) {
    if (value.has("data")) {
      put(fields, name, value.get("data"));
      return;
    }
    List<Double> numbers = new ArrayList<>();
    if (collect(value, numbers) && !numbers.isEmpty()) {
      fields.put(name, numbers.stream().mapToDouble(Double::doubleValue).toArray());
    } else if (value.isTextual()) {
      fields.put(name, value.textValue());
    }
  }

  /** Numbers in lists of any depth, row by row; false if there is anything else. */
  private static boolean collect(JsonNode value, List<Double> numbers) {
    if (value.isArray()) {
      for (JsonNode part : value) {
        if (!collect(part, numbers)) {
          return false;
        }
      }
      return true;
    }
    if (value.isNumber()) {
      numbers.add(value.doubleValue());
      return true;
    }
    // YAML leaves numbers such as "1." as text.
    if (value.isTextual()) {
      try {
        numbers.add(Double.valueOf(value.textValue()));
        return true;
      } catch (NumberFormatException e) {
        return false;
      }
    }
    return false;
  }
}
