package org.reeflens.frame;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many frames may be held at once: the one knob of back-pressure. Every {@link Frame} holds one
 * lease and gives it back when it is closed; whoever wants one more frame than the pool has waits.
 * At the end of a run {@link #available()} equals {@link #capacity()} again. Safe for use by many
 * threads; waiting threads are served in the order they came.
 */
public final class FramePool {
  private final int capacity;
  private final Semaphore free;
  private final AtomicLong waited = new AtomicLong();

  /**
   * Makes a full pool.
   *
   * @param frames the most frames that may be held at once, 1 or more
   * @throws IllegalArgumentException if {@code frames} is less than 1
   */
  public FramePool(int frames) {
    if (frames < 1) {
      throw new IllegalArgumentException("a pool must hold 1 frame or more: " + frames);
    }
    capacity = frames;
    free = new Semaphore(frames, true);
  }

  /** The most frames that may be held at once, 1 or more. */
  public int capacity() {
    return capacity;
  }

  /** How many more frames may be held now, 0 to {@link #capacity()}. */
  public int available() {
    return free.availablePermits();
  }

  /**
   * Takes the right to hold one frame; waits while the pool is empty.
   *
   * @return a lease that the caller closes, or hands to a frame that closes it
   * @throws InterruptedException if interrupted while it waits
   */
  public Lease lease() throws InterruptedException {
    long before = System.nanoTime();
    free.acquire();
    waited.addAndGet(System.nanoTime() - before);
    return new Lease(free);
  }

  /** How long {@link #lease} has taken in all, nanoseconds. */
  public long waitedNanos() {
    return waited.get();
  }

  /** The right to hold one frame. */
  public static final class Lease implements AutoCloseable {
    private final Semaphore free;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Lease(Semaphore free) {
      this.free = free;
    }

    /** Gives the right back. Closing twice does nothing. */
    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        free.release();
      }
    }
  }
}
