package io.terralapse.draw;

import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.furniture.TitleCard;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.Picture;
import io.terralapse.pace.SequencePicture;
import java.io.IOException;
import java.util.Optional;

/**
 * Draws what a video of one rendition shows before its first and after its last date: the title
 * card, the comparison of the first date with the last, and the zoom to the focus. Thread-safe.
 */
public final class EndPictures {
  /** For videos that show nothing but their dates. */
  public static final EndPictures NONE =
      new EndPictures(FurnitureSettings.DEFAULTS, Optional.empty());

  private final FurnitureSettings settings;
  private final Optional<TitleCard> card;

  /**
   * Pictures of a rendition.
   *
   * @param card laid out for its frames; empty if the video has none
   */
  public EndPictures(FurnitureSettings settings, Optional<TitleCard> card) {
    this.settings = settings;
    this.card = card;
  }

  /** Turns the first date into the title card, in place. */
  Picture titleCard(Picture first) {
    card.orElseThrow().paint(first);
    return first;
  }

  Picture first(Picture plain, FramePlan first, FramePlan last) {
    throw new IllegalStateException("later");
  }

  Picture last(Picture plain, FramePlan last) {
    throw new IllegalStateException("later");
  }

  Picture wipe(Picture left, Picture right, SequencePicture shown) {
    throw new IllegalStateException("later");
  }

  Picture zoom(FramePlan last, SequencePicture shown) throws IOException {
    throw new IllegalStateException("later");
  }

  /** Adds everything that decides how the title card is drawn, but its picture. */
  void addCardTo(ContentDigest digest) {
    card.orElseThrow().addTo(digest, settings);
  }

  void addWipeTo(ContentDigest digest) {}

  void addZoomTo(ContentDigest digest, FramePlan last, SequencePicture shown) throws IOException {}
}
