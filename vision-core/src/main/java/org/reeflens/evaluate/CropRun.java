package org.reeflens.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reeflens.classify.Classifier;
import org.reeflens.classify.Crop;
import org.reeflens.classify.Labeller;
import org.reeflens.classify.Scores;
import org.reeflens.frame.Frame;

/** Runs classifiers over files that each show one animal or patch. */
public final class CropRun {

  /** Crops held at a time; the networks cut them into batches of their own. */
  private static final int CHUNK = 64;

  private CropRun() {}

  /** What files belong together. */
  @FunctionalInterface
  public interface Groups {

    /** No file belongs to any other. */
    Groups NONE = file -> null;

    /** The group of a file, such as its track; null where that is unknown. */
    @Nullable String of(Path file);
  }

  /**
   * Scores crops.
   *
   * @param classifier stays the caller's
   * @param files the crops
   * @param groups what belongs together
   * @param progress hears how far it is
   * @throws org.reeflens.video.VideoException if a picture cannot be read
   * @throws InterruptedException if interrupted
   */
  public static List<ScoredCrop> over(
      Classifier classifier, List<LabelledFile> files, Groups groups, PictureProgress progress)
      throws InterruptedException {
    List<Path> paths = files.stream().map(LabelledFile::file).toList();
    List<Scores> scores = run(paths, classifier::crop, classifier::classify, progress);
    List<ScoredCrop> scored = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      LabelledFile file = files.get(i);
      scored.add(
          new ScoredCrop(
              file.file().toString(), file.label(), groups.of(file.file()), scores.get(i)));
    }
    return scored;
  }

  /**
   * Judges patches that may have several labels.
   *
   * @param labeller stays the caller's
   * @param table the patches
   * @param progress hears how far it is
   * @throws IOException if a label is none of the model's
   * @throws org.reeflens.video.VideoException if a picture cannot be read
   * @throws InterruptedException if interrupted
   */
  public static List<LabelReport.Patch> over(
      Labeller labeller, LabelTable table, PictureProgress progress)
      throws IOException, InterruptedException {
    List<LabelTable.Row> rows = table.rows();
    List<double[]> probabilities =
        run(
            rows.stream().map(LabelTable.Row::file).toList(),
            labeller::crop,
            labeller::label,
            progress);
    List<LabelReport.Patch> patches = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      patches.add(new LabelReport.Patch(rows.get(i).labels(), probabilities.get(i)));
    }
    return patches;
  }

  private static <T> List<T> run(
      List<Path> files,
      Function<Frame, Crop> cut,
      Function<List<Crop>, List<T>> network,
      PictureProgress progress)
      throws InterruptedException {
    List<T> results = new ArrayList<>();
    for (int start = 0; start < files.size(); start += CHUNK) {
      List<Crop> crops = new ArrayList<>();
      for (Path file : files.subList(start, Math.min(files.size(), start + CHUNK))) {
        try (Frame frame = PictureFolder.read(file)) {
          crops.add(cut.apply(frame));
        }
      }
      results.addAll(network.apply(crops));
      progress.at(results.size(), files.size());
    }
    return results;
  }
}
