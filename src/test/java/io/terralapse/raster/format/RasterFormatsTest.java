package io.terralapse.raster.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.terralapse.access.ByteSource;
import io.terralapse.access.FileAccess;
import io.terralapse.access.NoSuchMemberException;
import io.terralapse.model.DataException;
import io.terralapse.model.Location;
import io.terralapse.raster.Raster;
import io.terralapse.testkit.RasterFixtures;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class RasterFormatsTest {
  private static final Location MEMBER = new Location.Member(Path.of("a.zip"), "msk.tif");

  private static ByteSource bytes() throws IOException {
    return FileAccess.open(RasterFixtures.folder().resolve("colour").resolve("msk.tif"));
  }

  @Test
  void aMaskThatCannotBeUnpackedIsNotIgnored() {
    RasterFormats formats =
        new RasterFormats(
            location -> {
              if (location.equals(MEMBER)) {
                return bytes();
              }
              if (location.name().endsWith(".msk")) {
                throw new DataException("a.zip compresses msk.tif.msk by an unknown method");
              }
              throw new NoSuchMemberException(location.text());
            });
    DataException refused = assertThrows(DataException.class, () -> formats.open(MEMBER).close());
    assertEquals("a.zip compresses msk.tif.msk by an unknown method", refused.getMessage());
  }

  @Test
  void anArchiveNeedNotContainFilesBesideTheRaster() throws IOException {
    RasterFormats formats =
        new RasterFormats(
            location -> {
              if (location.equals(MEMBER)) {
                return bytes();
              }
              throw new NoSuchMemberException(location.text());
            });
    try (Raster raster = formats.open(MEMBER)) {
      assertFalse(raster.info().internalMask());
    }
  }
}
