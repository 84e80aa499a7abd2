package io.terralapse.encode.video;

import io.terralapse.encode.NativeEncoder;
import io.terralapse.encode.Yuv420;
import io.terralapse.model.Picture;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.ShortPointer;

/** How the pixels of a picture are given to an encoder. */
enum PixelLayout {
  /** BT.709, limited range, 4:2:0, 8 bits, see {@link Yuv420}. */
  YUV420(avutil.AV_PIX_FMT_YUV420P, 2) {
    @Override
    Writer writer(int width, int height) {
      Yuv420 yuv = new Yuv420(width, height);
      return (picture, frame) -> {
        yuv.convert(picture.rgb());
        NativeEncoder.copyPlane(frame, 0, yuv.y(), width, height);
        NativeEncoder.copyPlane(frame, 1, yuv.cb(), width / 2, height / 2);
        NativeEncoder.copyPlane(frame, 2, yuv.cr(), width / 2, height / 2);
      };
    }
  },
  /** As {@link #YUV420}, with Cb and Cr in turn in one plane, uploaded to a device. */
  DEVICE_420(avutil.AV_PIX_FMT_NV12, 2) {
    @Override
    Writer writer(int width, int height) {
      Yuv420 yuv = new Yuv420(width, height);
      byte[] chroma = new byte[width * height / 2];
      return (picture, frame) -> {
        yuv.convert(picture.rgb());
        NativeEncoder.copyPlane(frame, 0, yuv.y(), width, height);
        for (int i = 0; i < chroma.length; i++) {
          chroma[i] = (i & 1) == 0 ? yuv.cb()[i / 2] : yuv.cr()[i / 2];
        }
        NativeEncoder.copyPlane(frame, 1, chroma, width, height / 2);
      };
    }
  },
  /** BT.709, limited range, 4:2:2, 10 bits, see {@link Yuv422}. */
  YUV422_10(avutil.AV_PIX_FMT_YUV422P10LE, 8) {
    @Override
    Writer writer(int width, int height) {
      Yuv422 yuv = new Yuv422(width, height);
      return (picture, frame) -> {
        yuv.convert(picture.rgb());
        copy(frame, 0, yuv.y(), width, height);
        copy(frame, 1, yuv.cb(), width / 2, height);
        copy(frame, 2, yuv.cr(), width / 2, height);
      };
    }
  },
  /** The code values themselves, four bytes a pixel. */
  RGB(avutil.AV_PIX_FMT_BGR0, 4) {
    @Override
    Writer writer(int width, int height) {
      return (picture, frame) -> {
        IntPointer data = new IntPointer(frame.data(0));
        int stride = frame.linesize(0) / Integer.BYTES;
        for (int row = 0; row < height; row++) {
          data.position((long) row * stride).put(picture.rgb(), row * width, width);
        }
      };
    }
  };

  private final int format;
  private final int bytes;

  PixelLayout(int format, int bytes) {
    this.format = format;
    this.bytes = bytes;
  }

  /** Fills frames; not thread-safe. */
  @FunctionalInterface
  interface Writer {
    void write(Picture picture, AVFrame frame);
  }

  /** A writer of frames of one size, both sides even. */
  abstract Writer writer(int width, int height);

  /** FFmpeg's number of the pixel format. */
  int format() {
    return format;
  }

  /** Bytes that a pixel takes in the writer and in a frame, rounded up. */
  int bytes() {
    return 2 * bytes;
  }

  private static void copy(AVFrame frame, int plane, short[] from, int width, int height) {
    ShortPointer data = new ShortPointer(frame.data(plane));
    int stride = frame.linesize(plane) / Short.BYTES;
    for (int row = 0; row < height; row++) {
      data.position((long) row * stride).put(from, row * width, width);
    }
  }
}
