package io.terralapse.raster.jp2;

import java.util.Locale;
import java.util.Objects;

/**
 * Which of the two decoders this process uses: the system's OpenJPEG where it can be loaded,
 * otherwise the one in Java. {@code TERRALAPSE_JPEG2000=java} in the environment, or the system
 * property {@code terralapse.jpeg2000}, which comes first, asks for the one in Java. Chosen once,
 * when the first JPEG 2000 file is read.
 */
public final class Jp2Decoders {
  private static final String PROPERTY = "terralapse.jpeg2000";
  private static final String VARIABLE = "TERRALAPSE_JPEG2000";

  private record Choice(WindowDecoder decoder, String reason) {}

  /** Loaded by the class loader at first use, once. */
  private static final class Chosen {
    static final Choice CHOICE =
        choose(
            Objects.requireNonNullElse(
                System.getProperty(PROPERTY),
                Objects.requireNonNullElse(System.getenv(VARIABLE), "")));
  }

  private Jp2Decoders() {}

  static WindowDecoder chosen() {
    return Chosen.CHOICE.decoder;
  }

  /** Which decoder is used and why: "JPEG 2000 by OpenJPEG 2.5.0, which this system has". */
  public static String describe() {
    return "JPEG 2000 by " + Chosen.CHOICE.decoder.name() + ", " + Chosen.CHOICE.reason;
  }

  private static Choice choose(String asked) {
    if (asked.toLowerCase(Locale.ROOT).equals("java")) {
      return new Choice(new Jj2000Decoder(), "as " + VARIABLE + " or " + PROPERTY + " asks");
    }
    try {
      return new Choice(OpenJpegDecoder.load(), "which this system has");
    } catch (LinkageError | RuntimeException e) {
      return new Choice(
          new Jj2000Decoder(),
          "because OpenJPEG (libopenjp2) cannot be loaded here; with it reading is faster");
    }
  }
}
