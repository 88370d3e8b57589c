/**
 * Dives, their chapters, and the frames in them. FFmpeg itself stays inside {@code video.ffmpeg}.
 */
@NullMarked
package org.reeflens.video;

import org.jspecify.annotations.NullMarked;
