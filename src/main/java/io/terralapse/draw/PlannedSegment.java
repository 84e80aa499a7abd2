package io.terralapse.draw;

import io.terralapse.encode.CodedSegment;
import io.terralapse.encode.VideoSettings;
import io.terralapse.model.ContentKey;
import io.terralapse.pace.SequencePicture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one segment with their keys and, once it was found or encoded, its bytes. Each is
 * written by one thread and read by others only after that one has ended.
 */
final class PlannedSegment {
  private final int idrPictureId;
  private final List<SequencePicture> shown;
  private final List<FramePlan> all;
  private final List<ContentKey> pictures;
  private final ContentKey key;
  private @Nullable CodedSegment coded;

  private PlannedSegment(
      int idrPictureId,
      List<SequencePicture> shown,
      List<FramePlan> all,
      List<ContentKey> pictures,
      ContentKey key) {
    this.idrPictureId = idrPictureId;
    this.shown = List.copyOf(shown);
    this.all = all;
    this.pictures = List.copyOf(pictures);
    this.key = key;
  }

  /**
   * Computes the keys.
   *
   * @param number its index
   * @param all the frames of all dates
   * @throws IOException if a scene cannot be read
   */
  static PlannedSegment of(Track track, int number, VideoPlan video, List<FramePlan> all)
      throws IOException {
    PictureKeys keys = track.earlier().keys();
    List<SequencePicture> shown = video.segments().get(number);
    List<ContentKey> pictures = new ArrayList<>();
    for (SequencePicture picture : shown) {
      pictures.add(keys.of(picture, all, track.ends()));
    }
    List<Boolean> keyframes = shown.stream().map(track.keyframes()::contains).toList();
    int idrPictureId = video.idrPictureId(number);
    return new PlannedSegment(
        idrPictureId,
        shown,
        all,
        pictures,
        keys.ofSegment(pictures, keyframes, idrPictureId, track.video()));
  }

  /** The {@code idr_pic_id} of its first picture. */
  int idrPictureId() {
    return idrPictureId;
  }

  /** Its pictures, in order of time. */
  List<SequencePicture> shown() {
    return shown;
  }

  /** The frames of the dates whose stills it has, in order of time. */
  List<FramePlan> frames() {
    return shown.stream().filter(SequencePicture::isStill).map(this::frame).toList();
  }

  /** The frame of a picture's date. */
  FramePlan frame(SequencePicture picture) {
    return all.get(picture.date());
  }

  /** The keys of its pictures. */
  List<ContentKey> pictures() {
    return pictures;
  }

  /** The segment's own key. */
  ContentKey key() {
    return key;
  }

  /** Whether it has the still of the last date. */
  boolean isLast() {
    int last = lastStill();
    return last >= 0 && shown.get(last).date() == all.size() - 1;
  }

  /** Whether dates that arrive may continue a segment like this one. */
  boolean isContinued() {
    return shown.get(0).isStill();
  }

  /** Index of its last still; -1 if it has none. */
  int lastStill() {
    int last = shown.size() - 1;
    while (last >= 0 && !shown.get(last).isStill()) {
      last--;
    }
    return last;
  }

  /**
   * The keys of its frames by what was filled of them, once they have been drawn. What is encoded
   * after a picture does not change it.
   *
   * @param asFilled of {@link FrameRenderer#keysAsFilled}; empty if nothing could be filled, so
   *     that the keys are those that pictures were drawn by
   * @param video how it was encoded
   * @throws IOException if a scene cannot be read
   */
  List<FrameKey> frameKeys(Track track, Optional<PictureKeys> asFilled, VideoSettings video)
      throws IOException {
    PictureKeys keys = asFilled.orElse(track.earlier().keys());
    List<ContentKey> drawn = pictures;
    if (asFilled.isPresent()) {
      List<FramePlan> filled = track.renderer().asFilled(all);
      drawn = new ArrayList<>();
      for (SequencePicture picture : shown) {
        drawn.add(keys.of(picture, filled, track.ends()));
      }
    }
    List<Boolean> keyframes = shown.stream().map(track.keyframes()::contains).toList();
    List<FrameKey> found = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      if (shown.get(i).isStill()) {
        int end = i + 1;
        while (end < shown.size() && shown.get(end).date() == shown.get(i).date()) {
          end++;
        }
        found.add(
            new FrameKey(
                drawn.get(i).hex(),
                track.encodes()
                    ? Optional.of(
                        keys.ofSegment(drawn.subList(0, end), keyframes.subList(0, end), 0, video)
                            .hex())
                    : Optional.empty()));
      }
    }
    return found;
  }

  /** Whether gaps of frames may have been filled, in any panel. */
  boolean mayBeFilled(Track track) {
    return track.renderer().mayFill(all);
  }

  /** What draws its pictures. */
  SegmentPictures drawing(Track track) {
    return new SegmentPictures(track.renderer(), track.ends(), all);
  }

  /** The coded bytes; empty as long as they are missing. */
  Optional<CodedSegment> coded() {
    return Optional.ofNullable(coded);
  }

  void setCoded(CodedSegment found) {
    coded = found;
  }
}
