package org.reeflens.testvideos.scene;

/**
 * What stays the same for one fish.
 *
 * @param id its number, from 1
 * @param kind its shape and pattern
 * @param lengthMm fork length, mm
 */
public record FishTruth(int id, FishKind kind, double lengthMm) {}
