package org.reeflens.video;

import java.util.List;
import java.util.Locale;

/**
 * What was met while a dive was read: how much was decoded, and all damage that could be seen.
 *
 * @param chapters one report for each chapter, in order
 */
public record DecodeReport(List<ChapterReport> chapters) {

  /** Copies the list. */
  public DecodeReport {
    chapters = List.copyOf(chapters);
  }

  /** Whether pictures of any chapter are damaged or missing. */
  public boolean damaged() {
    return chapters.stream().anyMatch(ChapterReport::damaged);
  }

  /** One sentence for a person. */
  public String summary() {
    int readable = chapters.stream().mapToInt(ChapterReport::framesReadable).sum();
    int decoded = chapters.stream().mapToInt(ChapterReport::framesDecoded).sum();
    int skipped = chapters.stream().mapToInt(ChapterReport::framesSkipped).sum();
    int corrupt = chapters.stream().mapToInt(ChapterReport::framesCorrupt).sum();
    int lost = chapters.stream().mapToInt(ChapterReport::framesLost).sum();
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%d of %d frames decoded", decoded, readable));
    if (skipped > 0) {
      text.append(", ").append(skipped).append(" not needed");
    }
    if (!damaged()) {
      return text.append(", no damage seen.").toString();
    }
    if (corrupt > 0) {
      text.append(", ").append(corrupt).append(" of them damaged");
    }
    if (lost > 0) {
      text.append(", ").append(lost).append(" lost");
    }
    for (ChapterReport chapter : chapters) {
      if (chapter.truncated()) {
        text.append(
            String.format(
                Locale.ROOT, ", %s cut off at %.2f s", chapter.file(), chapter.readableSeconds()));
      }
    }
    return text.append('.').toString();
  }
}
