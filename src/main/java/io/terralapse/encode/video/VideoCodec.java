package io.terralapse.encode.video;

import io.terralapse.encode.video.CodecSpec.Repeats;
import java.util.HashMap;
import java.util.Map;

/**
 * The codecs of further videos, and how their encoders are set up: one thread, no frame that refers
 * to a later one, and quality by a constant quantizer rather than by models of motion, since frames
 * repeat stills.
 */
enum VideoCodec {
  /** H.265 by x265. */
  HEVC("libx265", PixelLayout.YUV420, Repeats.SHOWN_AGAIN, "hvc1", 51, 19, 60) {
    @Override
    Map<String, String> options(int crf, String preset) {
      return Map.of(
          "preset",
          preset,
          "crf",
          Integer.toString(crf),
          "x265-params",
          "bframes=0:rc-lookahead=0:scenecut=0:cutree=0:keyint=-1:pools=none:frame-threads=1"
              + ":wpp=0:pmode=0:pme=0:info=0:log-level=none:qcomp=1:ipratio=1:aq-mode=0:psy-rd=0"
              + ":psy-rdoq=0:hrd=0:open-gop=0:ref=1:weightp=0:temporal-mvp=0");
    }

    @Override
    CodecSpec forSize(CodecSpec spec, int width, int height) {
      if (width > LARGEST_BLOCK) {
        return spec;
      }
      int side = width > 2 * SMALLEST_BLOCK && height >= 2 * SMALLEST_BLOCK ? 32 : SMALLEST_BLOCK;
      String blocks = width > SMALLEST_BLOCK ? ":ctu=" + side : ":keyint=1";
      return spec.with("x265-params", spec.options().get("x265-params") + blocks);
    }
  },
  /** AV1 by SVT-AV1, without hidden frames. */
  AV1("libsvtav1", PixelLayout.YUV420, Repeats.SHOWN_AGAIN, "av01", 63, 12, 90) {
    @Override
    Map<String, String> options(int crf, String preset) {
      return Map.of(
          "preset",
          preset,
          "crf",
          Integer.toString(crf),
          "svtav1-params",
          "lp=1:pred-struct=1:irefresh-type=2:hierarchical-levels=2:scd=0:keyint=-1"
              + ":enable-overlays=0:use-fixed-qindex-offsets=1"
              + ":key-frame-qindex-offset=0:qindex-offsets=[0,0,0]");
    }
  },
  /** VP9 by libvpx. */
  VP9("libvpx-vp9", PixelLayout.YUV420, Repeats.SHOWN_AGAIN, "", 63, 15, 100) {
    @Override
    Map<String, String> options(int crf, String preset) {
      Map<String, String> options = new HashMap<>();
      options.put("crf", Integer.toString(crf));
      options.put("b", "0");
      options.put("deadline", "good");
      options.put("cpu-used", preset);
      options.put("lag-in-frames", "0");
      options.put("auto-alt-ref", "0");
      options.put("row-mt", "0");
      options.put("aq-mode", "0");
      options.put("frame-parallel", "0");
      return options;
    }
  },
  /** Lossless, of the code values themselves. */
  FFV1("ffv1", PixelLayout.RGB, Repeats.DURATION, "", 0, 0, 40) {
    @Override
    Map<String, String> options(int crf, String preset) {
      return Map.of(
          "level", "3", "coder", "1", "context", "0", "g", "1", "slices", "4", "slicecrc", "1");
    }
  },
  /** ProRes 422 HQ. */
  PRORES("prores_ks", PixelLayout.YUV422_10, Repeats.SAME_BYTES, "", 0, 0, 40) {
    @Override
    Map<String, String> options(int crf, String preset) {
      return Map.of("profile", "hq", "vendor", "apl0");
    }
  },
  /** DNxHR HQX. */
  DNXHR("dnxhd", PixelLayout.YUV422_10, Repeats.SAME_BYTES, "", 0, 0, 40) {
    @Override
    Map<String, String> options(int crf, String preset) {
      return Map.of("profile", "dnxhr_hqx");
    }
  };

  /** Sides of the coding tree blocks of x265, pixels (H.265, 7.4.3.2.1). */
  private static final int LARGEST_BLOCK = 64;

  private static final int SMALLEST_BLOCK = 16;

  private final String encoder;
  private final PixelLayout layout;
  private final Repeats repeats;
  private final String tag;
  private final int worst;
  private final int usual;
  private final int bytesPerPixel;

  VideoCodec(
      String encoder,
      PixelLayout layout,
      Repeats repeats,
      String tag,
      int worst,
      int usual,
      int bytesPerPixel) {
    this.encoder = encoder;
    this.layout = layout;
    this.repeats = repeats;
    this.tag = tag;
    this.worst = worst;
    this.usual = usual;
    this.bytesPerPixel = bytesPerPixel;
  }

  /**
   * The encoder with its settings.
   *
   * @param crf quality; ignored where there is none
   * @param preset speed, as the encoder names it; ignored where there is none
   */
  CodecSpec spec(int crf, String preset) {
    return new CodecSpec(encoder, layout, repeats, options(crf, preset), bytesPerPixel);
  }

  /** Options of the encoder; see {@link #spec}. */
  abstract Map<String, String> options(int crf, String preset);

  /**
   * The same encoder for frames of a size. If a frame is one coding tree block wide, the bytes that
   * x265 makes of it were seen to differ from run to run; the cause was not traced in its source.
   * Narrow frames therefore have blocks of which two or more fit, and the narrowest are all coded
   * on their own, with which the bytes were the same in every run.
   */
  CodecSpec forSize(CodecSpec spec, int width, int height) {
    return spec;
  }

  /** The name of the codec in MP4; empty for the usual one. */
  String tag() {
    return tag;
  }

  /** The crf of the smallest files; 0 if quality cannot be chosen. */
  int worst() {
    return worst;
  }

  /** The crf that looks like the job's own video. */
  int usual() {
    return usual;
  }
}
