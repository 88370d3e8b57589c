package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reeflens.inference.ImportOptions;
import org.reeflens.inference.ImportedModel;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.ModelImport;
import org.reeflens.inference.SelfTest;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.ModelManifest.Decoder;
import org.reeflens.model.ModelManifest.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code reeflens models import}: a package drafted from a network's file. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Drafts a model package from an ONNX or TorchScript file.",
      "",
      "Looks at the inputs and outputs, tells what they mean, and says what it guessed. Look at"
          + " those lines before you trust a count. Weights are code: import only files whose source"
          + " you trust."
    })
final class ModelsImportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "The network: .onnx, or TorchScript as .pt or .torchscript.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "PACKAGE",
      required = true,
      description = "Folder for the package; must not be there yet, or be empty.")
  private Path out;

  @Option(
      names = "--classes",
      paramLabel = "FILE",
      description =
          "Text file with the name of a class on each line, in the network's order (default:"
              + " class0, class1 ...).")
  private @Nullable Path classes;

  @Option(
      names = "--decoder",
      converter = DecoderName.class,
      description =
          "What the outputs mean: yolox, yolov5, yolov8, nanodet, detr, detr-joined, labelled,"
              + " suppressed, scores (default: told from their shapes and numbers).")
  private @Nullable Decoder decoder;

  @Option(
      names = "--size",
      paramLabel = "WIDTHxHEIGHT",
      converter = PictureSize.class,
      description = "Size of the pictures, for files that leave it open, such as 640x640.")
  private ImportOptions.@Nullable Size size;

  @Option(
      names = "--id",
      description =
          "Name of the package: lower-case letters, digits, '.', '-' (default: the file's).")
  private @Nullable String id;

  @Option(names = "--licence", description = "Licence of the weights, such as Apache-2.0.")
  private @Nullable String licence;

  @Override
  public Integer call() throws IOException {
    ImportOptions options =
        ImportOptions.NONE
            .withDecoder(decoder)
            .withClasses(classes == null ? List.of() : names(classes))
            .withId(id)
            .withLicence(licence)
            .withSize(size);
    ImportedModel imported = ModelImport.draft(file, out, options);
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf(
        "%s: a %s with the decoder %s; classes: %d.%n",
        imported.model(),
        imported.model().manifest().task() == Task.DETECTION ? "detector" : "classifier",
        name(imported.model().manifest().output().decoder()),
        imported.model().classes().size());
    terminal.println("Told from the file:");
    imported.found().forEach(line -> terminal.println("  " + line));
    terminal.println("Check:");
    imported.check().forEach(line -> terminal.println("  " + line));
    try (InferenceSession session =
        InferenceSession.open(imported.model(), SessionOptions.DEFAULT)) {
      SelfTest.run(imported.model(), session);
      terminal.println("The package runs on " + session.describe() + ".");
    }
    terminal.println("It is in " + out + "; what was guessed is in its model.json.");
    if (imported.model().manifest().task() == Task.DETECTION) {
      terminal.println(
          "Try it: ./reeflens inventory PICTURES --detector "
              + out
              + " --annotated --out results/");
    }
    terminal.flush();
    return ExitCode.COMPLETE;
  }

  private static List<String> names(Path file) throws IOException {
    List<String> lines =
        Files.readAllLines(file, StandardCharsets.UTF_8).stream().map(String::strip).toList();
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isEmpty()) {
      end--;
    }
    if (end == 0 || lines.subList(0, end).contains("")) {
      throw new IOException(file + " must have the name of a class on every line");
    }
    return lines.subList(0, end);
  }

  private static String name(Decoder decoder) {
    return decoder.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A decoder by its name in a manifest. */
  static final class DecoderName implements ITypeConverter<Decoder> {

    @Override
    public Decoder convert(String text) {
      for (Decoder one : Decoder.values()) {
        if (name(one).equals(text.toLowerCase(Locale.ROOT))) {
          return one;
        }
      }
      throw new TypeConversionException("no decoder is called '" + text + "'");
    }
  }

  /** A size such as {@code 640x352}. */
  static final class PictureSize implements ITypeConverter<ImportOptions.Size> {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,4})[x×]([0-9]{1,4})");

    @Override
    public ImportOptions.Size convert(String text) {
      Matcher matcher = SIZE.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException("'" + text + "' is no size; write it like 640x352");
      }
      return new ImportOptions.Size(
          Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
  }
}
