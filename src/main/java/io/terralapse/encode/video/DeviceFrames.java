package io.terralapse.encode.video;

import io.terralapse.encode.Ffmpeg;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVHWFramesContext;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Frames in the memory of a graphics device, for encoders that take no others (VAAPI). Not
 * thread-safe.
 */
final class DeviceFrames implements AutoCloseable {
  /** Frames of the pool: the encoder's references, what it works on, and the next one. */
  private static final int POOL = 8;

  private final AVBufferRef device = new AVBufferRef(null);
  private final AVFrame uploaded = avutil.av_frame_alloc();
  private final AVBufferRef frames;

  /**
   * Opens the first device.
   *
   * @param layout of the frames that are uploaded
   * @param width pixels
   * @param height pixels
   * @throws IOException if there is none, or it takes no such frames
   */
  DeviceFrames(PixelLayout layout, int width, int height) throws IOException {
    int opened =
        avutil.av_hwdevice_ctx_create(
            device, avutil.AV_HWDEVICE_TYPE_VAAPI, (String) null, null, 0);
    if (opened < 0) {
      avutil.av_frame_free(uploaded);
      throw new IOException("no VAAPI device can be opened");
    }
    this.frames = avutil.av_hwframe_ctx_alloc(device);
    try {
      new AVHWFramesContext(frames.data())
          .format(avutil.AV_PIX_FMT_VAAPI)
          .sw_format(layout.format())
          .width(width)
          .height(height)
          .initial_pool_size(POOL);
      Ffmpeg.check(avutil.av_hwframe_ctx_init(frames), "Frames of the device", "allocated");
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Makes an encoder, which is not open yet, take these frames. */
  void attach(AVCodecContext encoder) {
    encoder.pix_fmt(avutil.AV_PIX_FMT_VAAPI).hw_frames_ctx(avutil.av_buffer_ref(frames));
  }

  /**
   * Copies a frame to the device.
   *
   * @param frame with its properties
   * @return the copy, which is valid until the next call
   */
  AVFrame upload(AVFrame frame) throws IOException {
    avutil.av_frame_unref(uploaded);
    Ffmpeg.check(avutil.av_hwframe_get_buffer(frames, uploaded, 0), "Frame", "allocated");
    Ffmpeg.check(avutil.av_hwframe_transfer_data(uploaded, frame, 0), "Picture", "uploaded");
    Ffmpeg.check(avutil.av_frame_copy_props(uploaded, frame), "Picture", "described");
    return uploaded;
  }

  @Override
  public void close() {
    avutil.av_frame_free(uploaded);
    avutil.av_buffer_unref(frames);
    avutil.av_buffer_unref(device);
  }
}
