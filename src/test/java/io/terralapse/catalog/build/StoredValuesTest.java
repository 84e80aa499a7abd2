package io.terralapse.catalog.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.BandRole;
import io.terralapse.model.Product;
import io.terralapse.model.RasterInfo;
import io.terralapse.testkit.HeaderBuilder;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class StoredValuesTest {
  private static OptionalDouble nodata(RasterInfo info) {
    return StoredValues.of(info, 0, BandRole.RED, Product.UNKNOWN, Optional.empty()).nodata();
  }

  @Test
  void aMaskAloneDecidesWhichPixelsAreValid() {
    RasterInfo declared = HeaderBuilder.of(4, 4).bands(3).nodata(0).build();
    assertEquals(OptionalDouble.of(0), nodata(declared));
    assertEquals(OptionalDouble.empty(), nodata(declared.withMask("a.tif.msk")));
  }
}
