package org.reeflens.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.reeflens.inference.NetworkFile.Result;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest.Decoder;
import org.reeflens.model.ModelManifest.NoObject;

/**
 * What a network's outputs mean, told from their shapes and, where shapes leave it open, from the
 * numbers that came out for one picture.
 *
 * @param decoder what the numbers mean
 * @param names the outputs the decoder takes, in its order
 * @param logits whether scores still need the logistic function or the softmax
 * @param strides pixels per cell of each grid; empty where the decoder needs none
 * @param noObject whether there is a column of scores for "no object"
 * @param anchorsApplied whether rows stand for cells but hold pixels already, as YOLOX gives them
 *     with decoding inside
 * @param classes how many classes there are
 * @param reasons why, a sentence each
 */
record OutputGuess(
    Decoder decoder,
    List<String> names,
    boolean logits,
    List<Integer> strides,
    NoObject noObject,
    boolean anchorsApplied,
    int classes,
    List<String> reasons) {

  /**
   * Looks at the outputs of one run.
   *
   * @param outputs (Input) what the network gave
   * @param width columns of the network's input
   * @param height rows of the network's input
   * @param wanted the decoder, where the user names it
   * @param classes how many classes there are, where the user knows
   * @throws ModelException if the outputs have no form that is known, or not the one wanted
   */
  static OutputGuess of(
      List<Result> outputs, int width, int height, Optional<Decoder> wanted, OptionalInt classes) {
    return new Look(outputs, width, height, classes).guess(wanted);
  }

  private static final class Look {

    /** The sets of strides in use: most networks, with one more coarse or fine grid, light ones. */
    private static final List<List<Integer>> STRIDES =
        List.of(
            List.of(8, 16, 32),
            List.of(8, 16, 32, 64),
            List.of(4, 8, 16, 32),
            List.of(16, 32),
            List.of(8, 16, 32, 64, 128));

    /** Distances of a side in NanoDet-Plus, GFL and others, the most frequent first. */
    private static final int[] DISTANCES = {8, 17, 16};

    /** DETR networks have 100 to 900 queries; grids have thousands of cells. */
    private static final int MOST_QUERIES = 1000;

    private final List<Result> outputs;
    private final int width;
    private final int height;
    private final OptionalInt known;
    private final List<String> reasons = new ArrayList<>();

    Look(List<Result> outputs, int width, int height, OptionalInt known) {
      this.outputs = outputs;
      this.width = width;
      this.height = height;
      this.known = known;
    }

    OutputGuess guess(Optional<Decoder> wanted) {
      Decoder decoder = wanted.orElseGet(this::likely);
      if (wanted.isPresent()) {
        reasons.add("the decoder " + key(decoder) + " is as you say");
      }
      return switch (decoder) {
        case YOLOX, YOLOV5 -> anchors(decoder);
        case NANODET -> nanoDet();
        case YOLOV8 -> columns();
        case DETR -> queries();
        case DETR_JOINED -> joined();
        case LABELLED -> labelled();
        case SUPPRESSED -> suppressed();
        case SCORES -> scores();
        case FEATURES ->
            throw new ModelException(
                "a network of features needs a head before it names anything; './reeflens teach'"
                    + " makes one from a folder of crops");
        case MASK ->
            throw new ModelException(
                "networks that outline are not imported; write their model.json by hand");
      };
    }

    // Which decoder.

    private Decoder likely() {
      if (pair().isPresent()) {
        return Decoder.DETR;
      }
      if (triple().isPresent()) {
        return Decoder.LABELLED;
      }
      Optional<Result> three = withAxes(3);
      if (three.isPresent()) {
        return likely(three.get().tensor());
      }
      if (outputs.size() == 1 && withAxes(2).isPresent()) {
        return Decoder.SCORES;
      }
      throw unknown();
    }

    private Decoder likely(Tensor rows) {
      if (!strides(rows.length(1), 3).isEmpty() && rows.length(2) > 5) {
        reasons.add(
            rows.length(1) + " rows are three anchors for each cell of strides 8, 16, 32 ...");
        return Decoder.YOLOV5;
      }
      if (!strides(rows.length(1), 1).isEmpty() && rows.length(2) > 5) {
        return distances(rows).isPresent()
            ? Decoder.NANODET
            : holdsPixels(rows) ? Decoder.YOLOV5 : Decoder.YOLOX;
      }
      boolean cells = !strides(rows.length(2), 1).isEmpty();
      if (cells && rows.length(1) > 4) {
        return Decoder.YOLOV8;
      }
      if (rows.length(1) <= MOST_QUERIES && rows.length(2) > 4 && within(rows, 0, 4)) {
        reasons.add("the first four numbers of a row lie within 0 and 1: parts of the sides");
        return Decoder.DETR_JOINED;
      }
      if (rows.length(2) == 6) {
        return Decoder.SUPPRESSED;
      }
      throw unknown();
    }

    private ModelException unknown() {
      return new ModelException(
          "the network's outputs have no form that ReefLens knows: "
              + describe()
              + "; name one with --decoder, or export the network without its last step");
    }

    private String describe() {
      return outputs.stream()
          .map(one -> one.name() + " " + Arrays.toString(one.tensor().shape()))
          .collect(Collectors.joining(", "));
    }

    // Each decoder's own form.

    private OutputGuess anchors(Decoder decoder) {
      Result output = three(decoder);
      Tensor rows = output.tensor();
      int classes = classes(rows.length(2) - 5, decoder);
      List<Integer> strides = strides(rows.length(1), 1);
      if (decoder == Decoder.YOLOX && strides.isEmpty()) {
        throw unfit(decoder, "the rows are not the cells of known strides");
      }
      boolean oneCell = !strides.isEmpty();
      if (oneCell) {
        reasons.add(
            rows.length(1)
                + " rows are the cells of strides "
                + strides
                + (decoder == Decoder.YOLOX
                    ? "; their centres are no pixels yet (yolox)"
                    : "; their centres are pixels already (yolov5)"));
      }
      return make(
          decoder,
          List.of(output.name()),
          !within(rows, 4, 5 + classes),
          decoder == Decoder.YOLOX ? strides : List.of(),
          NoObject.NONE,
          oneCell,
          classes);
    }

    private OutputGuess nanoDet() {
      Result output = three(Decoder.NANODET);
      Tensor rows = output.tensor();
      List<Integer> strides = strides(rows.length(1), 1);
      if (strides.isEmpty()) {
        throw unfit(Decoder.NANODET, "the rows are not the cells of known strides");
      }
      int distances =
          distances(rows)
              .orElseThrow(
                  () ->
                      unfit(
                          Decoder.NANODET,
                          "a row of "
                              + rows.length(2)
                              + " numbers cannot be told into classes and distances; give the"
                              + " classes"));
      int classes = classes(rows.length(2) - 4 * distances, Decoder.NANODET);
      reasons.add(
          rows.length(1)
              + " rows are the cells of strides "
              + strides
              + "; "
              + rows.length(2)
              + " columns are "
              + classes
              + " scores and four sides of "
              + distances
              + " distances");
      return make(
          Decoder.NANODET,
          List.of(output.name()),
          !within(rows, 0, classes),
          strides,
          NoObject.NONE,
          true,
          classes);
    }

    private OutputGuess columns() {
      Result output = three(Decoder.YOLOV8);
      Tensor columns = output.tensor();
      int anchors = columns.length(2);
      int classes = classes(columns.length(1) - 4, Decoder.YOLOV8);
      reasons.add("the last axis, " + anchors + ", counts cells; the one before is 4 + classes");
      boolean probabilities = true;
      for (int i = 0; i < columns.values().length; i++) {
        boolean score = i / anchors % columns.length(1) >= 4;
        probabilities &= !score || isPart(columns.values()[i]);
      }
      return make(
          Decoder.YOLOV8,
          List.of(output.name()),
          !probabilities,
          List.of(),
          NoObject.NONE,
          true,
          classes);
    }

    private OutputGuess suppressed() {
      Result output = three(Decoder.SUPPRESSED);
      if (output.tensor().length(2) != 6) {
        throw unfit(Decoder.SUPPRESSED, "a row has not 6 numbers");
      }
      reasons.add("rows of 6: left, top, right, bottom, score, class");
      return make(
          Decoder.SUPPRESSED,
          List.of(output.name()),
          false,
          List.of(),
          NoObject.NONE,
          false,
          needed(Decoder.SUPPRESSED));
    }

    private OutputGuess joined() {
      Result output = three(Decoder.DETR_JOINED);
      Tensor rows = output.tensor();
      boolean logits = !within(rows, 4, rows.length(2));
      NoObject noObject = noObject(rows.length(2) - 4, logits, output.name());
      return make(
          Decoder.DETR_JOINED,
          List.of(output.name()),
          logits,
          List.of(),
          noObject,
          false,
          classes(rows.length(2) - 4 - extra(noObject), Decoder.DETR_JOINED));
    }

    private OutputGuess queries() {
      List<Result> pair =
          pair()
              .orElseThrow(() -> unfit(Decoder.DETR, "no two outputs are [N, Q, 4] and [N, Q, C]"));
      Tensor scores = pair.get(1).tensor();
      boolean logits = !within(scores, 0, scores.length(2));
      NoObject noObject = noObject(scores.length(2), logits, pair.get(1).name());
      reasons.add(
          "'" + pair.get(0).name() + "' has the boxes, '" + pair.get(1).name() + "' the scores");
      return make(
          Decoder.DETR,
          pair.stream().map(Result::name).toList(),
          logits,
          List.of(),
          noObject,
          false,
          classes(scores.length(2) - extra(noObject), Decoder.DETR));
    }

    private OutputGuess labelled() {
      List<Result> triple =
          triple()
              .orElseThrow(
                  () ->
                      unfit(Decoder.LABELLED, "no three outputs are [N, K, 4], [N, K] and [N, K]"));
      reasons.add(
          "'"
              + triple.get(0).name()
              + "' has the boxes, '"
              + triple.get(1).name()
              + "' the scores, '"
              + triple.get(2).name()
              + "' the classes");
      return make(
          Decoder.LABELLED,
          triple.stream().map(Result::name).toList(),
          false,
          List.of(),
          NoObject.NONE,
          false,
          needed(Decoder.LABELLED));
    }

    private OutputGuess scores() {
      Result output = withAxes(2).orElseThrow(() -> unfit(Decoder.SCORES, "no output is [N, C]"));
      boolean logits = !within(output.tensor(), 0, output.tensor().length(1));
      return make(
          Decoder.SCORES,
          List.of(output.name()),
          logits,
          List.of(),
          NoObject.NONE,
          false,
          classes(output.tensor().length(1), Decoder.SCORES));
    }

    private OutputGuess make(
        Decoder decoder,
        List<String> names,
        boolean logits,
        List<Integer> strides,
        NoObject noObject,
        boolean anchorsApplied,
        int classes) {
      reasons.add(
          logits
              ? "some scores lie outside 0 and 1, so they are logits"
              : "all scores lie within 0 and 1, so they are taken as they are");
      return new OutputGuess(
          decoder, names, logits, strides, noObject, anchorsApplied, classes, List.copyOf(reasons));
    }

    // What helps to tell.

    private Optional<Result> withAxes(int axes) {
      return outputs.stream()
          .filter(one -> one.tensor().shape().length == axes && !one.whole())
          .findFirst();
    }

    private Result three(Decoder decoder) {
      return withAxes(3).orElseThrow(() -> unfit(decoder, "no output has three axes"));
    }

    private ModelException unfit(Decoder decoder, String why) {
      return new ModelException(
          "the network's outputs do not fit the decoder "
              + key(decoder)
              + ", because "
              + why
              + ": "
              + describe());
    }

    private int classes(int found, Decoder decoder) {
      if (found < 1) {
        throw unfit(decoder, "no column is left for a class");
      }
      if (known.isPresent() && known.getAsInt() != found) {
        throw new ModelException(
            "the network gives scores for "
                + found
                + " classes (read as "
                + key(decoder)
                + "), but "
                + known.getAsInt()
                + " classes are named; correct the list, or name another decoder with --decoder");
      }
      return found;
    }

    private int needed(Decoder decoder) {
      return known.orElseThrow(
          () ->
              new ModelException(
                  "the outputs of a network read as "
                      + key(decoder)
                      + " do not show how many classes there are; give their names with"
                      + " --classes"));
    }

    /** Boxes and scores of as many queries; names decide where both could be boxes. */
    private Optional<List<Result>> pair() {
      List<Result> three =
          outputs.stream().filter(one -> one.tensor().shape().length == 3 && !one.whole()).toList();
      List<Result> boxes = three.stream().filter(one -> one.tensor().length(2) == 4).toList();
      if (boxes.isEmpty() || three.size() < 2) {
        return Optional.empty();
      }
      Result box =
          boxes.stream()
              .filter(one -> named(one, "box") || named(one, "dets"))
              .findFirst()
              .orElse(
                  boxes.stream()
                      .filter(one -> within(one.tensor(), 0, 4))
                      .findFirst()
                      .orElse(boxes.get(0)));
      return three.stream()
          .filter(one -> !one.equals(box) && one.tensor().length(1) == box.tensor().length(1))
          .findFirst()
          .map(scores -> List.of(box, scores));
    }

    private static boolean named(Result output, String part) {
      return output.name().toLowerCase(Locale.ROOT).contains(part);
    }

    private Optional<List<Result>> triple() {
      Optional<Result> boxes = withAxes(3).filter(one -> one.tensor().length(2) == 4);
      List<Result> two = outputs.stream().filter(one -> one.tensor().shape().length == 2).toList();
      if (boxes.isEmpty() || two.size() != 2) {
        return Optional.empty();
      }
      boolean firstIsClass = two.get(0).whole();
      return Optional.of(
          List.of(boxes.get(), two.get(firstIsClass ? 1 : 0), two.get(firstIsClass ? 0 : 1)));
    }

    private NoObject noObject(int columns, boolean logits, String name) {
      if (known.isPresent() && columns != known.getAsInt() + 1) {
        return NoObject.NONE;
      }
      // RF-DETR calls its scores "labels" and has one column more than classes.
      if (name.equals("labels")) {
        reasons.add("scores called 'labels' are RF-DETR's: the last column is no class");
        return NoObject.LAST;
      }
      if (known.isPresent() && logits) {
        reasons.add(
            "one column more than classes: 'no object' in a softmax over all; where each class has"
                + " a score of its own, write \"noObject\": \"last\"");
        return NoObject.SOFTMAX;
      }
      return known.isPresent() ? NoObject.LAST : NoObject.NONE;
    }

    private static int extra(NoObject noObject) {
      return noObject == NoObject.NONE ? 0 : 1;
    }

    /** The strides whose grids have so many cells; empty if there are none. */
    private List<Integer> strides(int rows, int anchors) {
      return STRIDES.stream()
          .filter(set -> anchors * set.stream().mapToInt(this::cells).sum() == rows)
          .findFirst()
          .orElse(List.of());
    }

    private int cells(int stride) {
      return ((width + stride - 1) / stride) * ((height + stride - 1) / stride);
    }

    /** Distances a side, if the rows are class scores and distributions. */
    private Optional<Integer> distances(Tensor rows) {
      int columns = rows.length(2);
      if (known.isPresent()) {
        int rest = columns - known.getAsInt();
        return rest >= 8 && rest % 4 == 0 ? Optional.of(rest / 4) : Optional.empty();
      }
      for (int distances : DISTANCES) {
        int classes = columns - 4 * distances;
        // Scores that are probabilities, and logits behind them: boxes would show in front.
        if (classes >= 1 && within(rows, 0, classes) && !within(rows, classes, columns)) {
          return Optional.of(distances);
        }
      }
      return Optional.empty();
    }

    /** Whether most rows name a centre near their own cell, in pixels. */
    private boolean holdsPixels(Tensor rows) {
      int columns = rows.length(2);
      int row = 0;
      int near = 0;
      for (int stride : strides(rows.length(1), 1)) {
        for (int y = 0; y < height; y += stride) {
          for (int x = 0; x < width; x += stride, row++) {
            double dx = rows.values()[row * columns] - x;
            double dy = rows.values()[row * columns + 1] - y;
            near += Math.abs(dx) <= 2 * stride && Math.abs(dy) <= 2 * stride ? 1 : 0;
          }
        }
      }
      return 2 * near > row;
    }

    /** Whether all numbers in some columns, the last axis, lie within 0 and 1. */
    private static boolean within(Tensor tensor, int from, int to) {
      int columns = tensor.length(-1);
      for (int i = 0; i < tensor.values().length; i++) {
        int column = i % columns;
        if (column >= from && column < to && !isPart(tensor.values()[i])) {
          return false;
        }
      }
      return true;
    }

    private static boolean isPart(float value) {
      // A little room for rounding.
      return value >= -1e-4f && value <= 1 + 1e-4f;
    }

    private static String key(Decoder decoder) {
      return decoder.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
