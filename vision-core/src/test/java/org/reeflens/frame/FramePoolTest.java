package org.reeflens.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FramePoolTest {
  @Test
  void leasesAreCountedAndGivenBackOnce() throws InterruptedException {
    FramePool pool = new FramePool(2);
    FramePool.Lease first = pool.lease();
    FramePool.Lease second = pool.lease();
    assertThat(pool.available()).isZero();
    first.close();
    first.close();
    assertThat(pool.available()).isEqualTo(1);
    second.close();
    assertThat(pool.available()).isEqualTo(pool.capacity()).isEqualTo(2);
  }

  @Test
  void anEmptyPoolMakesTheNextOneWait() throws Exception {
    FramePool pool = new FramePool(1);
    FramePool.Lease held = pool.lease();
    CompletableFuture<FramePool.Lease> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return pool.lease();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(waiting).isNotDone();
    TimeUnit.MILLISECONDS.sleep(20);
    held.close();
    waiting.get(10, TimeUnit.SECONDS).close();
    assertThat(pool.available()).isEqualTo(1);
    assertThat(pool.waitedNanos()).isPositive();
  }

  @Test
  void waitingCanBeInterrupted() throws InterruptedException {
    FramePool pool = new FramePool(1);
    try (FramePool.Lease held = pool.lease()) {
      assertThat(held).isNotNull();
      Thread.currentThread().interrupt();
      assertThatThrownBy(pool::lease).isInstanceOf(InterruptedException.class);
    }
    assertThat(pool.available()).isEqualTo(1);
  }

  @Test
  void aPoolOfNothingIsRefused() {
    assertThatThrownBy(() -> new FramePool(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
