package io.terralapse.encode;

import io.terralapse.model.Picture;
import io.terralapse.model.UserError;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Encodes up to {@link #MOST_PICTURES} pictures as one closed group of pictures that starts with an
 * IDR picture.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>causal: the coded bytes of a picture depend only on it and on earlier pictures of the
 *       segment, so a longer segment starts with the same packets and headers as a shorter one;
 *   <li>reproducible: one thread, and no dependence on the processor (about 1 % slower);
 *   <li>independent of the pace: every picture is encoded once, on a fixed tick of 1/25 s; {@link
 *       RepeatedPictures} repeats it where the frame rate is constant;
 *   <li>of even quality: one quantizer for all pictures and their parts, finer at sharp edges such
 *       as those of captions, see {@link SharpEdges}.
 * </ul>
 *
 * <p>Not thread-safe; several encoders may run concurrently. Native memory (about 140 MB at 1080p
 * with preset medium) is freed by {@link #finish} or {@link #close}, also after an error.
 */
public final class SegmentEncoder implements Closeable {
  /**
   * Pictures in a full segment. For 24 aerial pictures at 1080p (ten dates, preset medium, CRF 20)
   * segments of 8 took 3.17 MB; segments of 6 took 7 % more, of 4 17 % more, and single pictures
   * 121 % more. Longer segments would save a few per cent but make seeking and appending more
   * expensive.
   */
  public static final int MAX_PICTURES = 8;

  /**
   * Pictures in the longest segment: a crossfade of two seconds at 30 frames a second, and the
   * picture that it leads to.
   */
  public static final int MOST_PICTURES = 64;

  /**
   * Makes x264 causal and reproducible: no B-frames, no lookahead, headers that do not depend on
   * the content, only one IDR picture, one thread. CABAC is fixed so that {@link IdrPictureId} can
   * rewrite the slice header. One reference, because a repeat of the picture before takes its
   * place; three would save 3 % at most.
   */
  private static final String CAUSAL =
      "bframes=0:rc-lookahead=0:sync-lookahead=0:mbtree=0:scenecut=0:stitchable=1:threads=1"
          + ":cpu-independent=1:keyint=infinite:cabac=1:ref=1";

  /**
   * Quality by the quantizer alone. At the same size as x264's defaults (three sets at 1080p) this
   * has 1 to 3 dB more on pictures and 3 to 4 dB more on captions: stills are looked at for long,
   * so bits are spent on what differs from them rather than on what the eye forgives in motion.
   * Chroma is quantized a little more coarsely, which saves 4 %. Adaptive quantization has a
   * negligible strength, since only then x264 takes quantizers for parts of a picture.
   */
  private static final String QUALITY =
      "qcomp=1:ipratio=1:psy=0:aq-mode=1:aq-strength=0.001:chroma-qp-offset=2";

  /**
   * Numbers of IDR pictures inside a segment, which differ from those at its start (below 4) and
   * from those that {@link RepeatedPictures} inserts.
   */
  private static final int INNER_IDR = 4;

  /** The quantizer from which those of pictures and their parts are offsets. */
  private static final int USUAL_CRF = 20;

  /** How much coarser the quantizer of pictures is that are shown for one frame. */
  private static final int PASSING = 4;

  private final int width;
  private final int height;
  private final int idrPictureId;
  private final OptionalInt crf;
  private final Yuv420 yuv;
  private final boolean x264;
  private final List<EncodedSegment.Packet> packets = new ArrayList<>();
  private final NativeEncoder encoder;
  private int pictures;
  private boolean closed;

  /**
   * Opens an encoder.
   *
   * @param width even, at least 16
   * @param height even, at least 16
   * @param idrPictureId {@code idr_pic_id} of its first picture, 0 to 65535: another one than that
   *     of the segment before if that has a single picture
   * @throws IllegalArgumentException if the size is odd or too small
   * @throws UserError if a setting is out of range, or there is no H.264 encoder
   */
  public SegmentEncoder(int width, int height, VideoSettings settings, int idrPictureId) {
    this(width, height, settings, idrPictureId, Encoders.getH264());
  }

  /** Opens the encoder with the given FFmpeg name. */
  SegmentEncoder(
      int width, int height, VideoSettings settings, int idrPictureId, String encoderName) {
    if (width < 16 || height < 16) {
      throw new IllegalArgumentException("too small to encode: " + width + " x " + height);
    }
    this.yuv = new Yuv420(width, height);
    this.width = width;
    this.height = height;
    this.idrPictureId = idrPictureId;
    this.crf = settings.crf();
    this.x264 = encoderName.equals(Encoders.X264);
    checkSettings(settings);
    AVCodec codec = Encoders.getCodec(encoderName);
    this.encoder = new NativeEncoder(codec, width, height, avutil.AV_PIX_FMT_YUV420P, false);
    try {
      open(encoderName, settings);
    } catch (IOException e) {
      close();
      throw UserError.environment(
          "H.264 encoder "
              + encoderName
              + " could not be opened for "
              + width
              + " x "
              + height
              + " pixels; choose a smaller grid.size, or free memory.",
          e);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static void checkSettings(VideoSettings settings) {
    int crf = settings.crf().orElse(USUAL_CRF);
    if (crf < 0 || crf > 51) {
      throw UserError.usage(
          "outputs.mp4.crf: " + crf + " is out of range; choose auto, or 0 to 51.");
    }
    if (!Encoders.PRESETS.contains(settings.preset())) {
      throw UserError.usage(
          "outputs.mp4.preset: \""
              + settings.preset()
              + "\" is not a preset; choose one of "
              + String.join(", ", Encoders.PRESETS)
              + ".");
    }
  }

  private void open(String name, VideoSettings settings) throws IOException {
    int crf = settings.crf().orElse(USUAL_CRF);
    AVCodecContext context = encoder.context();
    if (x264) {
      option("preset", settings.preset());
      option("crf", Integer.toString(crf));
      option("forced-idr", "1");
      option("x264-params", CAUSAL + ":" + QUALITY);
    } else {
      // openh264 has no constant quality; a fixed quantiser is closest to it.
      context.gop_size(Integer.MAX_VALUE).qmin(crf).qmax(crf);
      option("rc_mode", "off");
      context.global_quality(crf * avutil.FF_QP2LAMBDA);
    }
    String subject = String.format(Locale.ROOT, "H.264 encoder %s (%d x %d)", name, width, height);
    encoder.open(null, subject);
  }

  private void option(String key, String value) throws IOException {
    Ffmpeg.check(
        avutil.av_opt_set(encoder.context().priv_data(), key, value, 0),
        "Encoder option " + key,
        "set");
  }

  /** Encodes a picture that is looked at. */
  public void add(Picture picture) throws IOException {
    add(picture, false, false);
  }

  /**
   * Encodes one picture.
   *
   * @param passing whether it is shown for one frame only, between others, so that a coarser
   *     quantizer is not seen
   * @param keyframe whether it can be decoded without those before it; the first always can
   * @throws IllegalStateException if the segment is full or finished
   */
  public void add(Picture picture, boolean passing, boolean keyframe) throws IOException {
    if (closed || pictures == MOST_PICTURES) {
      throw new IllegalStateException(closed ? "encoder is closed" : "segment is full");
    }
    if (picture.width() != width || picture.height() != height) {
      throw new IllegalArgumentException(picture.width() + " x " + picture.height() + " pixels");
    }
    yuv.convert(picture.rgb());
    pictures++;
    AVFrame frame = encoder.beginFrame();
    NativeEncoder.copyPlane(frame, 0, yuv.y(), width, height);
    NativeEncoder.copyPlane(frame, 1, yuv.cb(), width / 2, height / 2);
    NativeEncoder.copyPlane(frame, 2, yuv.cr(), width / 2, height / 2);
    if (x264) {
      setQuantizers(frame, passing ? PASSING : 0);
    }
    encoder.number(pictures - 1, pictures == 1 || keyframe);
    encoder.send(frame, this::keep);
  }

  /** Asks for the picture's own quantizer, and a finer one where it has sharp edges. */
  private void setQuantizers(AVFrame frame, int coarser) throws IOException {
    avutil.av_frame_remove_side_data(frame, avutil.AV_FRAME_DATA_REGIONS_OF_INTEREST);
    int common = crf.isPresent() ? 0 : QualityTarget.quantizer(yuv.y(), width, height) - USUAL_CRF;
    byte[] regions = new SharpEdges(width, height).regions(yuv.y(), common + coarser);
    if (regions.length == 0) {
      return;
    }
    AVFrameSideData data =
        avutil.av_frame_new_side_data(
            frame, avutil.AV_FRAME_DATA_REGIONS_OF_INTEREST, regions.length);
    if (data == null) {
      throw new IOException("Picture could not be encoded: out of memory.");
    }
    data.data().put(regions, 0, regions.length);
  }

  private void keep(long pts, boolean keyframe, byte[] bytes) {
    packets.add(new EncodedSegment.Packet(keyframe, bytes));
  }

  /**
   * Completes the segment and frees the encoder.
   *
   * @throws IllegalStateException if no picture was added, or the encoder is closed
   */
  public EncodedSegment finish() throws IOException {
    if (closed || pictures == 0) {
      throw new IllegalStateException(closed ? "encoder is closed" : "no picture was added");
    }
    try {
      encoder.end(this::keep);
      byte[] headers = new byte[encoder.context().extradata_size()];
      encoder.context().extradata().get(headers);
      numberKeyframes(headers);
      return new EncodedSegment(width, height, headers, packets);
    } finally {
      close();
    }
  }

  /** IDR pictures that follow each other must have different numbers. */
  private void numberKeyframes(byte[] headers) throws IOException {
    int inner = 0;
    for (int i = 0; i < packets.size(); i++) {
      EncodedSegment.Packet packet = packets.get(i);
      if (packet.keyframe()) {
        int id = i == 0 ? idrPictureId : INNER_IDR + (inner++ & 1);
        packets.set(
            i, new EncodedSegment.Packet(true, IdrPictureId.set(headers, packet.bytes(), id)));
      }
    }
  }

  /** Frees the native memory; further calls have no effect. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    encoder.close();
  }
}
