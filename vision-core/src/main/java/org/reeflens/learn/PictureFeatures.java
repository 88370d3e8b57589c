package org.reeflens.learn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reeflens.classify.Backbone;
import org.reeflens.classify.Crop;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoException;
import org.reeflens.video.VideoReader;

/**
 * Runs pictures through a network once. They are read as dives are, so that teaching and use see
 * the same pixels.
 */
final class PictureFeatures {

  /** Enough for a full batch of any package's own size; crops are small. */
  private static final int AT_ONCE = 64;

  private final Backbone backbone;
  private final boolean mirror;
  private final Map<String, float[]> features = new HashMap<>();
  private final Map<String, float[]> mirrored = new HashMap<>();
  private final List<String> skipped = new ArrayList<>();

  /**
   * Prepares.
   *
   * @param backbone stays the caller's
   * @param mirror whether mirror images are run, too
   */
  PictureFeatures(Backbone backbone, boolean mirror) {
    this.backbone = backbone;
    this.mirror = mirror;
  }

  /**
   * Runs all pictures that can be read.
   *
   * @return the folder without those that cannot
   * @throws InterruptedException if interrupted
   * @throws TeachException if too few can be read
   */
  CropFolder run(CropFolder folder, TeachProgress progress) throws InterruptedException {
    List<CropFolder.Crop> files = folder.files();
    for (int from = 0; from < files.size(); from += AT_ONCE) {
      List<CropFolder.Crop> some = files.subList(from, Math.min(files.size(), from + AT_ONCE));
      List<CropFolder.Crop> readable = new ArrayList<>();
      List<Crop> crops = new ArrayList<>();
      for (CropFolder.Crop file : some) {
        try (Frame frame = read(file)) {
          crops.add(backbone.crop(frame));
          readable.add(file);
        } catch (VideoException e) {
          // The card must not tell where a lab keeps its files.
          skipped.add(String.valueOf(e.getMessage()).replace(file.file().toString(), file.name()));
        }
      }
      put(features, readable, backbone.run(crops));
      if (mirror) {
        put(mirrored, readable, backbone.run(crops.stream().map(backbone::mirror).toList()));
      }
      progress.at(TeachProgress.Stage.FEATURES, from + some.size(), files.size());
    }
    if (features.isEmpty()) {
      throw new TeachException(
          "none of the "
              + files.size()
              + " pictures in "
              + folder.root()
              + " can be read; the first: "
              + skipped.get(0));
    }
    return folder.only(crop -> features.containsKey(crop.name()));
  }

  private static Frame read(CropFolder.Crop crop) throws InterruptedException {
    try (VideoReader reader =
        Dive.of(crop.file()).open(FrameSelection.all(), new FramePool(1), 1)) {
      Frame frame = reader.next();
      if (frame == null) {
        throw new VideoException(crop.file() + " holds no picture.");
      }
      return frame;
    }
  }

  private static void put(
      Map<String, float[]> table, List<CropFolder.Crop> crops, List<float[]> rows) {
    for (int i = 0; i < rows.size(); i++) {
      table.put(crops.get(i).name(), rows.get(i));
    }
  }

  /** Why pictures were left out, a sentence each. */
  List<String> skipped() {
    return skipped;
  }

  /** The rows of a folder's pictures. */
  FeatureTable table(CropFolder folder) {
    return new FeatureTable(
        folder.files(),
        folder.files().stream().map(crop -> row(features, crop)).toList(),
        mirror ? folder.files().stream().map(crop -> row(mirrored, crop)).toList() : null,
        folder.classes().size());
  }

  private static float[] row(Map<String, float[]> table, CropFolder.Crop crop) {
    return Objects.requireNonNull(table.get(crop.name()), crop::name);
  }
}
