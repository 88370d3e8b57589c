package org.reeflens.count;

import org.reeflens.frame.FrameTime;
import org.reeflens.geometry.Box;

/**
 * One confirmed track in short: one animal, or a part of its way where the tracker lost it.
 *
 * @param id public id of the track, from 1
 * @param firstSeen frame of its first detection
 * @param lastSeen frame of its last detection
 * @param detections frames in which it was detected, 1 or more
 * @param meanConfidence mean of the detector's confidences, 0 to 1
 * @param firstBox where it was detected first, source pixels
 * @param lastBox where it was detected last, source pixels
 */
public record TrackRecord(
    int id,
    FrameTime firstSeen,
    FrameTime lastSeen,
    int detections,
    double meanConfidence,
    Box firstBox,
    Box lastBox) {}
