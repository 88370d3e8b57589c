package org.reeflens.video;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What cameras say about their chapters in the file names. Files that do not belong together, or
 * stand in the wrong order, would give wrong dive times without any other sign.
 */
final class ChapterNames {
  /** GoPro since HERO6: GX010042 is chapter 01 of recording 0042 (GH, GL and GS likewise). */
  private static final Pattern GOPRO = Pattern.compile("(?i)G[HXLS](\\d{2})(\\d{4})\\..*");

  /** Older GoPro: GOPR0042 is the first chapter of recording 0042, GP010042 the second. */
  private static final Pattern OLD_GOPRO = Pattern.compile("(?i)G(?:OPR|P(\\d{2}))(\\d{4})\\..*");

  /** Anything else that ends in a number. */
  private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d{1,9})\\.[^.]*");

  private ChapterNames() {}

  /**
   * Refuses chapters of different recordings and chapters out of order.
   *
   * @throws VideoException if the names of two neighbours do not fit
   */
  static void check(List<Path> files) {
    for (int i = 1; i < files.size(); i++) {
      checkNeighbours(files.get(i - 1), files.get(i));
    }
  }

  private static void checkNeighbours(Path first, Path second) {
    Name a = Name.of(first.getFileName().toString());
    Name b = Name.of(second.getFileName().toString());
    if (a == null || b == null || a.camera != b.camera) {
      return;
    }
    if (!a.recording.equals(b.recording)) {
      if (a.camera) {
        throw new VideoException(
            second
                + " is of recording "
                + b.recording
                + " and "
                + first.getFileName()
                + " of recording "
                + a.recording
                + "; analyse each recording as a dive of its own.");
      }
      return;
    }
    boolean sameFolder = Objects.equals(first.getParent(), second.getParent());
    if (b.chapter < a.chapter || (b.chapter == a.chapter && (a.camera || sameFolder))) {
      throw new VideoException(
          second
              + " must not follow "
              + first.getFileName()
              + "; name the chapters of a recording once each and in rising order.");
    }
  }

  /** How many chapters of a GoPro recording are missing between two neighbours. */
  static int gap(Path first, Path second) {
    Name a = Name.of(first.getFileName().toString());
    Name b = Name.of(second.getFileName().toString());
    return a != null && b != null && a.camera && b.camera ? b.chapter - a.chapter - 1 : 0;
  }

  /**
   * A file name taken apart.
   *
   * @param camera whether the camera's own naming is known
   * @param recording what all chapters share
   * @param chapter the chapter's number
   */
  private record Name(boolean camera, String recording, int chapter) {

    static @Nullable Name of(String file) {
      Matcher gopro = GOPRO.matcher(file);
      if (gopro.matches()) {
        return new Name(true, gopro.group(2), Integer.parseInt(gopro.group(1)));
      }
      Matcher old = OLD_GOPRO.matcher(file);
      if (old.matches()) {
        return new Name(
            true, old.group(2), old.group(1) == null ? 0 : Integer.parseInt(old.group(1)));
      }
      Matcher numbered = NUMBERED.matcher(file);
      return numbered.matches()
          ? new Name(false, numbered.group(1), Integer.parseInt(numbered.group(2)))
          : null;
    }
  }
}
