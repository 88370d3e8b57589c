package org.reeflens.learn;

import java.util.List;
import java.util.stream.DoubleStream;
import org.reeflens.classify.LinearHead;

/** Makes heads of one kind, one for each strength of the penalty that is to be tried. */
final class HeadFitter {

  /**
   * Penalties tried, in units of the mean loss of a row on features of equal spread; the strongest
   * first, because a fit begins where the last one ended. With 20 crops a class of Fish4Knowledge
   * 0.01 was no better.
   */
  private static final double[] PENALTIES = {10, 3, 1, 0.3, 0.1};

  private final HeadKind kind;

  HeadFitter(HeadKind kind) {
    this.kind = kind;
  }

  /** How many choices there are; prototypes leave none. */
  int choices() {
    return kind == HeadKind.LOGISTIC ? PENALTIES.length : 1;
  }

  /** The penalty of a choice; 0 where there is none. */
  double penalty(int choice) {
    return kind == HeadKind.LOGISTIC ? PENALTIES[choice] : 0;
  }

  /** A head for each choice. */
  List<LinearHead> fitAll(Lesson lesson) {
    if (kind == HeadKind.PROTOTYPE) {
      return List.of(NearestMean.fit(lesson));
    }
    LogisticRegression regression = new LogisticRegression(lesson);
    return DoubleStream.of(PENALTIES).mapToObj(regression::fit).toList();
  }

  /** The head of one choice. */
  LinearHead fit(Lesson lesson, int choice) {
    return kind == HeadKind.PROTOTYPE
        ? NearestMean.fit(lesson)
        : new LogisticRegression(lesson).fit(PENALTIES[choice]);
  }
}
