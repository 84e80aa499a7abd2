package io.terralapse.tone;

/** How the tone of single dates is matched with that of the others. */
public enum Deflicker {
  /** Values stay as they are. */
  OFF,
  /** A gain for each date and channel, within 20 per cent. */
  GAIN,
  /** A gain and an offset for each date and channel, in wider limits. */
  FULL
}
