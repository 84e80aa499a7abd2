package io.terralapse.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoteAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://a.example/b.tif?sig=1%3D, https://a.example/b.tif?sig=1%3D",
    "HTTP://a.example:8080/b.tif#x, HTTP://a.example:8080/b.tif",
    "https://a.example/b c.tif, https://a.example/b%20c.tif",
    "s3://sentinel-cogs/s2/B04.tif, https://sentinel-cogs.s3.amazonaws.com/s2/B04.tif",
    "S3://my.bucket/a/b.tif, https://s3.amazonaws.com/my.bucket/a/b.tif",
    "s3://old_bucket/b.tif, https://s3.amazonaws.com/old_bucket/b.tif",
    "s3://bucket/a b+c%.tif, https://bucket.s3.amazonaws.com/a%20b+c%25.tif",
    "gs://gcp-public-data/a/b.jp2, https://storage.googleapis.com/gcp-public-data/a/b.jp2"
  })
  void addressesAreTranslated(String text, String address) {
    assertTrue(RemoteAddress.isRemote(text));
    assertEquals(address, RemoteAddress.parse(text).uri().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://a/b",
        "/a/b",
        "a",
        "",
        "s3://bucket",
        "s3://bucket/",
        "s3:///key",
        "s3://evil.example#/key",
        "s3://u@host/key",
        "gs://a:80/key",
        "s3://a/key",
        "https://",
        "https:///x",
        "https:x",
        "https://user:word@a.example/",
        "https://a/%0aFAKE",
        "https://a/%1b[31m",
        "https://a/%zz",
        "https://a b/c"
      })
  void whatIsNoneIsRefused(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RemoteAddress.parse(text));
    assertTrue(String.valueOf(e.getMessage()).startsWith("the address "), e.getMessage());
    assertFalse(String.valueOf(e.getMessage()).contains("word@"), e.getMessage());
  }

  @Test
  void pathsAreNotAddresses() {
    assertFalse(RemoteAddress.isRemote("C:/scenes/a.tif"));
    assertFalse(RemoteAddress.isRemote("scenes/https/a.tif"));
  }
}
