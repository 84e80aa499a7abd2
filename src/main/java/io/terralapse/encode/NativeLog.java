package io.terralapse.encode;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redirects messages of FFmpeg and x264 from stderr: warnings and errors are counted, including
 * those of decoder threads, and logged at debug level. Thread-safe.
 */
final class NativeLog extends LogCallback {
  private static final Logger LOG = LoggerFactory.getLogger("io.terralapse.encode.ffmpeg");

  private static final AtomicInteger WARNINGS = new AtomicInteger();

  /** Native code keeps the address, so this reference prevents garbage collection. */
  private static final NativeLog INSTANCE = new NativeLog();

  private NativeLog() {}

  static void install() {
    avutil.av_log_set_level(avutil.AV_LOG_WARNING);
    avutil.setLogCallback(INSTANCE);
  }

  /** Number of warnings and errors of native code since the process started, on all threads. */
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
