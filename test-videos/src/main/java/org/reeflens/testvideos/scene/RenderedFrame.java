package org.reeflens.testvideos.scene;

/**
 * One drawn frame.
 *
 * @param rgb width x height x 3 bytes: rows from the top, red first; sRGB
 * @param ids for each pixel the fish that is seen there, 0 for none
 * @param truth the truth of the frame
 */
// Bare arrays on purpose: a copy of each picture would cost much.
@SuppressWarnings("ArrayRecordComponent")
public record RenderedFrame(byte[] rgb, int[] ids, FrameTruth truth) {}
