package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.reeflens.export.SnoutForkCsv;
import org.reeflens.measure.MaskPicture;
import org.reeflens.measure.SnoutFork;
import picocli.CommandLine.Option;

/** The form of {@code reeflens measure} that finds snout and fork in an outline. */
final class MaskForm {

  @Option(
      names = "--mask",
      paramLabel = "MASK.png",
      required = true,
      description =
          "The outline of a fish, bright on dark. Writes"
              + " snout_x,snout_y,fork_x,fork_y,confidence in pixels, pixel centres at integers;"
              + " docs/guides/size.md says how they are found.")
  private Path mask;

  void run(Path out, PrintWriter terminal) throws IOException {
    SnoutFork ends =
        SnoutFork.of(MaskPicture.read(mask))
            .orElseThrow(() -> new IOException(mask + " is an empty mask: it has no bright pixel"));
    SnoutForkCsv.write(out, ends);
    String doubts =
        ends.doubts().stream()
            .sorted()
            .map(SnoutFork.Doubt::sentence)
            .collect(Collectors.joining("; "));
    terminal.printf(
        Locale.ROOT,
        "Snout at %.1f, %.1f, fork at %.1f, %.1f: %.1f pixels, confidence %.2f%s%n",
        ends.snout().x(),
        ends.snout().y(),
        ends.fork().x(),
        ends.fork().y(),
        ends.length(),
        ends.confidence(),
        doubts.isEmpty() ? "" : " (" + doubts + ")");
    terminal.flush();
  }
}
