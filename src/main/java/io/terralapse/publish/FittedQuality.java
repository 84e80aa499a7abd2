package io.terralapse.publish;

import java.util.OptionalInt;

/**
 * The quantizer that a limit of bytes requested.
 *
 * @param crf of all pictures
 * @param configured what the settings ask for; empty where each picture has its own choice
 */
public record FittedQuality(int crf, OptionalInt configured) {
  /** What the ledger says was given up. */
  String phrase() {
    return "crf "
        + crf
        + " instead of "
        + (configured.isPresent() ? "crf " + configured.getAsInt() : "crf auto");
  }
}
