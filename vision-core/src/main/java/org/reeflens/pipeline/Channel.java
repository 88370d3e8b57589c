package org.reeflens.pipeline;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reeflens.survey.RunMetrics;

/**
 * A bounded first-in-first-out queue between two stages, which can end. What it holds has one
 * owner: the channel, from a successful {@link #put} until {@link #take}.
 */
final class Channel<T> {

  /** An item, or the end of the stream where it is null. */
  private record Slot<T>(@Nullable T item) {}

  private final int capacity;
  private final BlockingQueue<Slot<T>> slots;
  private final Consumer<? super T> closer;
  private final AtomicLong waitedForRoom = new AtomicLong();
  private final AtomicLong waitedForItem = new AtomicLong();
  private final Fill fill = new Fill();

  /**
   * @param capacity items it holds, 1 or more
   * @param closer closes an item that will never be taken
   */
  Channel(int capacity, Consumer<? super T> closer) {
    this.capacity = capacity;
    this.slots = new ArrayBlockingQueue<>(capacity);
    this.closer = closer;
  }

  /** Hands an item on; waits while the queue is full, and closes the item if interrupted there. */
  void put(T item) throws InterruptedException {
    try {
      long before = fill.changed(1);
      slots.put(new Slot<>(item));
      waitedForRoom.addAndGet(System.nanoTime() - before);
    } catch (InterruptedException stopped) {
      closer.accept(item);
      throw stopped;
    }
  }

  /** Says that nothing follows. */
  void end() throws InterruptedException {
    slots.put(new Slot<>(null));
  }

  /** The next item, or null at the end; waits while the queue is empty. */
  @Nullable T take() throws InterruptedException {
    long before = System.nanoTime();
    Slot<T> slot = slots.take();
    if (slot.item() != null) {
      waitedForItem.addAndGet(fill.changed(-1) - before);
    }
    return slot.item();
  }

  /** How long {@link #put} took in all, nanoseconds. */
  long waitedForRoomNanos() {
    return waitedForRoom.get();
  }

  /** How long {@link #take} took in all, the wait for the end left out, nanoseconds. */
  long waitedForItemNanos() {
    return waitedForItem.get();
  }

  /** How full it was from its first item to its last; one that waits for room is counted. */
  RunMetrics.Queue metrics() {
    return new RunMetrics.Queue(capacity, fill.mean());
  }

  /** Closes what is left after a stopped run. */
  void drain() {
    Slot<T> slot;
    while ((slot = slots.poll()) != null) {
      if (slot.item() != null) {
        closer.accept(slot.item());
      }
    }
  }

  /** Adds up how many items there were for how long. */
  private static final class Fill {
    private long firstNanos;
    private long lastNanos;
    private double itemNanos;
    private int items;

    /** Takes note of a change now, and says when that is, nanoseconds. */
    synchronized long changed(int by) {
      long now = System.nanoTime();
      if (lastNanos == 0) {
        firstNanos = now;
      } else {
        itemNanos += (double) items * (now - lastNanos);
      }
      lastNanos = now;
      items += by;
      return now;
    }

    synchronized double mean() {
      return lastNanos == firstNanos ? 0 : itemNanos / (lastNanos - firstNanos);
    }
  }
}
