package org.reeflens.track;

import org.junit.jupiter.api.Nested;

/** Every tracker that follows, and what it must keep. A new one goes here. */
class TrackersTest {

  @Nested
  class ByteTrackForFish extends FishTrackerContract {
    @Override
    Tracker tracker() {
      return ByteTrack.forFish();
    }
  }

  @Nested
  class BotSortForFish extends FishTrackerContract {
    @Override
    Tracker tracker() {
      return BotSort.forFish(0.3);
    }
  }

  @Nested
  class BotSortWithLooks extends FishTrackerContract {
    @Override
    Tracker tracker() {
      return BotSortSettings.forFish(0.3).with(BotSortSettings.Look.forFish()).newTracker();
    }
  }

  @Nested
  class OcSortForFish extends FishTrackerContract {
    @Override
    Tracker tracker() {
      return OcSort.forFish(0.3, false);
    }
  }

  @Nested
  class OcSortForFaintFish extends FishTrackerContract {
    @Override
    Tracker tracker() {
      return OcSort.forFish(0.3, true);
    }
  }

  @Nested
  class ByteTrackOfThePaper extends TrackerContract {
    @Override
    Tracker tracker() {
      return ByteTrack.paper(5);
    }
  }

  @Nested
  class BotSortOfThePaper extends TrackerContract {
    @Override
    Tracker tracker() {
      return BotSort.paper(5);
    }
  }

  @Nested
  class OcSortOfThePaper extends TrackerContract {
    @Override
    Tracker tracker() {
      return OcSort.paper(5, false);
    }
  }

  @Nested
  class OcSortOfThePaperWithFaint extends TrackerContract {
    @Override
    Tracker tracker() {
      return OcSort.paper(5, true);
    }
  }
}
