package org.reeflens.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Strict reading of one JSON object: a missing, unknown or wrong field fails with one sentence that
 * names the file and the field. Jackson's own messages name Java classes instead.
 */
final class Fields {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String file;
  private final String prefix;
  private final JsonNode node;
  private final Set<String> asked = new HashSet<>();

  private Fields(String file, String prefix, JsonNode node) {
    this.file = file;
    this.prefix = prefix;
    this.node = node;
  }

  /** The whole of a file. {@code file} is its name for messages. */
  static <T> T parse(String file, byte[] json, Function<Fields, T> reader) {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new ModelException(file + " is not valid JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new ModelException(file + " cannot be read", e);
    }
    if (root == null || !root.isObject()) {
      throw new ModelException(file + " must hold one JSON object");
    }
    try {
      return new Fields(file, "", root).read(reader);
    } catch (IllegalArgumentException e) {
      throw new ModelException(file + ": " + e.getMessage(), e);
    }
  }

  /** Reads this object and fails on a field that the reader did not ask for. */
  private <T> T read(Function<Fields, T> reader) {
    T result = reader.apply(this);
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!asked.contains(name)) {
                throw new ModelException(file + ": field '" + prefix + name + "' is not known");
              }
            });
    return result;
  }

  boolean has(String name) {
    asked.add(name);
    return node.has(name);
  }

  String text(String name) {
    JsonNode value = value(name);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw wrong(name, "text that is not blank");
    }
    return value.textValue();
  }

  @Nullable String textOrNull(String name) {
    return value(name).isNull() ? null : text(name);
  }

  int integer(String name) {
    JsonNode value = value(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(name, "a whole number");
    }
    return value.intValue();
  }

  @Nullable Integer integerOrNull(String name) {
    return value(name).isNull() ? null : Integer.valueOf(integer(name));
  }

  long size(String name) {
    JsonNode value = value(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, "a whole number of bytes");
    }
    return value.longValue();
  }

  double number(String name) {
    JsonNode value = value(name);
    if (!value.isNumber()) {
      throw wrong(name, "a number");
    }
    return value.doubleValue();
  }

  boolean flag(String name) {
    JsonNode value = value(name);
    if (!value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value.booleanValue();
  }

  /** One of the names of an enum, in any case and with '-' for '_'. */
  <E extends Enum<E>> E choice(String name, Class<E> type) {
    String text = text(name);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> nameOf(constant).equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    name,
                    "one of "
                        + Arrays.stream(type.getEnumConstants())
                            .map(Fields::nameOf)
                            .collect(Collectors.joining(", "))));
  }

  private static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  List<Double> numbers(String name) {
    return list(name, JsonNode::isNumber, "a list of numbers", JsonNode::doubleValue);
  }

  List<Integer> integers(String name) {
    return list(name, JsonNode::isInt, "a list of whole numbers", JsonNode::intValue);
  }

  List<String> texts(String name) {
    return list(name, JsonNode::isTextual, "a list of texts", JsonNode::textValue);
  }

  private <T> List<T> list(
      String name, Function<JsonNode, Boolean> fits, String what, Function<JsonNode, T> reader) {
    List<T> items = new ArrayList<>();
    for (JsonNode item : array(name, what)) {
      if (!fits.apply(item)) {
        throw wrong(name, what);
      }
      items.add(reader.apply(item));
    }
    return items;
  }

  /** Rows of numbers. */
  List<double[]> rows(String name) {
    String what = "a list of lists of numbers";
    List<double[]> rows = new ArrayList<>();
    for (JsonNode item : array(name, what)) {
      double[] row = new double[item.size()];
      for (int i = 0; i < row.length; i++) {
        if (!item.path(i).isNumber()) {
          throw wrong(name, what);
        }
        row[i] = item.path(i).doubleValue();
      }
      rows.add(row);
    }
    return rows;
  }

  <T> List<T> objects(String name, Function<Fields, T> reader) {
    List<T> items = new ArrayList<>();
    for (JsonNode item : array(name, "a list of objects")) {
      items.add(child(name + "[" + items.size() + "]", item).read(reader));
    }
    return items;
  }

  <T> T object(String name, Function<Fields, T> reader) {
    return child(name, value(name)).read(reader);
  }

  /** An object whose fields' names are free. */
  <T> Map<String, T> map(String name, Function<Fields, Function<String, T>> reader) {
    Map<String, T> entries = new LinkedHashMap<>();
    Fields fields = child(name, value(name));
    fields
        .node
        .fieldNames()
        .forEachRemaining(key -> entries.put(key, reader.apply(fields).apply(key)));
    return entries;
  }

  private Fields child(String name, JsonNode value) {
    if (!value.isObject()) {
      throw wrong(name, "an object");
    }
    return new Fields(file, prefix + name + ".", value);
  }

  private JsonNode array(String name, String what) {
    JsonNode value = value(name);
    if (!value.isArray()) {
      throw wrong(name, what);
    }
    return value;
  }

  private JsonNode value(String name) {
    asked.add(name);
    JsonNode value = node.get(name);
    if (value == null) {
      throw new ModelException(file + ": field '" + prefix + name + "' is missing");
    }
    return value;
  }

  private ModelException wrong(String name, String expected) {
    return new ModelException(file + ": field '" + prefix + name + "' must be " + expected);
  }
}
