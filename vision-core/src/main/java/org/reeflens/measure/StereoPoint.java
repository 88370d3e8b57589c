package org.reeflens.measure;

/**
 * A place that two cameras saw, and how well their two views of it agree.
 *
 * @param position in the left camera's axes
 * @param leftErrorPx how far from the point in the left picture the place would be seen, pixels
 * @param rightErrorPx how far from the point in the right picture the place would be seen, pixels
 * @param leftMissMm how far the place is from the ray of the left camera, mm
 * @param rightMissMm how far the place is from the ray of the right camera, mm
 * @param rayGapMm how near the two rays come to each other, mm; 0 if they meet
 */
public record StereoPoint(
    Position position,
    double leftErrorPx,
    double rightErrorPx,
    double leftMissMm,
    double rightMissMm,
    double rayGapMm) {}
