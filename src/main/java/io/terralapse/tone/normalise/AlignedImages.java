package io.terralapse.tone.normalise;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The aligned images of the dates, the most recently used in memory. Thread-safe. */
final class AlignedImages {
  private static final int IN_MEMORY = 24;

  private final List<ToneNormaliser.Date> dates;
  private final int gridWidth;
  private final ToneNormaliser.ImageReader reader;
  private final Map<Integer, ToneImage> recent = new LinkedHashMap<>(2 * IN_MEMORY, 0.75f, true);

  AlignedImages(List<ToneNormaliser.Date> dates, int gridWidth, ToneNormaliser.ImageReader reader) {
    this.dates = dates;
    this.gridWidth = gridWidth;
    this.reader = reader;
  }

  /** The image of a date, read if it is not in memory. */
  ToneImage get(int index) throws IOException {
    synchronized (recent) {
      ToneImage known = recent.get(index);
      if (known != null) {
        return known;
      }
    }
    ToneImage image = reader.read(index).aligned(dates.get(index).displacement(), gridWidth);
    synchronized (recent) {
      recent.put(index, image);
      if (recent.size() > IN_MEMORY) {
        recent.remove(recent.keySet().iterator().next());
      }
    }
    return image;
  }
}
