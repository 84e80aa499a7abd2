package io.terralapse.draw;

import io.terralapse.annotation.AnnotationPainter;
import io.terralapse.draw.FramePlan.Placed;
import io.terralapse.encode.Encoders;
import io.terralapse.encode.VideoSettings;
import io.terralapse.furniture.Caption;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.geo.DatumGrids;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Grid;
import io.terralapse.pace.SequencePicture;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.SceneRequest;
import io.terralapse.window.WindowRequest;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Content keys of pictures and segments: hashes of everything that goes into them, so that what
 * earlier runs drew and encoded is found again and nothing else is. A key depends neither on where
 * files are nor on when they were written. Thread-safe.
 */
public final class PictureKeys {
  private final String codeVersion;
  private final WindowStore store;
  private final CanvasWindows windows;
  private final CanvasWindows source;
  private final AnnotationPainter annotations;
  private final FurniturePainter furniture;
  private final ContentKey common;
  private final Optional<SecondPanel> second;
  private final Optional<PictureKeys> secondKeys;
  private final Map<Integer, ContentKey> stills = new ConcurrentHashMap<>();

  /**
   * The keys of a sequence.
   *
   * @param codeVersion changes with the code that draws and encodes
   * @param canvas what the frames are cut from
   * @param grid of the frames
   * @param second the second panel of the frames
   */
  PictureKeys(
      String codeVersion,
      CanvasRenderer canvas,
      Grid grid,
      AnnotationPainter annotations,
      FurniturePainter furniture,
      Optional<SecondPanel> second) {
    this.second = second;
    this.secondKeys = second.map(panel -> panel.renderer().keys(codeVersion));
    this.codeVersion = codeVersion;
    this.store = canvas.store();
    this.windows = canvas.windows();
    this.source = canvas.source();
    this.annotations = annotations;
    this.furniture = furniture;
    ContentDigest digest = new ContentDigest();
    digest.add("picture");
    digest.add(codeVersion);
    digest.add(String.valueOf(windows));
    digest.add(String.valueOf(grid));
    digest.add(canvas.warper().kernel().name());
    digest.add(String.valueOf(DatumGrids.checksums()));
    boolean[] area = canvas.filling().area();
    byte[] inside = new byte[area.length];
    for (int i = 0; i < area.length; i++) {
      inside[i] = (byte) (area[i] ? 1 : 0);
    }
    digest.add(inside, inside.length);
    canvas.stretch().addTo(digest);
    annotations.addTo(digest);
    furniture.addTo(digest);
    this.common = digest.key();
  }

  /**
   * The key of a picture: windows, displacements, bands and tones of its own date and of those that
   * may fill its gaps, stretch, grid, and furniture.
   *
   * @throws IOException if a scene cannot be read
   */
  ContentKey of(FramePlan plan) throws IOException {
    ContentDigest digest = new ContentDigest();
    digest.add(common.hex());
    add(digest, plan.own(), source);
    annotations.addTo(digest, plan.date().acquisition().acquired());
    furniture.addTo(digest, plan.caption());
    digest.add(plan.sources().size());
    if (!plan.sources().isEmpty()) {
      digest.add(plan.gaps().name());
    }
    for (Placed source : plan.sources()) {
      add(digest, source, this.source);
      // The caption names the dates and credits that pixels are taken from.
      Caption single =
          new Caption(
              source.date().acquisition().acquired(),
              FramePlanner.credit(List.of(source.date().acquisition())));
      digest.add(String.valueOf(single));
      furniture.addTo(digest, single);
    }
    if (second.isPresent()) {
      second.get().addTo(digest, secondKeys.orElseThrow(), plan);
    }
    return digest.key();
  }

  /**
   * The key of any picture of a video: those of the dates that it shows, and how.
   *
   * @param frames of all dates
   * @param ends what draws title card and ending
   * @throws IOException if a scene cannot be read
   */
  ContentKey of(SequencePicture shown, List<FramePlan> frames, EndPictures ends)
      throws IOException {
    FramePlan frame = frames.get(shown.date());
    if (shown.isStill() || shown.isLead()) {
      return stillKey(frame);
    }
    ContentDigest digest = new ContentDigest();
    digest.add(shown.kind().name());
    digest.add(shown.step());
    digest.add(shown.steps());
    digest.add(stillKey(frame).hex());
    switch (shown.kind()) {
      case CROSSFADE -> {
        if (shown.date() == 0) {
          ends.addCardTo(digest);
        } else {
          digest.add(stillKey(frames.get(shown.date() - 1)).hex());
        }
      }
      case TITLE_CARD -> ends.addCardTo(digest);
      case WIPE -> {
        digest.add(stillKey(frames.get(0)).hex());
        ends.addWipeTo(digest);
      }
      case ZOOM -> {
        ends.zoom().addTo(digest, frame, shown);
        add(digest, frame.own(), ends.zoom().windows());
        for (Placed filling : frame.sources()) {
          add(digest, filling, ends.zoom().windows());
        }
      }
      case STILL, LEAD -> throw new IllegalStateException("handled above");
    }
    return digest.key();
  }

  /** Those of stills are required several times where transitions border on them. */
  private ContentKey stillKey(FramePlan frame) throws IOException {
    ContentKey known = stills.get(frame.index());
    if (known == null) {
      known = of(frame);
      stills.put(frame.index(), known);
    }
    return known;
  }

  private void add(ContentDigest digest, Placed placed, CanvasWindows read) throws IOException {
    ReadAcquisition date = placed.date();
    windows.displacement(placed).addTo(digest);
    date.recipe().addTo(digest);
    placed.tone().addTo(digest);
    date.gains().forEach(scene -> scene.forEach(gain -> digest.add((double) gain)));
    List<SceneRequest> reached = read.requests(placed);
    digest.add(reached.size());
    for (int i = 0; i < reached.size(); i++) {
      SceneRequest request = reached.get(i);
      digest.add(
          i < date.requests().size() && request.equals(date.requests().get(i))
              ? date.keys().get(i)
              : keyOf(request.parts()));
      request.planes().forEach(planes -> digest.add(String.valueOf(planes)));
    }
  }

  /** The key of windows that are wider than those of the first read. */
  private String keyOf(List<WindowRequest> parts) throws IOException {
    List<String> keys = new ArrayList<>();
    for (WindowRequest part : parts) {
      keys.add(store.keyOf(part));
    }
    return String.join("+", keys);
  }

  /**
   * The key of a coded segment.
   *
   * @param pictures the keys of its pictures
   * @param keyframes which of them are keyframes
   * @param idrPictureId of its first picture
   */
  ContentKey ofSegment(
      List<ContentKey> pictures, List<Boolean> keyframes, int idrPictureId, VideoSettings video) {
    ContentDigest digest = new ContentDigest();
    digest.add("segment");
    digest.add(codeVersion);
    digest.add(Encoders.build());
    digest.add(String.valueOf(video.crf()));
    digest.add(video.preset());
    digest.add(String.valueOf(keyframes));
    digest.add(idrPictureId);
    pictures.forEach(picture -> digest.add(picture.hex()));
    return digest.key();
  }
}
