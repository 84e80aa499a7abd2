package io.terralapse.pipeline;

import io.terralapse.draw.LinearBlend;
import io.terralapse.draw.Wipe;
import io.terralapse.model.Picture;
import io.terralapse.pace.CodedSequence;
import io.terralapse.pace.SequencePicture;
import io.terralapse.safety.FlashAnalysis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everything that changes the light of a video: its dates, the lead, the title card and a
 * wipe. A crossfade changes the light in one direction until the next date, so that it counts as
 * the cut would; a zoom shows one date. Not thread-safe.
 */
final class SequenceFlashes {
  /** Light that a title card keeps, of 100, about as much as under most letters. */
  private static final int CARD = 30;

  /** Pictures of the dates, without captions. */
  interface Stills {
    Picture of(int date) throws IOException;
  }

  private final CodedSequence sequence;
  private final List<Integer> dates = new ArrayList<>();
  private @Nullable FlashAnalysis analysis;

  SequenceFlashes(CodedSequence sequence) {
    this.sequence = sequence;
  }

  /**
   * When anything in a frame may change, seconds: at a wipe, the divider passes once, and twice
   * where it turns.
   */
  static List<Double> changes(CodedSequence sequence) {
    List<Double> times = new ArrayList<>();
    SequencePicture before = null;
    for (int i = 0; i < sequence.pictures().size(); i++) {
      SequencePicture next = sequence.pictures().get(i);
      double start = sequence.timing().startSeconds(i);
      switch (next.kind()) {
        case STILL, LEAD, TITLE_CARD -> times.add(start);
        case WIPE -> {
          if (before != null && before.kind() != next.kind()) {
            times.add(start);
          } else if (2 * next.step() == next.steps() || 2 * next.step() == next.steps() + 1) {
            times.add(start);
            times.add(start);
          }
        }
        default -> {}
      }
      before = next;
    }
    return times;
  }

  /** Analyses all pictures. */
  FlashAnalysis find(Stills stills) throws IOException {
    Picture first = stills.of(0);
    Picture last = first;
    FlashAnalysis found = new FlashAnalysis(first.width(), first.height());
    analysis = found;
    for (int i = 0; i < sequence.pictures().size(); i++) {
      SequencePicture next = sequence.pictures().get(i);
      switch (next.kind()) {
        case LEAD -> add(found, stills.of(next.date()), i);
        case STILL -> {
          last = stills.of(next.date());
          add(found, last, i);
        }
        case TITLE_CARD ->
            add(
                found,
                LinearBlend.of(new Picture(first.width(), first.height()), first, CARD, 100),
                i);
        case WIPE -> add(found, Wipe.of(first, last, Wipe.column(next, last.width())), i);
        default -> {}
      }
    }
    return found;
  }

  private void add(FlashAnalysis found, Picture picture, int index) {
    found.add(picture, sequence.timing().startSeconds(index));
    dates.add(sequence.pictures().get(index).date());
  }

  /** The dates at which the video flashes, by their indices. */
  List<Integer> flashing() {
    return analysis == null
        ? List.of()
        : analysis.flashing().stream().map(dates::get).distinct().toList();
  }
}
