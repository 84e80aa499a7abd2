package io.terralapse.draw;

import io.terralapse.encode.CodedSegment;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one segment with their keys and, once it was found or encoded, its bytes. Each is
 * written by one thread and read by others only after that one has ended.
 */
final class PlannedSegment {
  private final List<FramePlan> frames;
  private final List<ContentKey> pictures;
  private final int idrPictureId;
  private final ContentKey key;
  private @Nullable CodedSegment coded;
  private @Nullable Picture lastPicture;

  private PlannedSegment(
      List<FramePlan> frames, List<ContentKey> pictures, int idrPictureId, ContentKey key) {
    this.frames = List.copyOf(frames);
    this.pictures = List.copyOf(pictures);
    this.idrPictureId = idrPictureId;
    this.key = key;
  }

  /**
   * Computes the keys.
   *
   * @param idrPictureId of its first picture
   * @throws IOException if a scene cannot be read
   */
  static PlannedSegment of(Track track, List<FramePlan> frames, int idrPictureId)
      throws IOException {
    PictureKeys keys = track.earlier().keys();
    List<ContentKey> pictures = new ArrayList<>();
    for (FramePlan frame : frames) {
      pictures.add(keys.of(frame));
    }
    List<Boolean> keyframes =
        frames.stream().map(frame -> track.keyframes().isKeyframe(frame.index())).toList();
    return new PlannedSegment(
        frames,
        pictures,
        idrPictureId,
        keys.ofSegment(pictures, keyframes, idrPictureId, track.video()));
  }

  /** Its frames, in order of time. */
  List<FramePlan> frames() {
    return frames;
  }

  /** The {@code idr_pic_id} of its first picture. */
  int idrPictureId() {
    return idrPictureId;
  }

  /** The keys of the frames' pictures. */
  List<ContentKey> pictures() {
    return pictures;
  }

  /** The segment's own key. */
  ContentKey key() {
    return key;
  }

  /** The coded bytes; empty as long as they are missing. */
  Optional<CodedSegment> coded() {
    return Optional.ofNullable(coded);
  }

  void setCoded(CodedSegment found) {
    coded = found;
  }

  /** The picture of the last frame, if it is at hand. */
  Optional<Picture> lastPicture() {
    return Optional.ofNullable(lastPicture);
  }

  void setLastPicture(Picture picture) {
    lastPicture = picture;
  }
}
