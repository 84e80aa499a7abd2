package io.terralapse.catalog.product;

import java.io.IOException;

/** The parsers of product metadata, for tests of other packages. */
public final class ProductParsers {
  private ProductParsers() {}

  /** Reads {@code *_MTL.txt}. */
  public static void mtlText(byte[] bytes) throws IOException {
    MtlText.parse(bytes);
  }

  /** Reads {@code *_MTL.json}. */
  public static void mtlJson(byte[] bytes) throws IOException {
    MtlJson.parse(bytes);
  }

  /** Reads {@code *_MTL.xml}. */
  public static void mtlXml(byte[] bytes) throws IOException {
    MtlXml.parse(bytes);
  }

  /** Reads {@code MTD_*.xml}. */
  public static void safe(byte[] bytes) throws IOException {
    SafeMetadata.parse(bytes);
  }

  /** Reads {@code *_metadata.json}. */
  public static void planetJson(byte[] bytes) throws IOException {
    PlanetJson.parse(bytes);
  }

  /** Reads {@code *_metadata.xml}. */
  public static void planetXml(byte[] bytes) throws IOException {
    PlanetXml.parse(bytes);
  }
}
