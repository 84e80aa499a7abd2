package io.terralapse.model;

import java.util.Locale;
import java.util.Optional;

/**
 * A limit of the bytes of a file, and who sets it. Immutable.
 *
 * @param most bytes
 * @param setting that sets it, such as {@code outputs.gif.max_bytes}, or the name of a place
 * @param ofPlace whether it is the limit of a place, which no setting raises
 */
public record ByteLimit(long most, String setting, boolean ofPlace) {
  /** Rounding of the sizes that messages advise. */
  private static final double MARGIN = 1.05;

  /** A limit that a setting has. */
  public static ByteLimit ofSetting(String setting, long most) {
    return new ByteLimit(most, setting, false);
  }

  /** The limit of a place that a file is for. */
  public static ByteLimit ofPlace(String place, long most) {
    return new ByteLimit(most, place, true);
  }

  /** The lower of two limits; empty if there is none. */
  public static Optional<ByteLimit> lower(Optional<ByteLimit> a, Optional<ByteLimit> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b);
    }
    return a.get().most() <= b.get().most() ? a : b;
  }

  /**
   * What is said if nothing fits.
   *
   * @param what the file or what it holds, such as {@code 9 pictures of 1920x1080}
   * @param smallest bytes of the smallest version of it
   */
  public UserError refusal(String what, long smallest) {
    return UserError.usage(
        String.format(
            Locale.ROOT,
            "%s%s: %d bytes are too few for %s, the smallest version of which has %d; %s.",
            ofPlace ? "for: " : "",
            setting,
            most,
            what,
            smallest,
            ofPlace
                ? "use fewer dates, for example with select.best_per, make the size of its"
                    + " rendition smaller, or take "
                    + setting
                    + " out of for"
                : String.format(
                    Locale.ROOT,
                    "set at least %dkB, or make the pictures smaller with grid.size or the size of"
                        + " a rendition",
                    (long) Math.ceil(smallest * MARGIN / 1000))));
  }
}
