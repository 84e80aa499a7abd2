package io.terralapse.encode.video;

import io.terralapse.encode.Encoders;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an encoder of FFmpeg is opened.
 *
 * @param encoder FFmpeg's name
 * @param layout of the pixels
 * @param repeats how a picture is shown for more than one frame
 * @param options of the encoder
 * @param bytesPerPixel native memory that an opened encoder takes, measured at 1920x1080
 */
record CodecSpec(
    String encoder,
    PixelLayout layout,
    Repeats repeats,
    Map<String, String> options,
    int bytesPerPixel) {

  /** How a picture is shown for more than one frame where the frame rate is constant. */
  enum Repeats {
    /** The encoder gets the picture again. */
    ENCODED,
    /** The bytes are written again: every frame is coded on its own. */
    SAME_BYTES,
    /** A frame of few bytes, with no picture of its own, shows what was decoded last. */
    SHOWN_AGAIN,
    /** Not at all: the frame has the duration of the picture. */
    DURATION
  }

  /** Copies the options. */
  CodecSpec {
    options = Map.copyOf(options);
  }

  /** The same encoder with another way to repeat pictures. */
  CodecSpec repeating(Repeats other) {
    return new CodecSpec(encoder, layout, other, options, bytesPerPixel);
  }

  /** The same encoder with another value of an option. */
  CodecSpec with(String option, String value) {
    Map<String, String> other = new TreeMap<>(options);
    other.put(option, value);
    return new CodecSpec(encoder, layout, repeats, other, bytesPerPixel);
  }

  boolean isAv1() {
    return encoder.equals("libsvtav1");
  }

  /** Bytes of an encoder with the picture that it is given. */
  long bytesPerThread(int width, int height) {
    return (long) width * height * (Integer.BYTES + layout.bytes() + bytesPerPixel);
  }

  /** Everything that decides the bytes of a picture, as text. */
  String signature() {
    return String.join(
        " ",
        encoder,
        layout.name(),
        repeats.name(),
        new TreeMap<>(options).toString(),
        Encoders.build());
  }
}
