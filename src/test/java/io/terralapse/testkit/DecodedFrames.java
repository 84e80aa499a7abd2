package io.terralapse.testkit;

import io.terralapse.encode.VideoCheck;
import io.terralapse.encode.VideoFacts;
import io.terralapse.model.ContentDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** What a player shows of a video, frame by frame. */
public final class DecodedFrames {
  private DecodedFrames() {}

  /** A hash of the planes of each decoded frame. */
  public static List<String> hashes(Path video) throws IOException {
    List<String> hashes = new ArrayList<>();
    VideoFacts facts = VideoCheck.inspect(video, true, frame -> hashes.add(hash(frame)));
    if (facts.warnings() > 0 || facts.decodedFrames() != facts.frames()) {
      throw new IOException(video + " does not play: " + facts);
    }
    return hashes;
  }

  /** As {@link #hashes}, but for frames that repeat the one before. */
  public static List<String> pictures(Path video) throws IOException {
    List<String> pictures = new ArrayList<>();
    for (String hash : hashes(video)) {
      if (pictures.isEmpty() || !pictures.get(pictures.size() - 1).equals(hash)) {
        pictures.add(hash);
      }
    }
    return pictures;
  }

  private static String hash(AVFrame frame) {
    ContentDigest digest = new ContentDigest();
    for (int plane = 0; plane < 3; plane++) {
      int columns = plane == 0 ? frame.width() : frame.width() / 2;
      int rows = plane == 0 ? frame.height() : frame.height() / 2;
      BytePointer data = frame.data(plane);
      byte[] line = new byte[columns];
      for (int row = 0; row < rows; row++) {
        data.position((long) row * frame.linesize(plane)).get(line);
        digest.add(line, columns);
      }
    }
    return digest.key().hex();
  }
}
