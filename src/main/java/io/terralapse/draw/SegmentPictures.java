package io.terralapse.draw;

import io.terralapse.furniture.Caption;
import io.terralapse.model.Picture;
import io.terralapse.pace.SequencePicture;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Draws the pictures of one segment of one rendition, in their order. The two pictures that a
 * transition is between are kept while it lasts, so that each is drawn once for all of its steps.
 * Not thread-safe.
 */
final class SegmentPictures {
  private final FrameRenderer renderer;
  private final EndPictures ends;
  private final List<FramePlan> frames;

  /** What a transition comes from and leads to; neither is changed. */
  private @Nullable Picture before;

  private @Nullable Picture after;

  /**
   * Pictures of a rendition.
   *
   * @param frames those of all dates
   */
  SegmentPictures(FrameRenderer renderer, EndPictures ends, List<FramePlan> frames) {
    this.renderer = renderer;
    this.ends = ends;
    this.frames = frames;
  }

  /** The next picture. */
  Picture draw(SequencePicture shown, Grounds grounds) throws IOException {
    FramePlan frame = frames.get(shown.date());
    return switch (shown.kind()) {
      case STILL -> still(frame, grounds);
      case LEAD -> grounds.frame(renderer, frame);
      case TITLE_CARD -> ends.titleCard(grounds.bare(renderer, frame));
      case CROSSFADE -> crossfade(shown, frame, grounds);
      case WIPE -> wipe(shown, frame, grounds);
      case ZOOM -> ends.zoom().draw(renderer, frame, shown);
    };
  }

  private Picture still(FramePlan frame, Grounds grounds) throws IOException {
    Picture own = after;
    if (own == null) {
      return grounds.frame(renderer, frame);
    }
    before = null;
    after = null;
    renderer.paintFurniture(own, frame);
    return own;
  }

  /**
   * The blend of the two grounds under the furniture of one date, which changes in the middle: two
   * dates are never seen at once. A title card is blended as a whole, because it has no date.
   */
  private Picture crossfade(SequencePicture shown, FramePlan frame, Grounds grounds)
      throws IOException {
    boolean fromCard = shown.date() == 0;
    Picture from = before;
    Picture to = after;
    if (from == null || to == null) {
      FramePlan other = fromCard ? frame : frames.get(shown.date() - 1);
      from =
          fromCard ? ends.titleCard(grounds.bare(renderer, other)) : grounds.plain(renderer, other);
      to = grounds.plain(renderer, frame);
      before = from;
      after = to;
    }
    if (fromCard) {
      Picture finished = to.copy();
      renderer.paintFurniture(finished, frame);
      return LinearBlend.of(from, finished, shown.step(), shown.steps());
    }
    Picture mixed = LinearBlend.of(from, to, shown.step(), shown.steps());
    renderer.furniture().paint(mixed, renderer.caption(caption(shown)));
    return labelled(mixed, shown);
  }

  /** Draws the labels of both dates, which are blended as what they name is. */
  private Picture labelled(Picture mixed, SequencePicture shown) {
    FramePlan first = frames.get(shown.date() - 1);
    FramePlan second = frames.get(shown.date());
    if (renderer.hasSameLabels(first, second)) {
      renderer.paintLabels(mixed, second);
      return mixed;
    }
    Picture next = mixed.copy();
    renderer.paintLabels(mixed, first);
    renderer.paintLabels(next, second);
    return LinearBlend.of(mixed, next, shown.step(), shown.steps());
  }

  /** The date whose caption a step of a crossfade has. */
  private FramePlan caption(SequencePicture shown) {
    boolean old = 2 * shown.step() < shown.steps();
    return frames.get(old ? shown.date() - 1 : shown.date());
  }

  private Picture wipe(SequencePicture shown, FramePlan last, Grounds grounds) throws IOException {
    Picture left = before;
    Picture right = after;
    if (left == null || right == null) {
      FramePlan first = frames.get(0);
      left = grounds.plain(renderer, first);
      right = grounds.plain(renderer, last);
      Caption caption = both(first, last);
      renderer.furniture().paintUndated(left, caption);
      renderer.furniture().paintUndated(right, caption);
      renderer.paintLabels(left, first);
      renderer.paintLabels(right, last);
      before = left;
      after = right;
    }
    return ends.wipe(left, right, shown);
  }

  /** What the furniture says that both sides share: the timeline is at the end. */
  private Caption both(FramePlan first, FramePlan last) throws IOException {
    Caption caption = renderer.caption(last);
    Optional<String> credit =
        renderer.caption(first).credit().equals(caption.credit())
            ? caption.credit()
            : FramePlanner.credit(List.of(first.date().acquisition(), last.date().acquisition()));
    return new Caption(caption.acquired(), caption.dates(), credit);
  }
}
