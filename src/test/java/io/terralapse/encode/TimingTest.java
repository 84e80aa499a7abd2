package io.terralapse.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.UserError;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingTest {
  @Test
  void theLastPictureIsHeldAndTheTotalIsTheSum() {
    Timing timing = TestPictures.timing(10);
    assertEquals(9.2, timing.totalSeconds());
    assertEquals(7.2, timing.startSeconds(9));
    assertEquals(10, timing.frames());
  }

  @Test
  void anyMicrosecondIsExact() {
    Timing timing = Timing.ofMicros(new long[] {123_457, 1, 999_999}, OptionalInt.empty());
    assertEquals(1.123457, timing.totalSeconds());
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 30})
  void aConstantRateKeepsEveryChangeWithinHalfAFrame(int fps) {
    long[] micros = new long[37];
    Arrays.fill(micros, 777_777);
    micros[36] = 2_345_678;
    Timing timing = Timing.ofMicros(micros, OptionalInt.of(fps));
    double exact = 0;
    long frames = 0;
    for (int i = 0; i < micros.length; i++) {
      assertEquals(exact, timing.startSeconds(i), 0.5 / fps + 1e-9);
      assertEquals(frames / (double) fps, timing.startSeconds(i), 1e-9);
      exact += micros[i] / 1e6;
      frames += timing.repeats(i);
    }
    assertEquals(exact, timing.totalSeconds(), 0.5 / fps + 1e-9);
    assertEquals(frames, timing.frames());
  }

  @Test
  void picturesShorterThanAFrameAreRejected() {
    UserError e =
        assertThrows(
            UserError.class,
            () -> Timing.ofMicros(new long[] {10_000, 10_000}, OptionalInt.of(25)));
    assertTrue(TestPictures.sentence(e).contains("25 frames a second"), TestPictures.sentence(e));
  }
}
