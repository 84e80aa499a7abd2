package io.terralapse.pipeline;

import io.terralapse.annotation.AnnotationFile;
import io.terralapse.annotation.AnnotationPainter;
import io.terralapse.config.JobSettings;
import io.terralapse.encode.VideoSettings;
import io.terralapse.encode.format.FormatSettings;
import io.terralapse.geo.DatumGrids;
import io.terralapse.grid.GeoJsonDocument;
import io.terralapse.grid.GridSettings;
import io.terralapse.model.ContentKey;
import io.terralapse.onset.OnsetArea;
import io.terralapse.pace.PaceSettings;
import io.terralapse.rendition.RenditionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The settings by which frames are drawn and coded and from which nothing in the lock is derived,
 * so that the lock holds them by their names. Those that only add pictures before or after the
 * dates, or decide how long pictures are shown, change no published frame and are left out.
 * Stateless.
 */
final class DrawingSettings {
  private static final String NONE = "none";

  private DrawingSettings() {}

  /**
   * What a job says, by the name of the setting: values, or hashes of files that are named. They
   * are the same on every machine and in every version of the program, so that a lock stays valid.
   *
   * @throws io.terralapse.model.UserError (usage) if a file that is named cannot be read
   */
  static SortedMap<String, String> of(JobSettings job) {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put(
        "compare",
        job.comparison().map(panels -> panels.below() ? "stacked" : "beside").orElse(NONE));
    settings.put("coregister.model", job.coregister().enabled() ? "on" : "off");
    settings.put("furniture.overlays", overlays(job.overlays()));
    settings.put("geo.grids", hash(DatumGrids.checksums().values()));
    settings.put("grid.r", job.grid().resampling().name().toLowerCase(Locale.ROOT));
    settings.put("look.background", String.format(Locale.ROOT, "#%06x", job.tone().background()));
    settings.put("onset", labelled(job.onset()));
    settings.put("pace.transition", transition(job.pace()));
    settings.put(
        "reveal_location",
        Boolean.toString(job.revealLocation() || !job.furniture().marks().showPosition()));
    coding(job.main()).ifPresent(coding -> settings.put("outputs.mp4", coding));
    for (RenditionSettings one : job.renditions()) {
      settings.put("renditions." + one.name(), rendition(one));
      if (one.crop() == RenditionSettings.Crop.FOCUS) {
        job.focus()
            .ifPresent(focus -> settings.put("focus", hash(List.of(GridSettings.text(focus)))));
      }
    }
    return settings;
  }

  private static String overlays(List<AnnotationFile> files) {
    List<String> parts = new ArrayList<>();
    for (AnnotationFile file : files) {
      parts.add(AnnotationPainter.content(file) + " " + file.label().orElse(""));
    }
    return hash(parts);
  }

  private static String labelled(List<OnsetArea> areas) {
    List<String> parts = new ArrayList<>();
    for (OnsetArea area : areas) {
      if (area.isLabelled()) {
        parts.add(area.name() + " " + GeoJsonDocument.read("onset", area.geojson()));
      }
    }
    return hash(parts);
  }

  /** The pictures of a transition are coded before that of their date, which depends on them. */
  private static String transition(PaceSettings pace) {
    double seconds = pace.extras().crossfade();
    return seconds == 0 ? "cut" : seconds + " s, fps " + number(pace.fps().stream().boxed());
  }

  private static String rendition(RenditionSettings one) {
    return String.join(
        ", ",
        one.shape().map(shape -> shape.word()).orElse("-"),
        size(one.size()),
        size(one.within()),
        one.crop().name().toLowerCase(Locale.ROOT),
        transition(one.pace()),
        coding(one).orElse("-"));
  }

  private static String size(Optional<GridSettings.Size> size) {
    return size.map(pixels -> pixels.width() + "x" + pixels.height()).orElse("-");
  }

  /** How an H.264 video is coded; empty if there is none. */
  private static Optional<String> coding(RenditionSettings one) {
    Optional<FormatSettings.HardwareSettings> hardware = one.formats().hardware();
    if (hardware.isPresent()) {
      return Optional.of(
          String.join(
              " ",
              hardware.get().encoder(),
              number(hardware.get().crf().stream().boxed()),
              number(hardware.get().maxBytes().stream().boxed())));
    }
    VideoSettings video = one.video();
    return one.mp4()
        ? Optional.of(
            String.join(
                " ",
                video.preset(),
                number(video.crf().stream().boxed()),
                number(video.maxBytes().stream().boxed()),
                number(video.gop().stream().boxed())))
        : Optional.empty();
  }

  private static String number(Stream<? extends Number> value) {
    return value.findFirst().map(String::valueOf).orElse("-");
  }

  private static String hash(Iterable<String> parts) {
    String text = String.join("\n", parts);
    return text.isEmpty() ? NONE : ContentKey.of(text).hex();
  }
}
