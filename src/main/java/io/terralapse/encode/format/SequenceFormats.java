package io.terralapse.encode.format;

import io.terralapse.encode.SequenceOutput;
import io.terralapse.encode.gif.GifEncoder;
import io.terralapse.encode.video.SequenceEncoders;
import io.terralapse.encode.webp.WebpEncoder;
import java.util.ArrayList;
import java.util.List;

/** The encoders of further formats. Stateless. */
public final class SequenceFormats {
  private SequenceFormats() {}

  /** What is made of the pictures of a rendition, in the order in which it is published. */
  public static List<SequenceOutput> of(FormatSettings settings) {
    List<SequenceOutput> outputs = new ArrayList<>();
    settings
        .hardware()
        .ifPresent(
            one ->
                outputs.add(
                    new SequenceOutput(
                        one.setting(),
                        ".mp4",
                        "MP4",
                        0,
                        SequenceEncoders.hardware(one.setting(), one.encoder(), one.crf()))));
    settings
        .hevc()
        .ifPresent(
            one ->
                outputs.add(
                    new SequenceOutput(
                        one.setting(),
                        "-hevc.mp4",
                        "MP4 (HEVC)",
                        2,
                        SequenceEncoders.hevc(
                            one.setting(), one.crf(), one.preset(), one.maxBytes()))));
    settings
        .av1()
        .ifPresent(
            one ->
                outputs.add(
                    new SequenceOutput(
                        one.setting(),
                        "-av1.mp4",
                        "MP4 (AV1)",
                        3,
                        SequenceEncoders.av1(
                            one.setting(), one.crf(), one.preset(), one.maxBytes()))));
    settings.webm().ifPresent(one -> outputs.add(webm(one)));
    settings
        .ffv1()
        .ifPresent(
            one ->
                outputs.add(
                    new SequenceOutput(
                        one.setting(),
                        ".mkv",
                        "Matroska (FFV1)",
                        -1,
                        SequenceEncoders.ffv1(one.setting()))));
    settings
        .mezzanine()
        .ifPresent(
            one -> {
              boolean prores = one.codec() == FormatSettings.MezzanineSettings.Codec.PRORES;
              outputs.add(
                  new SequenceOutput(
                      one.setting(),
                      ".mov",
                      prores ? "MOV (ProRes)" : "MOV (DNxHR)",
                      -1,
                      SequenceEncoders.mezzanine(one.setting(), prores)));
            });
    settings
        .avif()
        .ifPresent(
            one ->
                outputs.add(
                    new SequenceOutput(
                        one.setting(),
                        ".avif",
                        "AVIF",
                        -1,
                        SequenceEncoders.avif(
                            one.setting(), one.crf(), one.preset(), one.maxBytes()))));
    settings
        .gif()
        .ifPresent(
            one ->
                outputs.add(
                    new SequenceOutput(one.setting(), ".gif", "GIF", -1, new GifEncoder(one))));
    settings
        .webp()
        .ifPresent(
            one ->
                outputs.add(
                    new SequenceOutput(one.setting(), ".webp", "WebP", -1, new WebpEncoder(one))));
    return outputs;
  }

  private static SequenceOutput webm(FormatSettings.WebmSettings one) {
    boolean av1 = one.codec() == FormatSettings.WebmSettings.Codec.AV1;
    return new SequenceOutput(
        one.setting(),
        ".webm",
        av1 ? "WebM (AV1)" : "WebM (VP9)",
        av1 ? 4 : 1,
        SequenceEncoders.webm(av1, one.setting(), one.crf(), one.maxBytes()));
  }
}
