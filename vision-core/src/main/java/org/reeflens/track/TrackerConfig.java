package org.reeflens.track;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A tracker with its settings, as a JSON file holds it: {@code {"tracker": "bytetrack", "settings":
 * {...}}}, where the settings are the parts of the settings' record by their names. Each number has
 * a name of its own, such as {@code life.lostSeconds}, by which it can be looked at and changed. A
 * file may hold {@code tuning} and {@code origin} too, which say how it was made and are not read.
 *
 * @param tracker which tracker
 * @param settings what it is told; of the record that belongs to the tracker
 */
public record TrackerConfig(TrackerKind tracker, TrackerSettings settings) {

  /** Nothing is guessed: no field too many or too few, no text for a number, no 2.5 hits. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private static final Set<String> FIELDS = Set.of("tracker", "settings", "tuning", "origin");

  /**
   * Checks that the settings belong to the tracker.
   *
   * @throws IllegalArgumentException if they do not
   */
  public TrackerConfig {
    boolean belong =
        typeOf(tracker).isInstance(settings)
            && (!(settings instanceof OcSortSettings of)
                || of.matching().faint() == (tracker == TrackerKind.OCSORT_BYTE));
    Requirement.that(belong, "these are no settings of " + tracker + ": " + settings);
  }

  private static Class<? extends TrackerSettings> typeOf(TrackerKind tracker) {
    return switch (tracker) {
      case BYTETRACK -> ByteTrackSettings.class;
      case OCSORT, OCSORT_BYTE -> OcSortSettings.class;
      case BOTSORT -> BotSortSettings.class;
    };
  }

  /**
   * Reads a file, strictly.
   *
   * @throws IOException if it cannot be read, a field is missing, unknown or out of its range; the
   *     message names file and field
   */
  public static TrackerConfig read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          file
              + (Files.exists(file) ? " is no file" : " does not exist")
              + "; name a tracker's configuration");
    }
    try {
      JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
      if (!root.isObject()) {
        throw new IllegalArgumentException("it must hold one JSON object");
      }
      root.fieldNames()
          .forEachRemaining(
              name -> Requirement.that(FIELDS.contains(name), "'" + name + "' is not known"));
      TrackerKind kind = kind(root.path("tracker"));
      JsonNode settings = root.path("settings");
      Requirement.that(settings.isObject(), "'settings' must be an object");
      return of(kind, settings);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is no JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no tracker's configuration: " + e.getMessage(), e);
    }
  }

  private static TrackerKind kind(JsonNode name) {
    return Arrays.stream(TrackerKind.values())
        .filter(kind -> kind.toString().equals(name.asText()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'tracker' must be one of "
                        + Arrays.stream(TrackerKind.values())
                            .map(TrackerKind::toString)
                            .collect(Collectors.joining(", "))));
  }

  private static TrackerConfig of(TrackerKind kind, JsonNode settings) {
    try {
      return new TrackerConfig(kind, MAPPER.treeToValue(settings, typeOf(kind)));
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(sentence(e), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /** Jackson's own messages name Java classes. */
  private static String sentence(JsonMappingException failure) {
    String field =
        failure.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .collect(Collectors.joining("."));
    if (failure instanceof UnrecognizedPropertyException) {
      return "the setting '" + field + "' is not known";
    }
    Throwable cause = failure.getCause();
    if (failure instanceof ValueInstantiationException && cause != null) {
      return "in '" + field + "': " + cause.getMessage();
    }
    return "the setting '" + field + "' is missing or of the wrong kind";
  }

  /** The numbers among the settings by their names, such as {@code life.lostSeconds}, in order. */
  public Map<String, Double> numbers() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    JsonNode tree = MAPPER.valueToTree(settings);
    for (Map.Entry<String, JsonNode> part : tree.properties()) {
      for (Map.Entry<String, JsonNode> one : part.getValue().properties()) {
        if (one.getValue().isNumber()) {
          numbers.put(part.getKey() + "." + one.getKey(), one.getValue().doubleValue());
        }
      }
    }
    return numbers;
  }

  /**
   * The same with other values for some of the numbers.
   *
   * @param values new values by name; one that must be whole is rounded
   * @return empty if these values do not go together, such as a low confidence above the high one,
   *     or one is out of its range
   * @throws IllegalArgumentException if there is no number of such a name
   */
  public Optional<TrackerConfig> with(Map<String, Double> values) {
    ObjectNode tree = MAPPER.valueToTree(settings);
    values.forEach(
        (name, value) -> {
          Requirement.that(
              numbers().containsKey(name),
              "%s has no setting '%s'; its settings are %s"
                  .formatted(tracker, name, String.join(", ", numbers().keySet())));
          int dot = name.indexOf('.');
          ObjectNode part = (ObjectNode) tree.path(name.substring(0, dot));
          String field = name.substring(dot + 1);
          if (part.path(field).isIntegralNumber()) {
            part.put(field, (int) Math.round(value));
          } else {
            part.put(field, value);
          }
        });
    try {
      return Optional.of(of(tracker, tree));
    } catch (IllegalArgumentException outOfRange) {
      return Optional.empty();
    }
  }
}
