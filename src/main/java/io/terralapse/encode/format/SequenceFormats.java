package io.terralapse.encode.format;

import io.terralapse.encode.SequenceEncoder;
import io.terralapse.encode.SequenceOutput;
import io.terralapse.encode.gif.GifEncoder;
import io.terralapse.encode.video.SequenceEncoders;
import io.terralapse.encode.webp.WebpEncoder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The encoders of further formats. Stateless. */
public final class SequenceFormats {
  private SequenceFormats() {}

  /** What is made of the pictures of a rendition, in the order in which it is published. */
  public static List<SequenceOutput> of(FormatSettings settings) {
    return Stream.of(
            settings.hardware().map(SequenceFormats::hardware),
            settings.hevc().map(SequenceFormats::hevc),
            settings.av1().map(SequenceFormats::av1),
            settings.webm().map(SequenceFormats::webm),
            settings.ffv1().map(SequenceFormats::ffv1),
            settings.mezzanine().map(SequenceFormats::mezzanine),
            settings.avif().map(SequenceFormats::avif),
            settings.gif().map(one -> picture(one.setting(), ".gif", "GIF", new GifEncoder(one))),
            settings
                .webp()
                .map(one -> picture(one.setting(), ".webp", "WebP", new WebpEncoder(one))))
        .flatMap(Optional::stream)
        .toList();
  }

  /** A file that is no source of a video. */
  private static SequenceOutput picture(
      String setting, String ending, String format, SequenceEncoder encoder) {
    return new SequenceOutput(setting, ending, format, -1, encoder);
  }

  private static SequenceOutput hardware(FormatSettings.HardwareSettings one) {
    SequenceEncoder encoder =
        SequenceEncoders.hardware(one.setting(), one.encoder(), one.crf(), one.maxBytes());
    return new SequenceOutput(one.setting(), ".mp4", "MP4", 0, encoder);
  }

  private static SequenceOutput hevc(FormatSettings.Compressed one) {
    SequenceEncoder encoder =
        SequenceEncoders.hevc(one.setting(), one.crf(), one.preset(), one.maxBytes());
    return new SequenceOutput(one.setting(), "-hevc.mp4", "MP4 (HEVC)", 2, encoder);
  }

  private static SequenceOutput av1(FormatSettings.Compressed one) {
    SequenceEncoder encoder =
        SequenceEncoders.av1(one.setting(), one.crf(), one.preset(), one.maxBytes());
    return new SequenceOutput(one.setting(), "-av1.mp4", "MP4 (AV1)", 3, encoder);
  }

  private static SequenceOutput ffv1(FormatSettings.Fixed one) {
    return picture(one.setting(), ".mkv", "Matroska (FFV1)", SequenceEncoders.ffv1(one.setting()));
  }

  private static SequenceOutput mezzanine(FormatSettings.MezzanineSettings one) {
    boolean prores = one.codec() == FormatSettings.MezzanineSettings.MezzanineCodec.PRORES;
    return picture(
        one.setting(),
        ".mov",
        prores ? "MOV (ProRes)" : "MOV (DNxHR)",
        SequenceEncoders.mezzanine(one.setting(), prores));
  }

  private static SequenceOutput avif(FormatSettings.Compressed one) {
    return picture(
        one.setting(),
        ".avif",
        "AVIF",
        SequenceEncoders.avif(one.setting(), one.crf(), one.preset(), one.maxBytes()));
  }

  private static SequenceOutput webm(FormatSettings.WebmSettings one) {
    boolean av1 = one.codec() == FormatSettings.WebmSettings.WebmCodec.AV1;
    return new SequenceOutput(
        one.setting(),
        ".webm",
        av1 ? "WebM (AV1)" : "WebM (VP9)",
        av1 ? 4 : 1,
        SequenceEncoders.webm(av1, one.setting(), one.crf(), one.maxBytes()));
  }
}
