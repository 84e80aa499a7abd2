package io.terralapse.raster.tiff;

import io.terralapse.model.ContentDigest;
import io.terralapse.model.PixelRect;
import io.terralapse.raster.RasterInput;
import java.io.IOException;

/** Adds the compressed bytes of the blocks that cover a rectangle to a digest. Stateless. */
final class BlockDigests {
  /** Bytes that are hashed at a time; part of the key of larger blocks. */
  private static final int CHUNK_BYTES = 1 << 20;

  private BlockDigests() {}

  static void add(ImageLayout image, PixelRect rect, ScratchBuffers scratch, ContentDigest digest)
      throws IOException {
    image.ifd.addTo(digest);
    int lastRow = (rect.endRow() - 1) / image.blockHeight;
    int lastColumn = (rect.endColumn() - 1) / image.blockWidth;
    for (int plane = 0; plane < (image.planar ? image.bandCount : 1); plane++) {
      for (int by = rect.row() / image.blockHeight; by <= lastRow; by++) {
        for (int bx = rect.column() / image.blockWidth; bx <= lastColumn; bx++) {
          int block = image.blockNumber(plane, bx, by);
          digest.add(block);
          add(image, block, scratch, digest);
        }
      }
    }
  }

  private static void add(
      ImageLayout image, int block, ScratchBuffers scratch, ContentDigest digest)
      throws IOException {
    RasterInput input = image.ifd.input();
    long offset = image.offset(block);
    long left = offset == 0 ? 0 : image.byteCount(block);
    if (left < 0 || left > input.size()) {
      throw input.damaged("a tile or strip claims " + left + " bytes");
    }
    digest.add(left);
    byte[] chunk = scratch.packed((int) Math.min(left, CHUNK_BYTES));
    while (left > 0) {
      int n = (int) Math.min(left, CHUNK_BYTES);
      input.read(offset, chunk, 0, n);
      digest.add(chunk, n);
      offset += n;
      left -= n;
    }
  }
}
