package io.terralapse.publish;

import io.terralapse.model.Picture;
import io.terralapse.model.PictureSequence;
import java.io.IOException;

/**
 * Pictures with the last of them before the first.
 *
 * @param pictures in order of time
 * @param lead how often the last one is before them
 */
record LeadSequence(PictureSequence pictures, int lead) implements PictureSequence {
  @Override
  public int size() {
    return pictures.size() + lead;
  }

  @Override
  public int width() {
    return pictures.width();
  }

  @Override
  public int height() {
    return pictures.height();
  }

  @Override
  public Picture get(int index) throws IOException {
    return pictures.get(index < lead ? pictures.size() - 1 : index - lead);
  }
}
