package io.terralapse.encode.still;

import io.terralapse.encode.Poster;
import io.terralapse.model.Picture;
import java.io.IOException;
import java.nio.file.Path;

/** The formats of stills. */
public enum StillFormat {
  /** Without loss. */
  PNG(".png", "image/png") {
    @Override
    public void write(Path file, Picture picture) throws IOException {
      Poster.writePng(file, picture);
    }
  },
  /** 4:4:4, at the quality of the poster. */
  JPEG(".jpg", "image/jpeg") {
    @Override
    public void write(Path file, Picture picture) throws IOException {
      Poster.writeJpeg(file, picture, Poster.QUALITY);
    }
  };

  private final String ending;
  private final String mediaType;

  StillFormat(String ending, String mediaType) {
    this.ending = ending;
    this.mediaType = mediaType;
  }

  /** Ending of names. */
  public String ending() {
    return ending;
  }

  /** Media type. */
  public String mediaType() {
    return mediaType;
  }

  /** Writes a file, replacing an existing one; the caller passes a temporary name and renames. */
  public abstract void write(Path file, Picture picture) throws IOException;
}
