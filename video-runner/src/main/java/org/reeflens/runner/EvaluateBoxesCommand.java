package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.reeflens.evaluate.CocoBoxes;
import org.reeflens.evaluate.DetectionEvaluator;
import org.reeflens.export.BoxEvaluationFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeflens evaluate boxes}: any detector's boxes against truth, in COCO's numbers. */
@Command(
    name = "boxes",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares the boxes of any detector with truth, both as COCO's JSON; no picture is needed.",
      "",
      "Writes FILE.json with COCO's twelve numbers, 0 to 1, or -1 where there is nothing to"
          + " average, and those of each category."
    },
    footer = {"", "Exit codes: 0 complete, 2 bad usage or input."})
final class EvaluateBoxesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--truth",
      paramLabel = "COCO.json",
      required = true,
      description = "COCO's instances.json: images, annotations and categories.")
  private Path truth;

  @Option(
      names = "--result",
      paramLabel = "COCO_RESULTS.json",
      required = true,
      description = "A list of {image_id, category_id, bbox: [x, y, width, height], score}.")
  private Path result;

  @Mixin private final OutFile out = new OutFile();

  @Override
  public Integer call() throws IOException {
    out.makeRoom();
    CocoBoxes boxes = CocoBoxes.read(truth, result);
    DetectionEvaluator.Result numbers = boxes.evaluate();
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("truth", truth.toString());
    settings.put("result", result.toString());
    BoxEvaluationFile.write(
        out.path(), boxes, numbers, EvaluateCommand.origin(spec, null, settings));
    print(boxes, numbers);
    return ExitCode.COMPLETE;
  }

  private void print(CocoBoxes boxes, DetectionEvaluator.Result numbers) {
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf(
        "%d boxes in %d pictures, %d found%n",
        boxes.truths().size(), boxes.images(), boxes.found().size());
    if (boxes.otherCategories() > 0) {
      terminal.println(
          boxes.otherCategories()
              + " results are of categories that the truth does not list; they are left out");
    }
    terminal.println("AP     " + EvaluateCommand.number(numbers.ap()));
    terminal.println("AP50   " + EvaluateCommand.number(numbers.ap50()));
    terminal.println("AP75   " + EvaluateCommand.number(numbers.ap75()));
    terminal.println("AR100  " + EvaluateCommand.number(numbers.ar100()));
    terminal.println("Numbers are in " + out.path() + ".");
    terminal.flush();
  }
}
