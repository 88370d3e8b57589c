package org.reeflens.video;

import java.nio.file.Path;

/**
 * One file of a dive, or one folder of photos.
 *
 * @param path the file or folder
 * @param frames frames that can be read, 1 or more
 * @param width width in pixels after rotation; of the first photo for photos
 * @param height height in pixels after rotation
 * @param offsetMicros dive time of its first frame, microseconds
 * @param durationMicros how long it lasts in dive time, last frame included, microseconds
 * @param nominalRate frames per second as the file declares or averages them, 0 if unknown; for
 *     display only, because frames are known by their times
 * @param codec how the pictures are coded, such as {@code h264}
 */
public record Chapter(
    Path path,
    int frames,
    int width,
    int height,
    long offsetMicros,
    long durationMicros,
    double nominalRate,
    String codec) {}
