package org.reeflens.pipeline;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded first-in-first-out queue between two stages, which can end. What it holds has one
 * owner: the channel, from a successful {@link #put} until {@link #take}.
 */
final class Channel<T> {

  /** An item, or the end of the stream where it is null. */
  private record Slot<T>(@Nullable T item) {}

  private final BlockingQueue<Slot<T>> slots;
  private final Consumer<? super T> closer;

  /**
   * @param capacity items it holds, 1 or more
   * @param closer closes an item that will never be taken
   */
  Channel(int capacity, Consumer<? super T> closer) {
    this.slots = new ArrayBlockingQueue<>(capacity);
    this.closer = closer;
  }

  /** Hands an item on; waits while the queue is full, and closes the item if interrupted there. */
  void put(T item) throws InterruptedException {
    try {
      slots.put(new Slot<>(item));
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
    return slots.take().item();
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
}
