package io.terralapse.encode;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes FFmpeg's and x264's messages off stderr: warnings and errors become debug lines of SLF4J,
 * and are counted, the decoder's own threads included. Thread-safe.
 */
final class NativeLog extends LogCallback {
  private static final Logger LOG = LoggerFactory.getLogger("io.terralapse.encode.ffmpeg");

  private static final AtomicInteger WARNINGS = new AtomicInteger();

  /** Native code holds the address: this reference keeps it alive for the life of the process. */
  private static final NativeLog INSTANCE = new NativeLog();

  private NativeLog() {}

  static void install() {
    avutil.av_log_set_level(avutil.AV_LOG_WARNING);
    avutil.setLogCallback(INSTANCE);
  }

  /** Warnings and errors that native code has raised so far, on whatever thread. */
  static int warnings() {
    return WARNINGS.get();
  }

  @Override
  public void call(int level, BytePointer message) {
    if (level > avutil.AV_LOG_WARNING) {
      return;
    }
    WARNINGS.incrementAndGet();
    if (LOG.isDebugEnabled()) {
      LOG.debug("{}", message.getString(StandardCharsets.UTF_8).strip());
    }
  }
}
