package io.terralapse.encode.video;

import io.terralapse.encode.Ffmpeg;
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
import org.bytedeco.ffmpeg.avcodec.AVPacket;
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
  private static final int TICKS_PER_SECOND = 25;

  private final CodecSpec spec;
  private final AVCodecContext context;
  private final @Nullable DeviceFrames device;
  private final AVFrame frame = avutil.av_frame_alloc();
  private final AVPacket packet = avcodec.av_packet_alloc();
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
    this.context = avcodec.avcodec_alloc_context3(codec);
    this.writer = spec.layout().writer(width, height);
    try {
      open(codec, width, height);
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void open(AVCodec codec, int width, int height) throws IOException {
    boolean rgb = spec.layout() == PixelLayout.RGB;
    context
        .width(width)
        .height(height)
        .pix_fmt(spec.layout().format())
        .color_range(rgb ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG)
        .color_primaries(avutil.AVCOL_PRI_BT709)
        .color_trc(rgb ? avutil.AVCOL_TRC_IEC61966_2_1 : avutil.AVCOL_TRC_BT709)
        .colorspace(rgb ? avutil.AVCOL_SPC_RGB : avutil.AVCOL_SPC_BT709)
        .thread_count(1)
        .gop_size(1 << 16)
        .max_b_frames(0)
        .flags(avcodec.AV_CODEC_FLAG_GLOBAL_HEADER | avcodec.AV_CODEC_FLAG_BITEXACT);
    if (!rgb) {
      context.chroma_sample_location(avutil.AVCHROMA_LOC_LEFT);
    }
    context.time_base().num(1).den(TICKS_PER_SECOND);
    context.framerate().num(TICKS_PER_SECOND).den(1);
    context.sample_aspect_ratio().num(1).den(1);
    if (device != null) {
      device.attach(context);
    }
    AVDictionary options = new AVDictionary(null);
    try {
      for (Map.Entry<String, String> option : new TreeMap<>(spec.options()).entrySet()) {
        avutil.av_dict_set(options, option.getKey(), option.getValue(), 0);
      }
      String subject = spec.encoder() + " for " + width + " x " + height + " pixels";
      Ffmpeg.check(avcodec.avcodec_open2(context, codec, options), subject, "opened");
      if (avutil.av_dict_count(options) > 0) {
        throw new IllegalStateException(spec.encoder() + " does not know all of " + spec.options());
      }
      frame.format(spec.layout().format()).width(width).height(height);
      frame
          .color_range(context.color_range())
          .color_primaries(context.color_primaries())
          .color_trc(context.color_trc())
          .colorspace(context.colorspace())
          .chroma_location(context.chroma_sample_location());
      Ffmpeg.check(avutil.av_frame_get_buffer(frame, 0), subject, "given a frame buffer");
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
    Ffmpeg.check(avcodec.avcodec_send_frame(context, null), "Video", "completed");
    receive();
    if (coded.size() != sent.size()) {
      throw new IllegalStateException(
          spec.encoder() + " made " + coded.size() + " packets of " + sent.size() + " frames");
    }
    AVCodecParameters parameters = avcodec.avcodec_parameters_alloc();
    Ffmpeg.check(
        avcodec.avcodec_parameters_from_context(parameters, context), "Video", "described");
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
    Ffmpeg.check(avutil.av_frame_make_writable(frame), "Frame buffer", "written");
    writer.write(picture, frame);
    frame.pts(sent.size());
    frame.duration(1);
    frame.pict_type(sent.isEmpty() ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
    sent.add(index);
    AVFrame given = device == null ? frame : device.upload(frame);
    Ffmpeg.check(avcodec.avcodec_send_frame(context, given), "Picture", "encoded");
    receive();
  }

  private void receive() throws IOException {
    while (true) {
      int code = avcodec.avcodec_receive_packet(context, packet);
      if (code == avutil.AVERROR_EAGAIN() || code == avutil.AVERROR_EOF()) {
        return;
      }
      Ffmpeg.check(code, "Picture", "encoded");
      if (packet.pts() != coded.size()) {
        throw new IllegalStateException(spec.encoder() + " changes the order of frames");
      }
      byte[] bytes = new byte[packet.size()];
      packet.data().get(bytes);
      boolean keyframe = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
      coded.add(new CodedGroup.Coded(sent.get(coded.size()), keyframe, bytes));
      avcodec.av_packet_unref(packet);
    }
  }

  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    avutil.av_frame_free(frame);
    avcodec.avcodec_free_context(context);
    if (device != null) {
      device.close();
    }
  }
}
