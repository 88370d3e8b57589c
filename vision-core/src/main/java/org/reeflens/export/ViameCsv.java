package org.reeflens.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reeflens.frame.FrameTime;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.Observation;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.video.ChapterReport;

/**
 * The observations of confirmed tracks as VIAME CSV, which VIAME and DIVE open. Column 3 counts
 * frames over all chapters, because it must be unique; column 9, the length, is -1 where none was
 * measured.
 *
 * @see <a href="https://github.com/VIAME/VIAME">VIAME, plugins/core,
 *     read_detected_object_set_viame_csv</a>
 */
final class ViameCsv {

  private static final String HEADER =
      " 1: Detection or Track-id,  2: Video or Image Identifier,  3: Unique Frame Identifier,"
          + "  4-7: Img-bbox(TL_x,TL_y,BR_x,BR_y),  8: Detection confidence,"
          + "  9: Target Length (0 or -1 if invalid),  10-11+: Repeated Species, Confidence Pairs";

  private ViameCsv() {}

  static void write(Path file, Inventory inventory) {
    Map<Integer, Taxon> names = inventory.names();
    List<ChapterReport> chapters = inventory.provenance().decode().chapters();
    int[] framesBefore = new int[chapters.size()];
    for (int c = 1; c < framesBefore.length; c++) {
      framesBefore[c] = framesBefore[c - 1] + chapters.get(c - 1).framesReadable();
    }
    Table.write(
        file,
        csv -> {
          csv.writeComment(HEADER);
          csv.writeComment(" metadata, exported_by: " + inventory.provenance().software());
          for (int sample = 0; sample < inventory.observations().samples().size(); sample++) {
            FrameTime time = inventory.observations().samples().get(sample);
            for (Observation seen : inventory.observations().at(sample)) {
              csv.writeRecord(
                  Integer.toString(seen.track()),
                  chapters.get(time.chapter()).file(),
                  Integer.toString(framesBefore[time.chapter()] + time.index()),
                  Table.pixels(seen.detection().box().left()),
                  Table.pixels(seen.detection().box().top()),
                  Table.pixels(seen.detection().box().right()),
                  Table.pixels(seen.detection().box().bottom()),
                  Table.share(seen.detection().confidence()),
                  "-1",
                  Objects.requireNonNull(names.get(seen.track())).label(),
                  Table.share(seen.detection().confidence()));
            }
          }
        });
  }
}
