package org.reeflens.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.reeflens.SharedData;
import org.reeflens.geometry.Point;

/** The golden cases of stereo, as they lie beside the project. */
final class GoldenStereo {

  private GoldenStereo() {}

  static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(SharedData.path("golden/stereo/" + file).toFile());
  }

  /** The calibration of a golden case: K_left, dist_left, K_right, dist_right, R and T. */
  static StereoCalibration calibration(JsonNode node) {
    double[] t = numbers(node.get("T"));
    return new StereoCalibration(
        camera(node.get("K_left"), node.get("dist_left")),
        camera(node.get("K_right"), node.get("dist_right")),
        rotation(node.get("R")),
        new Position(t[0], t[1], t[2]),
        Medium.WATER,
        null,
        "golden");
  }

  static Rotation rotation(JsonNode rows) {
    return Rotation.of(
        IntStream.range(0, 9).mapToDouble(i -> rows.get(i / 3).get(i % 3).asDouble()).toArray());
  }

  static Point point(JsonNode xy) {
    return new Point(xy.get(0).asDouble(), xy.get(1).asDouble());
  }

  static Position position(JsonNode xyz) {
    double[] p = numbers(xyz);
    return new Position(p[0], p[1], p[2]);
  }

  static double[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static CameraModel camera(JsonNode k, JsonNode lens) {
    return new CameraModel(
        k.get(0).get(0).asDouble(),
        k.get(1).get(1).asDouble(),
        k.get(0).get(2).asDouble(),
        k.get(1).get(2).asDouble(),
        Distortion.of(numbers(lens)),
        null);
  }
}
