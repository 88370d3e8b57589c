package org.reeflens.video;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was met while one chapter was read.
 *
 * @param file name of the file or folder
 * @param codec how the pictures are coded
 * @param decoder the decoder used, or null if nothing of the chapter was needed
 * @param framesDeclared frames the file says it holds, or null if it does not say
 * @param framesReadable frames whose data is there
 * @param framesDecoded frames decoded; fewer than readable where a stretch was not asked for
 * @param framesSkipped frames read and left undecoded, because no frame that was asked for depends
 *     on them; damage in them is not seen
 * @param framesCorrupt decoded frames with damaged pictures
 * @param framesLost frames that gave no picture
 * @param timesMissing frames whose time the file does not give, so that it was inferred
 * @param truncated whether the file ends before its own end
 * @param readableSeconds how far it can be read, seconds of the chapter
 * @param declaredSeconds how long the file says it is, seconds, or null if it does not say
 * @param notes what a person should know, each one sentence
 */
public record ChapterReport(
    String file,
    String codec,
    @Nullable String decoder,
    @Nullable Long framesDeclared,
    int framesReadable,
    int framesDecoded,
    int framesSkipped,
    int framesCorrupt,
    int framesLost,
    int timesMissing,
    boolean truncated,
    double readableSeconds,
    @Nullable Double declaredSeconds,
    List<String> notes) {

  /** Copies the notes. */
  public ChapterReport {
    notes = List.copyOf(notes);
  }

  /** A report of footage of which every frame that was read was decoded. */
  public ChapterReport(
      String file,
      String codec,
      @Nullable String decoder,
      @Nullable Long framesDeclared,
      int framesReadable,
      int framesDecoded,
      int framesCorrupt,
      int framesLost,
      int timesMissing,
      boolean truncated,
      double readableSeconds,
      @Nullable Double declaredSeconds,
      List<String> notes) {
    this(
        file,
        codec,
        decoder,
        framesDeclared,
        framesReadable,
        framesDecoded,
        0,
        framesCorrupt,
        framesLost,
        timesMissing,
        truncated,
        readableSeconds,
        declaredSeconds,
        notes);
  }

  /** Whether pictures are damaged or missing. */
  public boolean damaged() {
    return truncated || framesCorrupt > 0 || framesLost > 0;
  }
}
