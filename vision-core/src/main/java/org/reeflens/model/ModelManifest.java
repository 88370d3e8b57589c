package org.reeflens.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reeflens.stats.HeldOutScores;
import org.reeflens.taxonomy.Rank;

/**
 * What a model package says about itself: its {@code model.json}.
 *
 * @param id the model's name, such as {@code reef-fish-detector}: lower-case letters, digits, '.'
 *     and '-'
 * @param version three numbers, such as {@code 1.0.0}
 * @param task what it does
 * @param weights the weights by engine; at least one
 * @param classes the file with the classes, {@code taxonomy.json}
 * @param head the linear layer from features to classes, little-endian float32: for each class its
 *     weights, then the biases of all; null where the network gives scores itself
 * @param golden a known input and its expected output; null where the package has none
 * @param documents the model card, the metrics and other files to read; may be empty
 * @param input what goes in
 * @param output what comes out
 * @param thresholds where to cut, each with its source
 * @param naming how a classifier's scores become a name; {@link Naming#PLAIN} where the package
 *     does not say
 * @param heldOut how a detector did on pictures it was not trained with, from which counts get
 *     their intervals; empty where the package does not say
 * @param maxDetections the most detections kept of one picture, 1 or more
 * @param licence licence of the weights
 * @param provenance where the weights come from: free names and sentences
 */
public record ModelManifest(
    String id,
    String version,
    Task task,
    Map<Engine, PackageFile> weights,
    PackageFile classes,
    @Nullable PackageFile head,
    @Nullable Golden golden,
    List<PackageFile> documents,
    Input input,
    Output output,
    Thresholds thresholds,
    Naming naming,
    Optional<HeldOutScores> heldOut,
    int maxDetections,
    String licence,
    Map<String, String> provenance) {

  /** Name of the manifest's file in the package's folder. */
  public static final String FILE = "model.json";

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,6}\\.[0-9]{1,6}\\.[0-9]{1,6}");

  /**
   * Checks the parts and copies the collections.
   *
   * @throws IllegalArgumentException if a part is out of its range
   */
  public ModelManifest {
    check(ID.matcher(id).matches(), "id must be lower-case letters, digits, '.' and '-': " + id);
    check(
        VERSION.matcher(version).matches(), "version must be three numbers like 1.0.0: " + version);
    check(!weights.isEmpty(), "at least one engine must have weights");
    check(maxDetections >= 1, "maxDetections must be 1 or more: " + maxDetections);
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(classes, "classes");
    weights = Collections.unmodifiableMap(new EnumMap<>(weights));
    documents = List.copyOf(documents);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    check(
        (task == Task.DETECTION) == output.decoder().givesBoxes(),
        "output.decoder " + output.decoder() + " does not fit the task " + task);
    check(
        (task == Task.SEGMENTATION) == (output.decoder() == Decoder.MASK),
        "output.decoder " + output.decoder() + " does not fit the task " + task);
    check(
        !input.background() || task == Task.DETECTION,
        "input.background is for detectors, not for the task " + task);
    check(
        (head != null) == (output.decoder() == Decoder.FEATURES),
        "head must be given for the decoder features, and only for it");
    check(task == Task.DETECTION || heldOut.isEmpty(), "heldOut is for detectors, not for " + task);
    boolean suppresses = output.decoder().leavesDoubles();
    check(
        suppresses == thresholds.iou().isPresent(),
        "thresholds.iou must be "
            + (suppresses ? "given" : "left out")
            + " for the decoder "
            + output.decoder());
  }

  /** What a model does. */
  public enum Task {
    /** Boxes with classes. */
    DETECTION,
    /** One class for one crop. */
    CLASSIFICATION,
    /** Any number of labels for one crop. */
    MULTI_LABEL,
    /**
     * Which pixels of a box are the animal. The network sees the box and 15 % of its width and
     * height more on each side, as far as the picture goes.
     */
    SEGMENTATION
  }

  /**
   * A known input and its expected output.
   *
   * @param input raw bytes of one or more pictures as the network takes them
   * @param expected rows of the output that must come out
   */
  public record Golden(PackageFile input, PackageFile expected) {}

  /**
   * What the network takes.
   *
   * @param name name of the input in the ONNX file
   * @param layout order of the axes
   * @param type type of a number
   * @param width columns, 1 to 8192
   * @param height rows, 1 to 8192
   * @param colour order of the channels
   * @param resize how a picture is brought to that size
   * @param pad value around a letterboxed picture, 0 to 255, before mean and std
   * @param mean per channel, in {@code colour} order, subtracted from 0..255; zeros for uint8
   * @param std per channel, above zero; the rest is divided by it; ones for uint8
   * @param batch the most pictures in one run, 1 to 256
   * @param sizeName name of a second input, int64 {@code [N, 2]}, that takes width and height of
   *     the input for each picture, as the exports of RT-DETR and D-FINE have it; null where there
   *     is none
   * @param background whether the network also takes the picture's background, that is what stays
   *     where it is in the recording: as many rows again below the picture. {@code height} is that
   *     of the picture alone. Only for rows of 8-bit pixels
   */
  public record Input(
      String name,
      Layout layout,
      NumberType type,
      int width,
      int height,
      Colour colour,
      Resize resize,
      int pad,
      List<Double> mean,
      List<Double> std,
      int batch,
      @Nullable String sizeName,
      boolean background) {

    /** An input without a second one for the size, for single pictures. */
    public Input(
        String name,
        Layout layout,
        NumberType type,
        int width,
        int height,
        Colour colour,
        Resize resize,
        int pad,
        List<Double> mean,
        List<Double> std,
        int batch) {
      this(name, layout, type, width, height, colour, resize, pad, mean, std, batch, null, false);
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if a part is out of its range
     */
    public Input {
      check(width >= 1 && width <= 8192, "input.width must be 1 to 8192: " + width);
      check(height >= 1 && height <= 8192, "input.height must be 1 to 8192: " + height);
      check(pad >= 0 && pad <= 255, "input.pad must be 0 to 255: " + pad);
      check(batch >= 1 && batch <= 256, "input.batch must be 1 to 256: " + batch);
      mean = List.copyOf(mean);
      std = List.copyOf(std);
      check(mean.size() == 3, "input.mean must have 3 numbers: " + mean);
      check(
          std.size() == 3 && std.stream().allMatch(value -> value > 0),
          "input.std must have 3 numbers above zero: " + std);
      check(
          type == NumberType.FLOAT32
              || (mean.stream().allMatch(value -> value == 0)
                  && std.stream().allMatch(value -> value == 1)),
          "input.mean must be zeros and input.std ones when input.type is uint8");
      check(
          !background || (type == NumberType.UINT8 && layout == Layout.NHWC),
          "input.background needs input.type uint8 and input.layout NHWC");
    }

    /** Rows of what the network takes: those of the picture and of its background. */
    private int rows() {
      return background ? 2 * height : height;
    }

    /** Bytes of one picture, with its background if the network takes one. */
    public int bytesPerPicture() {
      return Math.multiplyExact(Math.multiplyExact(3 * type.bytes(), width), rows());
    }

    /** Shape of a batch, such as {@code [4, 352, 640, 3]}. */
    public long[] shape(int pictures) {
      return layout == Layout.NHWC
          ? new long[] {pictures, rows(), width, 3}
          : new long[] {pictures, 3, rows(), width};
    }
  }

  /** Order of the axes: N pictures, C channels, H rows, W columns. */
  public enum Layout {
    NHWC,
    NCHW
  }

  /** Type of a number of the input. */
  public enum NumberType {
    UINT8(1),
    FLOAT32(4);

    private final int bytes;

    NumberType(int bytes) {
      this.bytes = bytes;
    }

    /** Bytes of one number. */
    public int bytes() {
      return bytes;
    }
  }

  /** Order of the channels. */
  public enum Colour {
    RGB,
    BGR
  }

  /** How a picture is brought to the network's size. */
  public enum Resize {
    /** Scaled whole, sides in proportion, into the upper left corner; the rest is padded. */
    LETTERBOX_TOP_LEFT,
    /** Scaled whole, sides in proportion, into the middle; the rest is padded. */
    LETTERBOX_CENTRE,
    /** Scaled to the full size, proportions lost. */
    STRETCH
  }

  /**
   * What the network gives.
   *
   * @param decoder what the numbers mean
   * @param names names of the outputs in the order the decoder takes them; TorchScript outputs have
   *     no names and are taken in this order, or by their place: {@code #0} is the first
   * @param scoresAreLogits whether scores still need the logistic function (for one class a crop:
   *     the softmax)
   * @param strides pixels per cell of each grid, in order; only the yolox and nanodet decoders have
   *     them
   * @param noObject whether the scores have one column more than there are classes; only the detr
   *     and detr-joined decoders can have it
   */
  public record Output(
      Decoder decoder,
      List<String> names,
      boolean scoresAreLogits,
      List<Integer> strides,
      NoObject noObject) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if a part does not fit the decoder
     */
    public Output {
      names = List.copyOf(names);
      strides = List.copyOf(strides);
      check(
          names.size() == decoder.outputs(),
          "output.names must have " + decoder.outputs() + " for the decoder " + decoder);
      check(
          decoder.hasGrids() != strides.isEmpty()
              && strides.stream().allMatch(stride -> stride >= 1 && stride <= 1024),
          "output.strides must be given for yolox and nanodet, 1 to 1024, and only for them: "
              + strides);
      check(
          noObject == NoObject.NONE || decoder == Decoder.DETR || decoder == Decoder.DETR_JOINED,
          "output.noObject is only for the decoders detr and detr-joined");
      check(
          noObject != NoObject.SOFTMAX || scoresAreLogits,
          "output.scoresAreLogits must be true where output.noObject is softmax");
    }
  }

  /** Whether the last column of scores stands for "no object". */
  public enum NoObject {
    /** There is no such column. */
    NONE,
    /** It is there and is passed over; each class has a score of its own (RF-DETR). */
    LAST,
    /** It is there and takes part in a softmax over all columns (DETR of 2020, YOLOS). */
    SOFTMAX
  }

  /** What the numbers of an output mean. N pictures, A anchors, C classes, Q queries. */
  public enum Decoder {
    /** [N, A, 5+C]: tx, ty, tw, th in cells of the grids, score of an object, scores of classes. */
    YOLOX(1, true, true),
    /** [N, A, 5+C]: centre, width, height in input pixels, score of an object, of classes. */
    YOLOV5(1, true, true),
    /** [N, 4+C, A]: centre, width, height in input pixels, scores of classes. */
    YOLOV8(1, true, true),
    /** [N, A, C+4D]: scores of classes, then for left, top, right, bottom logits of D distances. */
    NANODET(1, true, true),
    /** [N, Q, 4] centre, width, height as parts of the input's sides; [N, Q, C] scores. */
    DETR(2, false, true),
    /** [N, Q, 4+C]: the same in one output. */
    DETR_JOINED(1, false, true),
    /** [N, K, 4] left, top, right, bottom in input pixels; [N, K] scores; [N, K] classes. */
    LABELLED(3, false, true),
    /** [N, K, 6]: left, top, right, bottom in input pixels, score, class; doubles already gone. */
    SUPPRESSED(1, false, true),
    /** [N, C] scores of classes: no boxes. */
    SCORES(1, false, false),
    /** [N, D] features of a crop, which the package's head turns into classes: no boxes. */
    FEATURES(1, false, false),
    /** [N, H, W] score of each pixel of the input to belong to the animal: no boxes. */
    MASK(1, false, false);

    private final int outputs;
    private final boolean leavesDoubles;
    private final boolean givesBoxes;

    Decoder(int outputs, boolean leavesDoubles, boolean givesBoxes) {
      this.outputs = outputs;
      this.leavesDoubles = leavesDoubles;
      this.givesBoxes = givesBoxes;
    }

    int outputs() {
      return outputs;
    }

    /** Whether its rows are the cells of grids, so that their strides must be known. */
    boolean hasGrids() {
      return this == YOLOX || this == NANODET;
    }

    /** Whether it finds animals in a picture; else it names crops. */
    public boolean givesBoxes() {
      return givesBoxes;
    }

    /** Whether one animal can come out several times, so that doubles must be suppressed. */
    public boolean leavesDoubles() {
      return leavesDoubles;
    }
  }

  /**
   * Where to cut.
   *
   * @param confidence the confidence from which on a detection is believed
   * @param following the confidence from which on an animal is followed through video, where
   *     several hits confirm it; at most {@code confidence}, and that where it is empty
   * @param iou overlap (IoU) above which the weaker of two boxes of a class is a double; empty
   *     where the decoder leaves no doubles
   */
  public record Thresholds(
      Threshold confidence, Optional<Threshold> following, Optional<Threshold> iou) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if {@code following} is above {@code confidence}
     */
    public Thresholds {
      double most = confidence.value();
      check(
          following.map(Threshold::value).orElse(most) <= most,
          "thresholds.following must be at most thresholds.confidence");
    }
  }

  /**
   * A number and why it is that.
   *
   * @param value 0 to 1
   * @param source a paper, a validation run, or "guess"
   */
  public record Threshold(double value, String source) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the value is not 0 to 1 or the source is blank
     */
    public Threshold {
      check(value >= 0 && value <= 1, "a threshold must be 0 to 1: " + value);
      check(!source.isBlank(), "a threshold needs its source");
    }
  }

  /**
   * How the scores of a classifier become a name.
   *
   * @param temperature the scores are divided by it before the softmax, above zero (Guo et al.
   *     2017, On calibration of modern neural networks)
   * @param knownEnergy a crop is of no known class if {@code T logsumexp(z / T)} lies below (Liu et
   *     al. 2020, Energy-based out-of-distribution detection); empty where nothing is refused
   * @param ranks the summed probability that an answer of each rank needs; for a rank that is not
   *     here no answer is given
   * @param weak scientific names of classes that were taught with too little; a narrower answer
   *     than their parent needs {@code weakConfidence}
   * @param weakConfidence the probability that a weak class needs, 0 to 1
   * @param unidentified the answer where no name is sure enough
   */
  public record Naming(
      Setting temperature,
      Optional<Setting> knownEnergy,
      Map<Rank, Threshold> ranks,
      Set<String> weak,
      Optional<Threshold> weakConfidence,
      String unidentified) {

    /** Scores as they are, any species from one half on, nothing refused. */
    public static final Naming PLAIN =
        new Naming(
            new Setting(1, "not calibrated"),
            Optional.empty(),
            Map.of(
                Rank.SPECIES, new Threshold(0.5, "guess"),
                Rank.GENUS, new Threshold(0.5, "guess"),
                Rank.FAMILY, new Threshold(0.5, "guess")),
            Set.of(),
            Optional.empty(),
            "unidentified fish");

    /**
     * Checks the parts and copies the collections.
     *
     * @throws IllegalArgumentException if the temperature is not above zero, or classes are weak
     *     without a {@code weakConfidence}
     */
    public Naming {
      check(temperature.value() > 0, "naming.temperature must be above zero: " + temperature);
      check(
          weak.isEmpty() || weakConfidence.isPresent(),
          "naming.weakConfidence must be given where naming.weak has classes");
      ranks = Collections.unmodifiableMap(new EnumMap<>(ranks));
      weak = Set.copyOf(weak);
    }
  }

  /**
   * A number of any size and why it is that.
   *
   * @param value any finite number
   * @param source a paper, a validation run, or "guess"
   */
  public record Setting(double value, String source) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the value is not finite or the source is blank
     */
    public Setting {
      check(Double.isFinite(value), "a setting must be a finite number: " + value);
      check(!source.isBlank(), "a setting needs its source");
    }
  }

  private static void check(boolean right, String message) {
    if (!right) {
      throw new IllegalArgumentException(message);
    }
  }
}
