package org.reeflens.inference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reeflens.inference.NetworkFile.Port;
import org.reeflens.inference.NetworkFile.Result;
import org.reeflens.inference.NetworkFile.Value;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest.Colour;
import org.reeflens.model.ModelManifest.Input;
import org.reeflens.model.ModelManifest.Layout;
import org.reeflens.model.ModelManifest.NumberType;
import org.reeflens.model.ModelManifest.Resize;

/**
 * Drafts a model package from an ONNX or TorchScript file: looks at its inputs, runs it once on a
 * picture of its own, and tells from the outputs which decoder reads them. What a file cannot show,
 * such as the order of colours, is guessed as the authors of that kind of network have it, and
 * said.
 */
public final class ModelImport {

  /** Pictures in a run where the file leaves their number open: a guess. */
  private static final int BATCH = 4;

  private static final List<Double> ZEROS = List.of(0.0, 0.0, 0.0);
  private static final List<Double> ONES = List.of(1.0, 1.0, 1.0);
  private static final List<Double> SCALE = List.of(255.0, 255.0, 255.0);

  private final Path file;
  private final ImportOptions options;
  private final List<String> found = new ArrayList<>();
  private final List<String> check = new ArrayList<>();

  private ModelImport(Path file, ImportOptions options) {
    this.file = file;
    this.options = options;
  }

  /**
   * Drafts a package.
   *
   * @param file an {@code .onnx}, {@code .pt} or {@code .torchscript} file
   * @param folder the package's folder; made, or empty
   * @param options what is known of the network
   * @return the package, complete and checked, and what to look at before it is used
   * @throws ModelException if the file cannot be run, has a form that is not known, or the folder
   *     cannot be written
   */
  public static ImportedModel draft(Path file, Path folder, ImportOptions options) {
    try {
      if (isTaken(folder)) {
        throw new ModelException(folder + " is there already; name a folder that is not");
      }
      return new ModelImport(file, options).draft(folder);
    } catch (IOException e) {
      throw new ModelException(folder + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static boolean isTaken(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Files.exists(folder);
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.findAny().isPresent();
    }
  }

  private ImportedModel draft(Path folder) throws IOException {
    try (NetworkFile network = NetworkFile.open(file)) {
      Probe probe =
          network.inputs().isEmpty() ? undeclared(network) : declared(network, network.inputs());
      OptionalInt classes =
          options.classes().isEmpty()
              ? OptionalInt.empty()
              : OptionalInt.of(options.classes().size());
      Input seen = probe.input;
      OutputGuess output =
          OutputGuess.of(probe.outputs, seen.width(), seen.height(), options.decoder(), classes);
      found.addAll(output.reasons());
      Input input = input(seen, output);
      int batch = probe.openBatch && runs(network, probe, BATCH) ? BATCH : seen.batch();
      input = with(input, batch);
      ByteBuffer picture = TestPicture.pack(input);
      Tensor golden = first(run(network, input, picture), output);
      PackageDraft draft = new PackageDraft(file, options, network.engine(), input, output);
      return new ImportedModel(draft.write(folder, picture, golden, found, check), found, check);
    }
  }

  /** What the network takes, as far as its file shows, and what it gave. */
  private record Probe(Input input, boolean openBatch, List<Result> outputs) {}

  // Inputs.

  private Probe declared(NetworkFile network, List<Port> ports) {
    Port image =
        ports.stream()
            .filter(port -> port.shape().size() == 4)
            .findFirst()
            .orElseThrow(() -> badInputs(ports));
    @Nullable String sizeName = null;
    for (Port port : ports) {
      if (!port.equals(image)) {
        boolean isSize =
            port.type() == NetworkFile.Type.INT64
                && port.shape().size() == 2
                && (port.shape().get(1) == 2 || port.shape().get(1) < 0);
        if (!isSize || sizeName != null) {
          throw badInputs(ports);
        }
        sizeName = port.name();
        found.add("its input '" + sizeName + "' is given the width and height of the input");
      }
    }
    if (image.type() != NetworkFile.Type.FLOAT32 && image.type() != NetworkFile.Type.UINT8) {
      throw new ModelException(
          file + " takes pictures of another type than float32 or uint8; export it in float32");
    }
    List<Long> shape = image.shape();
    boolean rowsOfPixels = shape.get(3) == 3 && shape.get(1) != 3;
    if (!rowsOfPixels && shape.get(1) != 3 && shape.get(1) >= 0) {
      throw badInputs(ports);
    }
    Layout layout = rowsOfPixels ? Layout.NHWC : Layout.NCHW;
    long height = shape.get(rowsOfPixels ? 1 : 2);
    long width = shape.get(rowsOfPixels ? 2 : 3);
    ImportOptions.Size size = size(width, height);
    boolean open = shape.get(0) < 0;
    Input input =
        raw(
            image.name(),
            layout,
            image.type() == NetworkFile.Type.UINT8 ? NumberType.UINT8 : NumberType.FLOAT32,
            size,
            open ? 1 : Math.toIntExact(shape.get(0)),
            sizeName);
    describe(input, shape.toString());
    return new Probe(input, open, run(network, input, TestPicture.pack(input)));
  }

  private ModelException badInputs(List<Port> ports) {
    return new ModelException(
        file
            + " takes other inputs than one of pictures and perhaps one of sizes: "
            + String.join(
                ", ", ports.stream().map(port -> port.name() + " " + port.shape()).toList()));
  }

  private ImportOptions.Size size(long width, long height) {
    if (width > 0 && height > 0) {
      ImportOptions.Size size =
          new ImportOptions.Size(Math.toIntExact(width), Math.toIntExact(height));
      if (options.size().isPresent() && !options.size().get().equals(size)) {
        throw new ModelException(
            file + " takes pictures of " + width + " x " + height + " only; leave --size out");
      }
      return size;
    }
    return options
        .size()
        .orElseThrow(
            () ->
                new ModelException(
                    file
                        + " does not say the size of its pictures; give that of its training, such"
                        + " as --size 640x640"));
  }

  /** TorchScript does not say what it takes: the ways in use are tried. */
  private Probe undeclared(NetworkFile network) {
    ImportOptions.Size size = size(-1, -1);
    @Nullable ModelException first = null;
    // Networks that take rows of pixels take them as bytes, as a rule.
    for (Layout layout : Layout.values()) {
      for (NumberType type : NumberType.values()) {
        NumberType tried = layout == Layout.NCHW ? other(type) : type;
        for (@Nullable String sizeName : new @Nullable String[] {null, "sizes"}) {
          Input input = raw("images", layout, tried, size, 1, sizeName);
          try {
            List<Result> outputs = run(network, input, TestPicture.pack(input));
            describe(input, "what the network runs on");
            return new Probe(input, true, outputs);
          } catch (ModelException e) {
            first = first == null ? e : first;
          }
        }
      }
    }
    throw Objects.requireNonNull(first);
  }

  private static NumberType other(NumberType type) {
    return type == NumberType.UINT8 ? NumberType.FLOAT32 : NumberType.UINT8;
  }

  private void describe(Input input, String why) {
    found.add(
        "input '"
            + input.name()
            + "': "
            + input.width()
            + " x "
            + input.height()
            + ", "
            + input.layout()
            + ", "
            + key(input.type())
            + " ("
            + why
            + ")");
  }

  private static Input raw(
      String name,
      Layout layout,
      NumberType type,
      ImportOptions.Size size,
      int batch,
      @Nullable String sizeName) {
    return new Input(
        name,
        layout,
        type,
        size.width(),
        size.height(),
        Colour.RGB,
        Resize.STRETCH,
        0,
        ZEROS,
        type == NumberType.UINT8 ? ONES : SCALE,
        batch,
        sizeName,
        false);
  }

  private boolean runs(NetworkFile network, Probe probe, int batch) {
    try {
      Input many = with(probe.input, batch);
      List<Result> outputs = run(network, many, TestPicture.pack(many));
      boolean all = outputs.stream().allMatch(one -> one.tensor().length(0) == batch);
      found.add(all ? "it takes several pictures in a run" : "it takes one picture in a run");
      return all;
    } catch (ModelException e) {
      found.add("it takes one picture in a run");
      return false;
    }
  }

  private static Input with(Input input, int batch) {
    return new Input(
        input.name(),
        input.layout(),
        input.type(),
        input.width(),
        input.height(),
        input.colour(),
        input.resize(),
        input.pad(),
        input.mean(),
        input.std(),
        batch,
        input.sizeName(),
        input.background());
  }

  /** Runs a batch whose first picture is given; the others are zeros. */
  private static List<Result> run(NetworkFile network, Input input, ByteBuffer picture) {
    ByteBuffer all =
        ByteBuffer.allocateDirect(Math.multiplyExact(input.bytesPerPicture(), input.batch()))
            .order(ByteOrder.nativeOrder());
    all.put(picture.duplicate().rewind()).rewind();
    List<Value> values = new ArrayList<>();
    values.add(
        new Value(
            input.name(),
            input.type() == NumberType.UINT8 ? NetworkFile.Type.UINT8 : NetworkFile.Type.FLOAT32,
            LongStream.of(input.shape(input.batch())).boxed().toList(),
            all));
    String sizeName = input.sizeName();
    if (sizeName != null) {
      ByteBuffer sizes =
          ByteBuffer.allocateDirect(16 * input.batch()).order(ByteOrder.nativeOrder());
      for (int i = 0; i < input.batch(); i++) {
        sizes.putLong(input.width()).putLong(input.height());
      }
      values.add(
          new Value(
              sizeName, NetworkFile.Type.INT64, List.of((long) input.batch(), 2L), sizes.rewind()));
    }
    return network.run(values);
  }

  private static Tensor first(List<Result> outputs, OutputGuess guess) {
    return outputs.stream()
        .filter(one -> one.name().equals(guess.names().get(0)))
        .findFirst()
        .orElseThrow()
        .tensor();
  }

  // What only the authors of a network know.

  private Input input(Input seen, OutputGuess output) {
    boolean whole = seen.type() == NumberType.UINT8;
    Custom custom = custom(output);
    check.add(
        whole
            ? "input: the network takes bytes, so it scales them itself; colour RGB and resize "
                + key(custom.resize)
                + " are guesses"
            : "input: "
                + custom.why
                + " (colour "
                + custom.colour
                + ", mean "
                + custom.mean
                + ", std "
                + custom.std
                + ", resize "
                + key(custom.resize)
                + ")");
    return new Input(
        seen.name(),
        seen.layout(),
        seen.type(),
        seen.width(),
        seen.height(),
        whole ? Colour.RGB : custom.colour,
        custom.resize,
        custom.resize == Resize.STRETCH ? 0 : 114,
        whole ? ZEROS : custom.mean,
        whole ? ONES : custom.std,
        seen.batch(),
        seen.sizeName(),
        seen.background());
  }

  /** How the authors of a kind of network prepare pictures. */
  private record Custom(
      Colour colour, Resize resize, List<Double> mean, List<Double> std, String why) {}

  private static Custom custom(OutputGuess output) {
    List<Double> imageNetMean = List.of(123.675, 116.28, 103.53);
    List<Double> imageNetStd = List.of(58.395, 57.12, 57.375);
    return switch (output.decoder()) {
      case YOLOX -> yolox();
      case YOLOV5 -> output.anchorsApplied() ? yolox() : ultralytics();
      case YOLOV8, SUPPRESSED -> ultralytics();
      case NANODET ->
          new Custom(
              Colour.BGR,
              Resize.STRETCH,
              List.of(103.53, 116.28, 123.675),
              List.of(57.375, 57.12, 58.395),
              "as NanoDet's configuration has it");
      case DETR ->
          output.names().contains("dets")
              ? new Custom(
                  Colour.RGB,
                  Resize.STRETCH,
                  imageNetMean,
                  imageNetStd,
                  "as RF-DETR has it, ImageNet's mean and deviation")
              : new Custom(
                  Colour.RGB,
                  Resize.STRETCH,
                  ZEROS,
                  SCALE,
                  "as RT-DETR has it, 0 to 1; DETR of 2020 takes ImageNet's mean and deviation");
      case DETR_JOINED, LABELLED ->
          new Custom(Colour.RGB, Resize.STRETCH, ZEROS, SCALE, "as RT-DETR has it, 0 to 1");
      case SCORES, FEATURES, MASK ->
          new Custom(
              Colour.RGB,
              Resize.STRETCH,
              imageNetMean,
              imageNetStd,
              "as networks trained on ImageNet have it");
    };
  }

  private static Custom yolox() {
    return new Custom(
        Colour.BGR,
        Resize.LETTERBOX_TOP_LEFT,
        ZEROS,
        ONES,
        "as YOLOX has it since its release 0.1.1, 0 to 255");
  }

  private static Custom ultralytics() {
    return new Custom(
        Colour.RGB,
        Resize.LETTERBOX_CENTRE,
        ZEROS,
        SCALE,
        "as Ultralytics and its relatives have it, 0 to 1");
  }

  static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
