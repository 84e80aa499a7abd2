package io.terralapse.encode;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes FFmpeg's and x264's messages off stderr: warnings and errors become debug lines of SLF4J,
 * and are counted per thread, so that a check on one thread sees only its own. Thread-safe.
 */
final class NativeLog extends LogCallback {
  private static final Logger LOG = LoggerFactory.getLogger("io.terralapse.encode.ffmpeg");

  private static final ThreadLocal<int[]> WARNINGS = ThreadLocal.withInitial(() -> new int[1]);

  /** Native code holds the address: this reference keeps it alive for the life of the process. */
  private static final NativeLog INSTANCE = new NativeLog();

  private NativeLog() {}

  static void install() {
    avutil.av_log_set_level(avutil.AV_LOG_WARNING);
    avutil.setLogCallback(INSTANCE);
  }

  /** Warnings and errors that native code has raised on the calling thread so far. */
  static int warningsOnThisThread() {
    return WARNINGS.get()[0];
  }

  @Override
  public void call(int level, BytePointer message) {
    if (level > avutil.AV_LOG_WARNING) {
      return;
    }
    WARNINGS.get()[0]++;
    if (LOG.isDebugEnabled()) {
      LOG.debug("{}", message.getString(StandardCharsets.UTF_8).strip());
    }
  }
}
