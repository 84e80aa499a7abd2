package io.terralapse.draw;

import io.terralapse.furniture.CutText;
import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.furniture.TitleCard;
import io.terralapse.furniture.WipeLabels;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.Picture;
import io.terralapse.pace.SequencePicture;
import java.util.List;
import java.util.Optional;

/**
 * Draws what a video of one rendition shows before its first and after its last date: the title
 * card, the comparison of the first date with the last, and the zoom to the focus. Thread-safe.
 */
public final class EndPictures {
  /** For videos that show nothing but their dates. */
  public static final EndPictures NONE =
      new EndPictures(
          FurnitureSettings.DEFAULTS, Optional.empty(), Optional.empty(), Optional.empty());

  private final FurnitureSettings settings;
  private final Optional<TitleCard> card;
  private final Optional<WipeLabels> labels;
  private final Optional<ZoomPictures> zoom;

  /**
   * Pictures of a rendition.
   *
   * @param card laid out for its frames; empty if the video has none
   * @param labels of a wipe, laid out for its frames; empty if the video has none
   * @param zoom from its frames; empty if the video has none
   */
  public EndPictures(
      FurnitureSettings settings,
      Optional<TitleCard> card,
      Optional<WipeLabels> labels,
      Optional<ZoomPictures> zoom) {
    this.settings = settings;
    this.card = card;
    this.labels = labels;
    this.zoom = zoom;
  }

  /** The texts that the title card has no space for. */
  public List<CutText> cuts() {
    return card.map(TitleCard::cuts).orElse(List.of());
  }

  /** Turns the first date into the title card, in place. */
  Picture titleCard(Picture first) {
    card.orElseThrow().paint(first);
    return first;
  }

  /** A new picture of both sides. */
  Picture wipe(Picture left, Picture right, SequencePicture shown) {
    int column = Wipe.column(shown, right.width());
    Picture both = Wipe.of(left, right, column);
    labels.orElseThrow().paint(both, column);
    return both;
  }

  /** What draws a zoom. */
  ZoomPictures zoom() {
    return zoom.orElseThrow();
  }

  /** Adds everything that decides how the title card is drawn, but its picture. */
  void addCardTo(ContentDigest digest) {
    card.orElseThrow().addTo(digest, settings);
  }

  /** Adds everything that decides how a wipe is drawn, but its pictures. */
  void addWipeTo(ContentDigest digest) {
    labels.orElseThrow().addTo(digest);
  }
}
