package org.reeflens.testvideos.scene;

import org.jspecify.annotations.Nullable;

/**
 * How one fish appears in one frame. A frame holds a view of every fish whose amodal box touches
 * the picture, also when something hides it completely.
 *
 * @param id number of the fish in the scene, from 1
 * @param visible box of its pixels inside the picture that nothing hides; null if there is none
 * @param visibleFraction visible pixels as a share of all its pixels, those outside the picture
 *     included, 0..1
 * @param amodal box of all its pixels; it may reach beyond the picture
 * @param snout tip of the snout, also where hidden
 * @param fork fork of the tail fin, also where hidden
 * @param distanceMm distance of its middle along the camera's axis, mm
 */
public record FishView(
    int id,
    @Nullable PixelBox visible,
    double visibleFraction,
    PixelBox amodal,
    PixelPoint snout,
    PixelPoint fork,
    double distanceMm) {}
