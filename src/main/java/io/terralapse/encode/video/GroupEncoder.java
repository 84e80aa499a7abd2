package io.terralapse.encode.video;

import io.terralapse.encode.Ffmpeg;
import io.terralapse.encode.NativeEncoder;
import io.terralapse.encode.Timing;
import io.terralapse.encode.video.CodecSpec.Repeats;
import io.terralapse.model.Picture;
import io.terralapse.model.PictureSequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a few pictures as one closed group on one thread. Encoders are set up so that each frame
 * gives one packet at once, in order: frames refer to earlier ones only, and the file needs no edit
 * list. Frames lie a tick of 1/25 s apart, whatever the pace. Not thread-safe.
 */
final class GroupEncoder implements AutoCloseable {
  private final CodecSpec spec;
  private final NativeEncoder encoder;
  private final @Nullable DeviceFrames device;
  private final PixelLayout.Writer writer;
  private final List<CodedGroup.Coded> coded = new ArrayList<>();
  private final List<Integer> sent = new ArrayList<>();

  /**
   * Opens an encoder.
   *
   * @param width even
   * @param height even
   * @throws IOException if it cannot be opened
   */
  GroupEncoder(CodecSpec spec, int width, int height) throws IOException {
    Ffmpeg.load();
    this.spec = spec;
    AVCodec codec = avcodec.avcodec_find_encoder_by_name(spec.encoder());
    if (codec == null) {
      throw new IOException("This build of FFmpeg has no encoder " + spec.encoder() + ".");
    }
    this.device =
        spec.layout() == PixelLayout.DEVICE_420
            ? new DeviceFrames(spec.layout(), width, height)
            : null;
    this.encoder =
        new NativeEncoder(
            codec, width, height, spec.layout().format(), spec.layout() == PixelLayout.RGB);
    this.writer = spec.layout().writer(width, height);
    try {
      open(width, height);
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void open(int width, int height) throws IOException {
    AVCodecContext context = encoder.context();
    context
        .gop_size(1 << 16)
        .max_b_frames(0)
        .flags(context.flags() | avcodec.AV_CODEC_FLAG_BITEXACT);
    if (device != null) {
      device.attach(context);
    }
    AVDictionary options = new AVDictionary(null);
    try {
      for (Map.Entry<String, String> option : new TreeMap<>(spec.options()).entrySet()) {
        avutil.av_dict_set(options, option.getKey(), option.getValue(), 0);
      }
      String subject = spec.encoder() + " for " + width + " x " + height + " pixels";
      encoder.open(options, subject);
      if (avutil.av_dict_count(options) > 0) {
        throw new IllegalStateException(spec.encoder() + " does not know all of " + spec.options());
      }
    } finally {
      avutil.av_dict_free(options);
    }
  }

  /**
   * Encodes pictures and ends.
   *
   * @param from the first picture, from 0
   * @param to one after the last
   */
  CodedGroup encode(PictureSequence pictures, Timing timing, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      Picture picture = pictures.get(i);
      for (int copies = copies(timing.repeats(i), i == from); copies > 0; copies--) {
        send(picture, i);
      }
    }
    encoder.end(this::keep);
    if (coded.size() != sent.size()) {
      throw new IllegalStateException(
          spec.encoder() + " made " + coded.size() + " packets of " + sent.size() + " frames");
    }
    AVCodecParameters parameters = avcodec.avcodec_parameters_alloc();
    Ffmpeg.check(
        avcodec.avcodec_parameters_from_context(parameters, encoder.context()),
        "Video",
        "described");
    return new CodedGroup(parameters, coded);
  }

  /** How often a picture is encoded; a key frame of AV1 cannot be shown again, a copy of it can. */
  private int copies(int repeats, boolean first) {
    if (spec.repeats() == Repeats.ENCODED) {
      return repeats;
    }
    return spec.repeats() == Repeats.SHOWN_AGAIN && spec.isAv1() && first && repeats > 1 ? 2 : 1;
  }

  private void send(Picture picture, int index) throws IOException {
    AVFrame frame = encoder.beginFrame();
    writer.write(picture, frame);
    encoder.number(sent.size(), sent.isEmpty());
    sent.add(index);
    encoder.send(device == null ? frame : device.upload(frame), this::keep);
  }

  private void keep(long pts, boolean keyframe, byte[] bytes) {
    if (pts != coded.size()) {
      throw new IllegalStateException(spec.encoder() + " changes the order of frames");
    }
    coded.add(new CodedGroup.Coded(sent.get(coded.size()), keyframe, bytes));
  }

  @Override
  public void close() {
    encoder.close();
    if (device != null) {
      device.close();
    }
  }
}
