package io.terralapse.encode;

import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;

/**
 * The doorway to FFmpeg's native libraries: loads avutil, avcodec and avformat once (no scaler, no
 * devices, no filters), sends their messages to the log, and turns their error numbers and paths
 * into Java's. Thread-safe.
 */
final class Ffmpeg {
  /** Longest text that av_strerror is asked for, as AV_ERROR_MAX_STRING_SIZE. */
  private static final int ERROR_TEXT_BYTES = 64;

  private Ffmpeg() {}

  /** Runs once, on first use, under the class loader's lock. */
  private static final class Loaded {
    static final boolean DONE = load();

    private static boolean load() {
      // Every native buffer here is freed by hand. JavaCPP's own accounting (a cleaner thread, and
      // an OutOfMemoryError once the process is larger than it thinks fit) has nothing to guard.
      setIfAbsent("org.bytedeco.javacpp.nopointergc", "true");
      setIfAbsent("org.bytedeco.javacpp.maxBytes", "0");
      setIfAbsent("org.bytedeco.javacpp.maxPhysicalBytes", "0");
      Loader.load(avutil.class);
      Loader.load(avformat.class);
      NativeLog.install();
      return true;
    }

    private static void setIfAbsent(String key, String value) {
      if (System.getProperty(key) == null) {
        System.setProperty(key, value);
      }
    }
  }

  /**
   * Makes the native libraries usable.
   *
   * @throws UserError (environment) if this platform's natives are missing or do not load
   */
  static void load() {
    try {
      if (!Loaded.DONE) {
        throw new IllegalStateException("FFmpeg did not load");
      }
    } catch (LinkageError e) {
      throw UserError.environment(
          "FFmpeg's native libraries for this platform could not be loaded; build with"
              + " -Djavacpp.platform set to it, and make sure that the folder ~/.javacpp is"
              + " writable.",
          e);
    }
  }

  /**
   * Returns {@code code} if it is no error, else throws a sentence that begins with the subject.
   */
  static int check(int code, Object subject, String action) throws IOException {
    if (code < 0) {
      throw new IOException(subject + " could not be " + action + ": " + text(code) + ".");
    }
    return code;
  }

  /** FFmpeg's words for an error number. */
  static String text(int code) {
    byte[] buffer = new byte[ERROR_TEXT_BYTES];
    avutil.av_strerror(code, buffer, buffer.length);
    int end = 0;
    while (end < buffer.length && buffer[end] != 0) {
      end++;
    }
    return new String(buffer, 0, end, StandardCharsets.UTF_8);
  }

  /**
   * A path as FFmpeg must see it: absolute, behind an explicit {@code file:}, so that no name can
   * choose another protocol or pass for an option, and in the bytes that the file system uses. The
   * caller closes it.
   */
  static BytePointer url(Path path) {
    String absolute = path.toAbsolutePath().toString();
    return cString("file:" + absolute, pathCharset());
  }

  /** A NUL-terminated native copy of a text. The caller closes it. */
  static BytePointer cString(String text, Charset charset) {
    byte[] bytes = text.getBytes(charset);
    BytePointer pointer = new BytePointer(bytes.length + 1L);
    pointer.put(bytes, 0, bytes.length);
    pointer.put(bytes.length, (byte) 0);
    return pointer;
  }

  private static Charset pathCharset() {
    // FFmpeg takes UTF-8 on Windows and passes bytes through elsewhere; the JDK names the latter's
    // encoding only here.
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    String jnu = System.getProperty("sun.jnu.encoding");
    return windows || jnu == null || !Charset.isSupported(jnu)
        ? StandardCharsets.UTF_8
        : Charset.forName(jnu);
  }
}
