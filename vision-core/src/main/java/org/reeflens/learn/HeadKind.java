package org.reeflens.learn;

/** What is put on the features of the frozen network. */
public enum HeadKind {
  /** Logistic regression: the default, right wherever classes have more than a few pictures. */
  LOGISTIC("multinomial logistic regression with an L2 penalty, every class weighing the same"),
  /** Nearest mean: a prototype for each class. Nothing to choose, made at once. */
  PROTOTYPE("nearest class mean on features of equal spread");

  private final String text;

  HeadKind(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
