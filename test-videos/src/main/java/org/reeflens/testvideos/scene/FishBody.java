package org.reeflens.testvideos.scene;

import java.util.List;

/** The solid shape of a fish: a body of oval sections along the mid-line, and thin fins. */
final class FishBody {

  /** Where the body ends and only the tail fin goes on, in fork lengths. */
  private static final double PEDUNCLE = 0.85;

  private static final double[] STATIONS = {
    0, 0.03, 0.08, 0.15, 0.24, 0.35, 0.47, 0.6, 0.72, 0.82, 0.9, 0.96, 1
  };
  private static final double[] BACK = {
    0.02, 0.17, 0.36, 0.6, 0.84, 0.98, 1, 0.88, 0.66, 0.43, 0.29, 0.235, 0.24
  };
  private static final double[] BELLY = {
    0.02, 0.13, 0.29, 0.5, 0.75, 0.94, 1, 0.9, 0.66, 0.42, 0.28, 0.23, 0.235
  };
  private static final double[] WIDTH = {
    0.05, 0.32, 0.56, 0.78, 0.95, 1, 0.95, 0.8, 0.58, 0.36, 0.2, 0.13, 0.08
  };

  private final FishKind kind;

  FishBody(FishKind kind) {
    this.kind = kind;
  }

  /** All parts in a pose. */
  List<Surface> surfaces(Pose pose) {
    double flap = 0.35 + 0.25 * Math.sin(0.6 * pose.beat());
    return List.of(
        Surface.of(Skin.Part.BODY, 44, 33, pose, this::body),
        Surface.of(Skin.Part.TAIL, 14, 17, pose, this::tail),
        Surface.of(Skin.Part.DORSAL, 24, 6, pose, this::dorsal),
        Surface.of(Skin.Part.ANAL, 12, 5, pose, this::anal),
        Surface.of(Skin.Part.PELVIC, 7, 5, pose, this::pelvic),
        Surface.of(Skin.Part.PECTORAL, 8, 6, pose, (u, v, p) -> pectoral(u, v, flap, 1, p)),
        Surface.of(Skin.Part.PECTORAL, 8, 6, pose, (u, v, p) -> pectoral(u, v, flap, -1, p)));
  }

  private void body(double u, double v, double[] out) {
    double angle = 2 * Math.PI * v;
    double high = Math.cos(angle);
    double along = PEDUNCLE * u;
    out[0] = along;
    out[1] = high * (high > 0 ? back(along) : belly(along));
    out[2] = Math.sin(angle) * kind.halfWidth * profile(WIDTH, u);
    out[3] = high;
  }

  private void tail(double u, double v, double[] out) {
    double across = 2 * v - 1;
    double wide = Math.abs(across);
    double end = 1 + kind.fork * Math.pow(wide, 1.25) - 0.03 * Math.pow(wide, 8);
    double start = PEDUNCLE - 0.04;
    double root = 0.22 * (kind.back + kind.belly) / 2;
    out[0] = start + u * (end - start);
    out[1] = across * Noise.mix(root, kind.tailHalfHeight, Math.pow(u, 0.75));
    out[2] = 0;
    out[3] = u;
  }

  private void dorsal(double u, double v, double[] out) {
    double root = 0.25 + 0.5 * u;
    // Spines in front, a soft lobe behind.
    double shape = Math.sqrt(Noise.step(0, 0.22, u)) * (1 - 0.3 * Noise.step(0.3, 0.6, u));
    shape += 0.22 * Math.exp(-Math.pow((u - 0.8) / 0.13, 2));
    shape *= 1 - 0.85 * Noise.step(0.88, 1, u);
    double spines = u < 0.55 ? 0.09 * Math.abs(Math.sin(u * 9 * Math.PI / 0.55)) : 0;
    double rise = kind.dorsalHeight * Math.max(0.03, shape - spines);
    out[0] = root + 0.05 * v;
    out[1] = 0.94 * back(root) + v * rise;
    out[2] = 0;
    out[3] = v;
  }

  private void anal(double u, double v, double[] out) {
    double root = 0.58 + 0.2 * u;
    double shape = Math.sqrt(Noise.step(0, 0.35, u)) * (1 - 0.8 * Noise.step(0.55, 1, u));
    out[0] = root + 0.055 * v;
    out[1] = -0.93 * belly(root) - v * 0.9 * kind.dorsalHeight * Math.max(0.05, shape);
    out[2] = 0;
    out[3] = v;
  }

  private void pelvic(double u, double v, double[] out) {
    double root = 0.31 + 0.06 * u;
    out[0] = root + 0.1 * v;
    out[1] = -0.9 * belly(root) - v * (0.075 - 0.045 * u);
    out[2] = 0;
    out[3] = v;
  }

  private void pectoral(double u, double v, double flap, int side, double[] out) {
    double spread = (v - 0.5) * (0.025 + 0.075 * Math.pow(u, 0.7)) * (u > 0.85 ? 0.8 : 1);
    out[0] = 0.255 + 0.13 * u;
    out[1] = -0.28 * belly(0.26) - 0.03 * u + spread;
    out[2] = side * (0.92 * kind.halfWidth + 0.1 * u * flap);
    out[3] = u;
  }

  private double back(double along) {
    return kind.back * profile(BACK, along / PEDUNCLE);
  }

  private double belly(double along) {
    return kind.belly * profile(BELLY, along / PEDUNCLE);
  }

  /** A smooth curve through the stations. */
  private static double profile(double[] values, double u) {
    int i = 0;
    while (i < STATIONS.length - 2 && u > STATIONS[i + 1]) {
      i++;
    }
    double span = STATIONS[i + 1] - STATIONS[i];
    double t = Math.max(0, Math.min(1, (u - STATIONS[i]) / span));
    double rest = values[i + 1] - values[i];
    double a = span * slope(values, i) - rest;
    double b = rest - span * slope(values, i + 1);
    return Noise.mix(values[i], values[i + 1], t) + t * (1 - t) * ((1 - t) * a + t * b);
  }

  private static double slope(double[] values, int i) {
    int before = Math.max(0, i - 1);
    int after = Math.min(values.length - 1, i + 1);
    return (values[after] - values[before]) / (STATIONS[after] - STATIONS[before]);
  }
}
