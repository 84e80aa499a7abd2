package io.terralapse.raster.jp2;

import de.digitalcollections.openjpeg.OpenJpeg;
import de.digitalcollections.openjpeg.lib.enums.CODEC_FORMAT;
import de.digitalcollections.openjpeg.lib.libopenjp2;
import de.digitalcollections.openjpeg.lib.structs.opj_dparameters;
import de.digitalcollections.openjpeg.lib.structs.opj_image;
import de.digitalcollections.openjpeg.lib.structs.opj_image_comp;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterLevel;
import java.io.IOException;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.Struct;
import jnr.ffi.byref.PointerByReference;

/**
 * The OpenJPEG library of the system. The ImageIO reader of its Java binding returns three bands of
 * 8 bits whatever the file has, so the native functions are called directly. Thread-safe.
 */
final class OpenJpegDecoder implements WindowDecoder {
  private final libopenjp2 library;
  private final Runtime runtime;
  private final String name;

  private OpenJpegDecoder(OpenJpeg loaded) {
    this.library = loaded.lib;
    this.runtime = loaded.runtime;
    this.name = "OpenJPEG " + library.opj_version();
  }

  /**
   * Loads the library.
   *
   * @throws LinkageError if it is not installed, or its version is not supported
   */
  static OpenJpegDecoder load() {
    return new OpenJpegDecoder(new OpenJpeg());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean decodesPartsOfTiles() {
    return true;
  }

  @Override
  public void decode(Codestream stream, int level, PixelRect rect, int[] bands, RowSink into)
      throws IOException {
    try (OpenJpegStream bytes = new OpenJpegStream(library, stream.bytes())) {
      Pointer codec = library.opj_create_decompress(CODEC_FORMAT.OPJ_CODEC_J2K);
      opj_image image = new opj_image(runtime);
      boolean created = false;
      try {
        opj_dparameters parameters = new opj_dparameters(runtime);
        library.opj_set_default_decoder_parameters(parameters);
        parameters.cp_reduce.set(level);
        check(library.opj_setup_decoder(codec, parameters), stream, bytes);
        PointerByReference at = new PointerByReference();
        check(library.opj_read_header(bytes.pointer(), codec, at), stream, bytes);
        image.useMemory(at.getValue());
        created = true;
        decode(codec, image, bytes, stream, level, rect);
        deliver(image, stream, rect, bands, into);
      } finally {
        if (created) {
          library.opj_image_destroy(Struct.getMemory(image));
        }
        library.opj_destroy_codec(codec);
      }
    }
  }

  private void decode(
      Pointer codec,
      opj_image image,
      OpenJpegStream bytes,
      Codestream stream,
      int level,
      PixelRect rect)
      throws IOException {
    RasterLevel size = stream.levels().get(level);
    // The area is given in pixels of the full resolution, on the reference grid.
    int x = stream.origin().x();
    int y = stream.origin().y();
    int left = x + (rect.column() << level);
    int top = y + (rect.row() << level);
    boolean lastColumn = rect.endColumn() == size.width();
    boolean lastRow = rect.endRow() == size.height();
    int right = x + (lastColumn ? stream.width() : rect.endColumn() << level);
    int bottom = y + (lastRow ? stream.height() : rect.endRow() << level);
    Pointer memory = Struct.getMemory(image);
    check(library.opj_set_decode_area(codec, memory, left, top, right, bottom), stream, bytes);
    check(library.opj_decode(codec, bytes.pointer(), memory), stream, bytes);
  }

  private static void deliver(
      opj_image image, Codestream stream, PixelRect rect, int[] bands, RowSink into)
      throws IOException {
    int count = image.numcomps.intValue();
    opj_image_comp[] components = image.comps.get(Math.min(count, stream.bands()));
    int[] samples = new int[rect.width()];
    for (int i = 0; i < bands.length; i++) {
      if (bands[i] >= components.length) {
        throw stream.input().damaged("component " + bands[i] + " is missing");
      }
      opj_image_comp component = components[bands[i]];
      Pointer data = component.data.get();
      int[] size = stream.sizeOf(stream.components().get(bands[i]), rect);
      if (data == null || component.w.intValue() != size[0] || component.h.intValue() != size[1]) {
        throw stream.input().damaged("its tiles do not cover the image");
      }
      for (int row = 0; row < size[1]; row++) {
        data.get((long) row * size[0] * Integer.BYTES, samples, 0, size[0]);
        into.row(i, row, samples);
      }
    }
  }

  private static void check(boolean done, Codestream stream, OpenJpegStream bytes)
      throws IOException {
    bytes.throwFailure();
    if (!done) {
      throw stream.input().damaged("its codestream cannot be decoded");
    }
  }
}
