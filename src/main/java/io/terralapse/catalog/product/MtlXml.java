package io.terralapse.catalog.product;

import io.terralapse.model.DataException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses the XML form of Landsat metadata, which Collection 2 delivers beside text and JSON (USGS
 * LSDS-1822): groups are elements, and values are elements in them. Stateless.
 */
final class MtlXml {
  /** A real file has about 300 values. */
  private static final int MAX_VALUES = 20_000;

  private MtlXml() {}

  private record Value(String group, String key, String text) {}

  /**
   * Parses a document.
   *
   * @throws DataException with a clause that continues "{file} ", if it is not such a document or
   *     exceeds a bound
   */
  static Mtl parse(byte[] bytes) throws DataException {
    List<Value> values = new ArrayList<>();
    MetadataXml.read(
        bytes,
        (name, parent, attributes, text) -> {
          if (!text.isEmpty()) {
            values.add(new Value(parent, name, text));
          }
          return values.size() <= MAX_VALUES;
        });
    Mtl.Builder builder = new Mtl.Builder();
    for (Value value : values) {
      builder.open(value.group());
      builder.put(value.key(), value.text());
      builder.close();
    }
    return builder.build();
  }
}
