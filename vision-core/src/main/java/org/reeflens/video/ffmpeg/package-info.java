/**
 * The only place that knows FFmpeg. Its classes are public for {@code org.reeflens.video} alone;
 * they give out no native type, and labs use {@code Dive} and {@code VideoWriter} instead.
 */
@NullMarked
package org.reeflens.video.ffmpeg;

import org.jspecify.annotations.NullMarked;
