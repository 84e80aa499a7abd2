package io.terralapse.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The weights of the bundled font, Inter. */
public enum BundledFont {
  REGULAR("Inter-Regular.otf", 400),
  SEMIBOLD("Inter-SemiBold.otf", 600);

  private final String resource;
  private final int weight;

  BundledFont(String resource, int weight) {
    this.resource = resource;
    this.weight = weight;
  }

  /** The weight, 1 to 1000. */
  public int weight() {
    return weight;
  }

  /** The font as an OpenType file. */
  public byte[] bytes() {
    try (InputStream in = BundledFont.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }
}
