package io.terralapse.encode.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.terralapse.encode.Ffmpeg;
import io.terralapse.encode.Yuv420;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Picture;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;

/** What can be tested of hardware encoders without the hardware. */
class HardwareEncoderTest {
  @Test
  void aMachineWithoutADeviceIsRefusedWithTheReason() {
    assumeFalse(Files.exists(Path.of("/dev/dri")), "there may be a device");
    Ffmpeg.load();
    assumeFalse(!CodecAvailability.has("h264_vaapi"), "not built for Linux");
    UserError refused =
        assertThrows(
            UserError.class,
            () ->
                SequenceEncoders.hardware(
                        "outputs.mp4.encoder",
                        "h264_vaapi",
                        OptionalInt.empty(),
                        OptionalLong.empty())
                    .requireAvailable());
    assertEquals(ExitCode.ENVIRONMENT, refused.exitCode());
    String sentence = String.valueOf(refused.getMessage());
    assertTrue(sentence.contains("no VAAPI device can be opened"), sentence);
    assertTrue(sentence.endsWith("set it to auto, which encodes with libx264."), sentence);
    assertThrows(IOException.class, () -> new DeviceFrames(PixelLayout.DEVICE_420, 64, 64).close());
  }

  @Test
  void framesForDevicesHaveTheSamplesOfThoseForMemory() throws IOException {
    Ffmpeg.load();
    int width = 38;
    int height = 22;
    Picture picture = new Picture(width, height);
    Random random = new Random(1);
    for (int i = 0; i < picture.rgb().length; i++) {
      picture.rgb()[i] = random.nextInt(1 << 24);
    }
    Yuv420 expected = new Yuv420(width, height);
    expected.convert(picture.rgb());
    AVFrame frame = avutil.av_frame_alloc();
    try {
      frame.format(PixelLayout.DEVICE_420.format()).width(width).height(height);
      Ffmpeg.check(avutil.av_frame_get_buffer(frame, 0), "Frame", "allocated");
      PixelLayout.DEVICE_420.writer(width, height).write(picture, frame);
      assertArrayEquals(expected.y(), plane(frame, 0, width, height));
      byte[] chroma = plane(frame, 1, width, height / 2);
      for (int i = 0; i < chroma.length; i += 2) {
        assertEquals(expected.cb()[i / 2], chroma[i]);
        assertEquals(expected.cr()[i / 2], chroma[i + 1]);
      }
    } finally {
      avutil.av_frame_free(frame);
    }
  }

  private static byte[] plane(AVFrame frame, int plane, int width, int height) {
    byte[] samples = new byte[width * height];
    for (int row = 0; row < height; row++) {
      frame
          .data(plane)
          .position((long) row * frame.linesize(plane))
          .get(samples, row * width, width);
    }
    return samples;
  }
}
