package org.reeflens.video;

import java.time.Instant;

/**
 * Something that happened to a stream.
 *
 * @param kind what
 * @param at when, by the clock of this machine
 * @param told what a person should know, a few words without the address
 */
public record StreamEvent(Kind kind, Instant at, String told) {

  /** What can happen to a stream. */
  public enum Kind {
    /** The first picture came, or the first one after a break. */
    CONNECTED,
    /** No more pictures come; it will be opened again. */
    LOST,
    /** It could not be opened again; that will be tried once more. */
    STILL_LOST
  }
}
