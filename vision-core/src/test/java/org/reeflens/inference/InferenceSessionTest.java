package org.reeflens.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelPackage;
import org.reeflens.model.TestPackage;

class InferenceSessionTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void everyNumberOfTheBatchArrivesAndEveryOutputComesBack(Engine engine) throws IOException {
    ModelPackage model = TestPackage.tiny(folder).open();

    try (InferenceSession session =
        InferenceSession.open(model, SessionOptions.DEFAULT.withEngine(engine).withBatch(2))) {
      assertThat(session.engine()).isEqualTo(engine);
      assertThat(session.bytes()).isEqualTo(36);
      List<Tensor> outputs = session.run(counting(36, 0));

      Tensor doubled = outputs.get(0);
      assertThat(doubled.shape()).containsExactly(2, 6, 3);
      for (int i = 0; i < 36; i++) {
        assertThat(doubled.values()[i]).isEqualTo(2 * (100 + i) + 1);
      }
      Tensor total = outputs.get(1);
      assertThat(total.shape()).containsExactly(2, 1);
      assertThat(total.values()).containsExactly(18 * 100 + 153, 18 * 100 + 153 + 18 * 18);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void sizeOfTheInputIsHandedOverAndWholeNumbersComeBack(Engine engine) throws IOException {
    ModelPackage model =
        new TestPackage(folder)
            .weights(Engine.ONNXRUNTIME, "weights.onnx", TestPackage.resource("labelled.onnx"))
            .weights(Engine.PYTORCH, "weights.pt", TestPackage.resource("labelled.pt"))
            .input(
                TestPackage.TINY_INPUT.replace(
                    "\"batch\": 2", "\"batch\": 2, \"sizeName\": \"orig_target_sizes\""))
            .output(
                """
                {"decoder": "labelled", "names": [%s], "scoresAreLogits": false}"""
                    .formatted(
                        engine == Engine.PYTORCH
                            ? "\"#1\", \"#2\", \"#0\""
                            : "\"boxes\", \"scores\", \"labels\""))
            .open();

    try (InferenceSession session =
        InferenceSession.open(model, SessionOptions.DEFAULT.withEngine(engine).withBatch(2))) {
      List<Tensor> outputs = session.run(counting(36, 0));

      assertThat(outputs.get(2).values()).containsExactly(105, 111, 117, 123, 129, 135);
      assertThat(outputs.get(0).shape()).containsExactly(2, 3, 4);
      assertThat(outputs.get(0).values())
          .startsWith(100 * 3, 101 * 2, 102 * 3, 103 * 2, 106 * 3)
          .endsWith(133 * 2);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void bufferIsReadFromItsPosition(Engine engine) throws IOException {
    ModelPackage model = TestPackage.tiny(folder).open();

    try (InferenceSession session =
        InferenceSession.open(
            model, SessionOptions.DEFAULT.withEngine(engine).withBatch(1).withThreads(1))) {
      ByteBuffer buffer = counting(36, 18);
      Tensor doubled = session.run(buffer).get(0);

      assertThat(doubled.shape()).containsExactly(1, 6, 3);
      assertThat(doubled.values()[0]).isEqualTo(2 * 118 + 1);
      assertThat(buffer.position()).isEqualTo(18);
    }
  }

  @Test
  void wrongBufferIsRefused() throws IOException {
    ModelPackage model = TestPackage.tiny(folder).open();

    try (InferenceSession session =
        InferenceSession.open(model, SessionOptions.DEFAULT.withBatch(2))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.run(ByteBuffer.allocateDirect(35)))
          .withMessage("a run needs a direct buffer of 36 bytes, not 35");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.run(ByteBuffer.allocate(36)))
          .withMessage("a run needs a direct buffer of 36 bytes, not a heap buffer of 36");
    }
  }

  @Test
  void closedSessionDoesNotRun() throws IOException {
    InferenceSession session =
        InferenceSession.open(TestPackage.tiny(folder).open(), SessionOptions.DEFAULT);
    session.close();
    session.close();

    assertThatIllegalStateException().isThrownBy(() -> session.run(counting(36, 0)));
  }

  @Test
  void onnxRuntimeIsPreferredOnTheProcessor() throws IOException {
    try (InferenceSession session =
        InferenceSession.open(
            TestPackage.tiny(folder).open(), SessionOptions.DEFAULT.withThreads(1))) {
      assertThat(session.engine()).isEqualTo(Engine.ONNXRUNTIME);
      assertThat(session.describe())
          .matches("ONNX Runtime 1\\.29\\.\\d+ \\(DJL 0\\.35\\.1\\), cpu, 1 threads, batch 1");
    }
  }

  @Test
  void otherEngineTakesOverWhereOneFails() throws IOException {
    ModelPackage model =
        new TestPackage(folder)
            .weights(Engine.ONNXRUNTIME, "weights.onnx", new byte[] {1, 2, 3})
            .weights(Engine.PYTORCH, "weights.pt", TestPackage.resource("tiny.pt"))
            .open();

    try (InferenceSession session = InferenceSession.open(model, SessionOptions.DEFAULT)) {
      assertThat(session.engine()).isEqualTo(Engine.PYTORCH);
      assertThat(session.describe()).isEqualTo("PyTorch 2.7.1 (DJL 0.35.1), cpu, batch 2");
    }
  }

  @Test
  void reasonOfEachEngineIsGivenWhereNoneWorks() throws IOException {
    ModelPackage model =
        new TestPackage(folder)
            .weights(Engine.ONNXRUNTIME, "weights.onnx", new byte[] {1, 2, 3})
            .weights(Engine.PYTORCH, "weights.pt", new byte[] {1, 2, 3})
            .open();

    assertThatThrownBy(() -> InferenceSession.open(model, SessionOptions.DEFAULT))
        .isInstanceOf(ModelException.class)
        .hasMessageMatching(
            "tiny:1.0.0 cannot be run on cpu \\(onnxruntime: .+; pytorch: .+\\); put the native"
                + " library of one of these engines on the class path");
  }

  @Test
  void graphicsProcessorThatIsNotThereIsRefused() throws IOException {
    ModelPackage model = TestPackage.tiny(folder).open();
    SessionOptions options = SessionOptions.DEFAULT.withDevice(new Device(true, 999));

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> InferenceSession.open(model, options))
        .withMessageStartingWith(
            "tiny:1.0.0 cannot be run on gpu999 (onnxruntime: its native library sees no gpu999;"
                + " pytorch: its native library sees no gpu999)");
  }

  @Test
  void theProcessorTakesThePlaceOfAGraphicsProcessorThatIsNotThere() throws IOException {
    ModelPackage model = TestPackage.tiny(folder).open();
    List<String> told = new ArrayList<>();
    SessionOptions options =
        SessionOptions.DEFAULT.withDevice(new Device(true, 999)).withFallback(told::add);

    try (InferenceSession session = InferenceSession.open(model, options)) {
      assertThat(session.describe()).contains(", cpu instead of gpu999, ");
    }

    assertThat(told).hasSize(1);
    assertThat(told.get(0))
        .startsWith("tiny:1.0.0 cannot be run on gpu999 (onnxruntime: its native library sees no")
        .endsWith("; it runs on the CPU instead, see docs/guides/gpu.md");
  }

  @Test
  void onTheProcessorOnnxRuntimeTakesOnePictureARun() throws IOException {
    ModelPackage model = TestPackage.tiny(folder).open();
    SessionOptions onnx = SessionOptions.DEFAULT.withEngine(Engine.ONNXRUNTIME);

    try (InferenceSession usual = InferenceSession.open(model, onnx);
        InferenceSession many = InferenceSession.open(model, onnx.withBatch(2));
        InferenceSession torch =
            InferenceSession.open(model, SessionOptions.DEFAULT.withEngine(Engine.PYTORCH))) {
      assertThat(usual.batch()).isEqualTo(1);
      assertThat(many.batch()).isEqualTo(2);
      assertThat(torch.batch()).isEqualTo(2);
    }
  }

  @Test
  void largerBatchThanThePackageAllowsIsRefused() throws IOException {
    ModelPackage model = TestPackage.tiny(folder).open();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> InferenceSession.open(model, SessionOptions.DEFAULT.withBatch(3)))
        .withMessage("tiny:1.0.0 takes at most 2 pictures in one run, not 3");
  }

  @Test
  void outputThatIsNotThereIsNamed() throws IOException {
    ModelPackage model =
        TestPackage.tiny(folder)
            .output(
                "{\"decoder\": \"suppressed\", \"names\": [\"boxes\"], \"scoresAreLogits\": false}")
            .open();
    SessionOptions options = SessionOptions.DEFAULT.withEngine(Engine.ONNXRUNTIME);

    assertThatThrownBy(() -> InferenceSession.open(model, options))
        .hasMessageContaining("the network has no output 'boxes' that model.json names");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void selfTestComparesTheGoldenRows(Engine engine) throws IOException {
    ModelPackage model =
        TestPackage.tiny(folder)
            .golden(
                new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17},
                "{\"input\": \"input.bin\", \"rows\": [[0, 1, 3, 5], [5, 31, 33, 35.007]],"
                    + " \"tolerance\": 0.001}")
            .open();

    try (InferenceSession session =
        InferenceSession.open(model, SessionOptions.DEFAULT.withEngine(engine).withBatch(2))) {
      SelfTest.Result result = SelfTest.run(model, session);

      assertThat(result.numbers()).isEqualTo(6);
      assertThat(result.largestDifference()).isCloseTo(0.007 / 35.007, within(1e-9));
    }
  }

  @Test
  void selfTestNamesTheFirstNumberThatDiffers() throws IOException {
    ModelPackage model =
        TestPackage.tiny(folder)
            .golden(
                new byte[18],
                "{\"input\": \"input.bin\", \"rows\": [[1, 1, 1.5, 1]], \"tolerance\": 0.001}")
            .open();

    try (InferenceSession session = InferenceSession.open(model, SessionOptions.DEFAULT)) {
      assertThatExceptionOfType(ModelException.class)
          .isThrownBy(() -> SelfTest.run(model, session))
          .withMessageStartingWith("tiny:1.0.0 does not repeat its golden output on ONNX Runtime")
          .withMessageEndingWith("row 1, column 1 is 1.0 instead of 1.5");
    }
  }

  @Test
  void deviceIsReadFromItsName() {
    assertThat(Device.of("cpu")).isEqualTo(Device.CPU).hasToString("cpu");
    assertThat(Device.of("gpu")).hasToString("gpu0");
    assertThat(Device.of("gpu12")).isEqualTo(new Device(true, 12));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Device.of("tpu"))
        .withMessage("device must be cpu, gpu0, gpu1, ...: 'tpu'");
  }

  /** A buffer that counts up from 100, past what a signed byte holds, at a position. */
  private static ByteBuffer counting(int bytes, int position) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
    for (int i = 0; i < bytes; i++) {
      buffer.put(i, (byte) (100 + i));
    }
    return buffer.position(position);
  }
}
