package io.terralapse.bands;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What the user wants to see.
 *
 * @param wanted one word, band or expression, or three of them for red, green and blue
 * @param panSharpen sharpen true colour with the panchromatic band of scenes that have one
 */
public record BandSettings(@JsonProperty("bands") List<String> wanted, boolean panSharpen) {
  /** True colour as it was measured. */
  public static final BandSettings DEFAULTS = new BandSettings(List.of("true-color"), false);

  /** Copies the list. */
  public BandSettings {
    wanted = List.copyOf(wanted);
  }
}
