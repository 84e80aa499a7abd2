package io.terralapse.catalog.scene;

import io.terralapse.model.Location;
import io.terralapse.model.MaskCoding;
import java.util.Optional;

/**
 * One band of a kind of mask file.
 *
 * @param index band of the file, from 0, unless a band there has {@code description}
 * @param description the band's name in the file ({@code cloud}), where files name their bands
 * @param coding what the values mean
 */
public record MaskLayer(int index, Optional<String> description, MaskCoding coding) {

  /** The first band of a file. */
  public static MaskLayer of(MaskCoding coding) {
    return new MaskLayer(0, Optional.empty(), coding);
  }

  /** The mask that this layer is in a given file. */
  public DescribedScene.Mask in(Location file) {
    return new DescribedScene.Mask(file, index, description, coding);
  }
}
