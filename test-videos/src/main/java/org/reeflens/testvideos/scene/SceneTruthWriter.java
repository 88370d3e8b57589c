package org.reeflens.testvideos.scene;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Writes the truth of a scene as JSON and as MOT text. */
public final class SceneTruthWriter {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SceneTruthWriter() {}

  /**
   * Writes JSON: the picture, the fish with their lengths (mm), the counts over all frames, the
   * crossings, and every frame. Boxes are {@code [left, top, width, height]} in whole pixels from
   * 0, points {@code [x, y]} with pixel centres at integers, rounded to 0.01 pixel.
   *
   * @param withFrames whether to write the frames; without them the file is short, and the boxes
   *     are in the MOT text
   */
  public static void writeJson(SceneTruth truth, Path file, boolean withFrames) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("width", truth.width());
    root.put("height", truth.height());
    root.put("framesPerSecond", truth.framesPerSecond());
    root.put("frameCount", truth.frames().size());
    root.put("focalPixels", round(truth.focalPixels()));
    addCounts(root, truth);
    addFish(root.putArray("fish"), truth);
    ArrayNode crossings = root.putArray("crossings");
    for (Crossing crossing : truth.crossings()) {
      ObjectNode node = crossings.addObject();
      node.put("id", crossing.id());
      node.put("frame", crossing.frame());
      node.put("direction", crossing.direction().name().toLowerCase(Locale.ROOT));
    }
    if (withFrames) {
      addFrames(root.putArray("frames"), truth);
      MAPPER.writeValue(file.toFile(), root);
    } else {
      String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
      Files.writeString(file, text.replace("\r\n", "\n") + "\n", StandardCharsets.UTF_8);
    }
  }

  /**
   * Writes MOT text, one line for each visible fish in each frame: {@code
   * frame,id,left,top,width,height,1,1,visibility}. Frames, ids and pixels count from 1, so the
   * picture's first pixel has left 1 and top 1.
   */
  public static void writeMot(SceneTruth truth, Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    for (FrameTruth frame : truth.frames()) {
      for (FishView view : frame.fish()) {
        PixelBox box = view.visible();
        if (box == null) {
          continue;
        }
        text.append(
            String.format(
                Locale.ROOT,
                "%d,%d,%d,%d,%d,%d,1,1,%.3f\n",
                frame.frame() + 1,
                view.id(),
                box.left() + 1,
                box.top() + 1,
                box.width(),
                box.height(),
                view.visibleFraction()));
      }
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static void addCounts(ObjectNode root, SceneTruth truth) {
    TruthCounts counts = truth.counts();
    ObjectNode all = root.putObject("allFish");
    all.put("maxN", counts.maxN());
    all.put("meanCount", Math.round(counts.meanCount() * 10_000) / 10_000.0);
    putIfKnown(all, "firstArrivalSeconds", counts.firstArrival());
    ObjectNode kinds = root.putObject("kinds");
    for (FishKind kind : FishKind.values()) {
      if (truth.fish().stream().noneMatch(fish -> fish.kind() == kind)) {
        continue;
      }
      ObjectNode node = kinds.putObject(kind.label());
      node.put("maxN", counts.maxN(kind));
      putIfKnown(node, "firstArrivalSeconds", counts.firstArrival(kind));
    }
  }

  private static void putIfKnown(ObjectNode node, String name, OptionalDouble seconds) {
    if (seconds.isPresent()) {
      node.put(name, Math.round(seconds.getAsDouble() * 1000) / 1000.0);
    }
  }

  private static void addFish(ArrayNode array, SceneTruth truth) {
    for (FishTruth fish : truth.fish()) {
      ObjectNode node = array.addObject();
      node.put("id", fish.id());
      node.put("kind", fish.kind().label());
      node.put("lengthMm", round(fish.lengthMm()));
    }
  }

  private static void addFrames(ArrayNode array, SceneTruth truth) {
    for (FrameTruth frame : truth.frames()) {
      ObjectNode node = array.addObject();
      node.put("frame", frame.frame());
      node.put("seconds", Math.round(frame.seconds() * 1e6) / 1e6);
      ArrayNode fish = node.putArray("fish");
      for (FishView view : frame.fish()) {
        ObjectNode one = fish.addObject();
        one.put("id", view.id());
        addBox(one, "visible", view.visible());
        one.put("visibleFraction", Math.round(view.visibleFraction() * 10_000) / 10_000.0);
        addBox(one, "amodal", view.amodal());
        addPoint(one.putArray("snout"), view.snout());
        addPoint(one.putArray("fork"), view.fork());
        one.put("distanceMm", round(view.distanceMm()));
      }
    }
  }

  private static void addBox(ObjectNode node, String name, @Nullable PixelBox box) {
    if (box == null) {
      node.putNull(name);
    } else {
      node.putArray(name).add(box.left()).add(box.top()).add(box.width()).add(box.height());
    }
  }

  private static void addPoint(ArrayNode array, PixelPoint point) {
    array.add(round(point.x())).add(round(point.y()));
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
