package io.terralapse.raster.jp2;

import java.util.Locale;
import java.util.Objects;

/**
 * Selects the JPEG 2000 decoder of this process: OpenJPEG if the system has it, otherwise JJ2000.
 * {@code TERRALAPSE_JPEG2000=java} in the environment, or the system property {@code
 * terralapse.jpeg2000}, which takes precedence, selects JJ2000. Selected once, when the first JPEG
 * 2000 file is opened. Thread-safe.
 */
public final class Jp2Decoders {
  private static final String PROPERTY = "terralapse.jpeg2000";
  private static final String VARIABLE = "TERRALAPSE_JPEG2000";

  private record Choice(WindowDecoder decoder, String reason) {}

  /** Initialized by the class loader at first use. */
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

  /** The decoder and the reason for it: "JPEG 2000 by OpenJPEG 2.5.0, which this system has". */
  public static String describe() {
    return "JPEG 2000 by " + Chosen.CHOICE.decoder.name() + ", " + Chosen.CHOICE.reason;
  }

  private static Choice choose(String requested) {
    if (requested.toLowerCase(Locale.ROOT).equals("java")) {
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
