package org.reeflens.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reeflens.detect.Detection;
import org.reeflens.detect.Detector;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.Region;
import org.reeflens.geometry.Box;
import org.reeflens.survey.RunMetrics;
import org.reeflens.taxonomy.Taxon;

@Timeout(30)
class StagesTest {

  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger openBatches = new AtomicInteger();
  private final List<Integer> analysed = Collections.synchronizedList(new ArrayList<>());

  @Test
  void everyFrameIsAnalysedOnceAndInOrder() throws Exception {
    new Stages(frames(23), detector(3, -1), record()).run();

    assertThat(analysed).hasSize(23).isSorted().doesNotHaveDuplicates();
    assertThat(open).hasValue(0);
    assertThat(openBatches).hasValue(0);
  }

  @Test
  void theDetectionsOfAFrameStayWithIt() throws Exception {
    new Stages(
            frames(10),
            detector(4, -1),
            (frame, found) -> assertThat(found.get(0).box().left()).isEqualTo(frame.time().index()))
        .run();
  }

  @Test
  void aSlowStageMakesTheOthersWait() throws Exception {
    Stages stages =
        new Stages(frames(40), detector(1, -1), (frame, found) -> TimeUnit.MILLISECONDS.sleep(20));

    stages.run();

    // Sixteen frames may wait for the analysis; then what detects waits for room.
    RunMetrics.Stage detecting = stages.stages(new FramePool(1)).get(2);
    assertThat(detecting.waitedForRoomSeconds()).isGreaterThan(0.2);
    RunMetrics.Queue last = stages.queues().get(2);
    assertThat(last.capacity()).isEqualTo(16);
    assertThat(last.meanItems()).isBetween(8.0, 17.0);
  }

  @Test
  void noFramesAreNoWork() throws Exception {
    new Stages(frames(0), detector(4, -1), record()).run();

    assertThat(analysed).isEmpty();
  }

  @Test
  void aFailingSourceStopsTheRunAndLeavesNothingOpen() {
    Stages.Source failing =
        new Stages.Source() {
          private final Stages.Source frames = frames(100);
          private int given;

          @Override
          public @Nullable Frame next() throws InterruptedException {
            if (given++ == 7) {
              throw new IllegalStateException("cable pulled");
            }
            return frames.next();
          }
        };

    assertFailure(new Stages(failing, detector(2, -1), record()), "decoding", "cable pulled");
  }

  @Test
  void aFailingDetectorStopsTheRunAndLeavesNothingOpen() {
    assertFailure(
        new Stages(frames(100), detector(2, 9), record()), "detecting", "no answer for frame 9");
  }

  @Test
  void aFailingAnalystStopsTheRunAndLeavesNothingOpen() {
    Stages.Analyst failing =
        (frame, found) -> {
          if (frame.time().index() == 5) {
            throw new IllegalStateException("out of pencils");
          }
          analysed.add(frame.time().index());
        };

    assertFailure(new Stages(frames(100), detector(2, -1), failing), "analysing", "out of pencils");
    assertThat(analysed).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void interruptingTheCallerStopsTheRunAndLeavesNothingOpen() {
    Thread caller = Thread.currentThread();
    Stages.Analyst slow =
        (frame, found) -> {
          caller.interrupt();
          new CountDownLatch(1).await();
        };

    assertThatThrownBy(() -> new Stages(frames(100), detector(2, -1), slow).run())
        .isInstanceOf(InterruptedException.class);
    assertThat(open).hasValue(0);
    assertThat(openBatches).hasValue(0);
  }

  private void assertFailure(Stages stages, String stage, String cause) {
    assertThatThrownBy(stages::run)
        .isInstanceOfSatisfying(
            Stages.StageException.class, failed -> assertThat(failed.stage()).isEqualTo(stage))
        .hasRootCauseMessage(cause);
    assertThat(open).hasValue(0);
    assertThat(openBatches).hasValue(0);
  }

  private Stages.Analyst record() {
    return (frame, found) -> analysed.add(frame.time().index());
  }

  private Stages.Source frames(int count) {
    AtomicInteger next = new AtomicInteger();
    return () -> next.get() < count ? new CountedFrame(next.getAndIncrement()) : null;
  }

  /** Finds one box a frame, at the column of the frame's number. */
  private Detector detector(int batchSize, int failsAt) {
    return new Detector() {
      @Override
      public List<Taxon> classes() {
        return List.of(Taxon.UNIDENTIFIED_FISH);
      }

      @Override
      public String describe() {
        return "the number of the frame";
      }

      @Override
      public double confidence() {
        return 0.5;
      }

      @Override
      public int batchSize() {
        return batchSize;
      }

      @Override
      public Batch pack(List<? extends Frame> frames) {
        return new NumberBatch(frames.stream().map(frame -> frame.time().index()).toList());
      }

      @Override
      public List<List<Detection>> detect(Batch batch) {
        try (NumberBatch numbers = (NumberBatch) batch) {
          if (numbers.numbers.contains(failsAt)) {
            throw new IllegalStateException("no answer for frame " + failsAt);
          }
          return numbers.numbers.stream()
              .map(n -> List.of(new Detection(Box.ofSize(n, 0, 1, 1), 0.5, 0)))
              .toList();
        }
      }

      @Override
      public void close() {}
    };
  }

  private final class NumberBatch implements Detector.Batch {
    private final List<Integer> numbers;
    private boolean closed;

    NumberBatch(List<Integer> numbers) {
      this.numbers = numbers;
      openBatches.incrementAndGet();
    }

    @Override
    public int size() {
      return numbers.size();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        openBatches.decrementAndGet();
      }
    }
  }

  private final class CountedFrame implements Frame {
    private final FrameTime time;
    private boolean closed;

    CountedFrame(int index) {
      time = new FrameTime(0, index, index * 200_000L, index * 200_000L);
      open.incrementAndGet();
    }

    @Override
    public FrameTime time() {
      return time;
    }

    @Override
    public int width() {
      return 4;
    }

    @Override
    public int height() {
      return 4;
    }

    @Override
    public void rgb(Region region, int width, int height, ByteBuffer target, int rowStride) {
      throw new IllegalStateException("this frame has no pixels");
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
      }
    }
  }
}
