package org.reeflens.learn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Finds the lowest point of a smooth convex function by limited-memory BFGS (J. Nocedal and S. J.
 * Wright 2006, "Numerical Optimization", algorithm 7.5) with a backtracking line search. Gives the
 * same point on every run.
 */
final class Lbfgs {

  /** Pairs of steps kept; Nocedal and Wright name 3 to 20. */
  private static final int MEMORY = 10;

  /** Share of the promised decrease that a step must bring (Nocedal and Wright, 3.1). */
  private static final double ENOUGH = 1e-4;

  private static final int HALVINGS = 40;

  private final double tolerance;
  private final int iterations;

  /**
   * Sets when to stop.
   *
   * @param tolerance stops when no part of the gradient is larger, above 0
   * @param iterations stops after so many steps at the latest
   */
  Lbfgs(double tolerance, int iterations) {
    this.tolerance = tolerance;
    this.iterations = iterations;
  }

  /** A function with its gradient. */
  @FunctionalInterface
  interface Objective {

    /**
     * The value at a point.
     *
     * @param point (Input) where
     * @param gradient (Output) the slope there
     */
    double at(double[] point, double[] gradient);
  }

  /**
   * Moves a point to the minimum.
   *
   * @param objective what to make least
   * @param point (Input, Output) where to begin; at the end, the minimum
   * @return how many steps it took
   */
  int minimise(Objective objective, double[] point) {
    double[] gradient = new double[point.length];
    double value = objective.at(point, gradient);
    Deque<Pair> memory = new ArrayDeque<>();
    for (int step = 0; step < iterations; step++) {
      if (largest(gradient) <= tolerance) {
        return step;
      }
      double[] direction = direction(gradient, memory);
      double slope = dot(direction, gradient);
      if (!(slope < 0)) {
        // Rounding has spoilt the memory; steepest descent always goes down.
        memory.clear();
        direction = scaled(gradient, -1);
        slope = -dot(gradient, gradient);
      }
      double[] before = point.clone();
      double[] slopeBefore = gradient.clone();
      double length = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
      double next = Double.NaN;
      for (int halving = 0; halving < HALVINGS; halving++, length /= 2) {
        move(before, direction, length, point);
        next = objective.at(point, gradient);
        if (next <= value + ENOUGH * length * slope) {
          break;
        }
      }
      if (!(next < value)) {
        System.arraycopy(before, 0, point, 0, point.length);
        return step;
      }
      value = next;
      remember(memory, difference(point, before), difference(gradient, slopeBefore));
    }
    return iterations;
  }

  private static void remember(Deque<Pair> memory, double[] moved, double[] bent) {
    double curvature = dot(moved, bent);
    if (curvature > 1e-12 * dot(bent, bent)) {
      if (memory.size() == MEMORY) {
        memory.removeFirst();
      }
      memory.addLast(new Pair(moved, bent, curvature));
    }
  }

  /** The two-loop recursion: minus the inverse Hessian, as far as known, times the gradient. */
  private static double[] direction(double[] gradient, Deque<Pair> memory) {
    double[] q = scaled(gradient, -1);
    double[] alphas = new double[memory.size()];
    int i = memory.size();
    for (Iterator<Pair> newest = memory.descendingIterator(); newest.hasNext(); ) {
      Pair pair = newest.next();
      alphas[--i] = dot(pair.moved, q) / pair.curvature;
      move(q, pair.bent, -alphas[i], q);
    }
    if (!memory.isEmpty()) {
      Pair last = memory.getLast();
      double scale = last.curvature / dot(last.bent, last.bent);
      for (int k = 0; k < q.length; k++) {
        q[k] *= scale;
      }
    }
    for (Pair pair : memory) {
      double beta = dot(pair.bent, q) / pair.curvature;
      move(q, pair.moved, alphas[i++] - beta, q);
    }
    return q;
  }

  private static void move(double[] from, double[] direction, double length, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = from[i] + length * direction[i];
    }
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static double[] scaled(double[] vector, double factor) {
    double[] result = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      result[i] = factor * vector[i];
    }
    return result;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double largest(double[] vector) {
    double largest = 0;
    for (double part : vector) {
      largest = Math.max(largest, Math.abs(part));
    }
    return largest;
  }

  /** A step, how the gradient changed by it, and the product of both. */
  // Bare arrays on purpose: read by the two loops above only.
  @SuppressWarnings("ArrayRecordComponent")
  private record Pair(double[] moved, double[] bent, double curvature) {}
}
