package io.terralapse.encode;

import io.terralapse.model.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;

/**
 * The entry point to FFmpeg's native libraries: loads avutil, avcodec and avformat once (without
 * scaler, devices and filters), redirects their messages to the log, and converts error codes,
 * strings and paths between FFmpeg and Java. Thread-safe.
 */
public final class Ffmpeg {
  /** Buffer size for av_strerror, as AV_ERROR_MAX_STRING_SIZE. */
  private static final int ERROR_TEXT_BYTES = 64;

  private Ffmpeg() {}

  /** Runs once, on first use, under the class loader's lock. */
  private static final class Loaded {
    static final boolean DONE = load();

    private static boolean load() {
      // This package frees every native buffer explicitly, so JavaCPP's cleaner thread and its
      // limit on the process's memory (an OutOfMemoryError) are not needed.
      setIfAbsent("org.bytedeco.javacpp.nopointergc", "true");
      setIfAbsent("org.bytedeco.javacpp.maxBytes", "0");
      setIfAbsent("org.bytedeco.javacpp.maxPhysicalBytes", "0");
      if (!Path.of(System.getProperty("user.home", "?")).isAbsolute()) {
        setIfAbsent("org.bytedeco.javacpp.cachedir", temporaryFolder());
      }
      Loader.load(avutil.class);
      Loader.load(avformat.class);
      NativeLog.install();
      return true;
    }

    /**
     * Where libraries are unpacked for a user whom the system does not know, as in containers:
     * Java's home of such a user is a folder "?" in the current one.
     */
    private static String temporaryFolder() {
      try {
        Path folder = Files.createTempDirectory("terralapse-javacpp-");
        folder.toFile().deleteOnExit();
        return folder.toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void setIfAbsent(String key, String value) {
      if (System.getProperty(key) == null) {
        System.setProperty(key, value);
      }
    }
  }

  /**
   * Loads the native libraries on the first call.
   *
   * @throws UserError (environment) if the libraries for this platform are missing or fail to load
   */
  public static void load() {
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
   * Returns {@code code} unless it is negative.
   *
   * @throws IOException "subject could not be action: FFmpeg's error message."
   */
  public static int check(int code, Object subject, String action) throws IOException {
    if (code < 0) {
      throw new IOException(subject + " could not be " + action + ": " + message(code) + ".");
    }
    return code;
  }

  /** FFmpeg's message for an error code. */
  public static String message(int code) {
    byte[] buffer = new byte[ERROR_TEXT_BYTES];
    avutil.av_strerror(code, buffer, buffer.length);
    int end = 0;
    while (end < buffer.length && buffer[end] != 0) {
      end++;
    }
    return new String(buffer, 0, end, StandardCharsets.UTF_8);
  }

  /**
   * A path as a URL for FFmpeg: absolute, with an explicit {@code file:} so that a name cannot
   * select another protocol or be taken as an option, and encoded as in the file system. The caller
   * closes it.
   */
  public static BytePointer url(Path path) {
    String absolute = path.toAbsolutePath().toString();
    return cString("file:" + absolute, pathCharset());
  }

  /** A NUL-terminated native copy of a string. The caller closes it. */
  public static BytePointer cString(String text, Charset charset) {
    byte[] bytes = text.getBytes(charset);
    BytePointer pointer = new BytePointer(bytes.length + 1L);
    pointer.put(bytes, 0, bytes.length);
    pointer.put(bytes.length, (byte) 0);
    return pointer;
  }

  private static Charset pathCharset() {
    // FFmpeg expects UTF-8 on Windows and passes bytes through elsewhere, in the encoding that the
    // JDK gives in this property only.
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    String jnu = System.getProperty("sun.jnu.encoding");
    return windows || jnu == null || !Charset.isSupported(jnu)
        ? StandardCharsets.UTF_8
        : Charset.forName(jnu);
  }
}
