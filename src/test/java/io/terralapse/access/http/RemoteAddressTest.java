package io.terralapse.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
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
    "gs://gcp-public-data/a/b.jp2, https://storage.googleapis.com/gcp-public-data/a/b.jp2",
    "gs://my.bucket/a/b.jp2, https://storage.googleapis.com/my.bucket/a/b.jp2",
    "' s3://bucket/b.tif ', https://bucket.s3.amazonaws.com/b.tif",
    "s3://Bucket/B.tif, https://bucket.s3.amazonaws.com/B.tif",
    "s3://bucket/a%20b.tif, https://bucket.s3.amazonaws.com/a%2520b.tif",
    "s3://bucket/ø#1?.tif, https://bucket.s3.amazonaws.com/ø%231%3F.tif",
    "https://bucket.s3.eu-central-1.amazonaws.com/b%2Fc.tif, https://bucket.s3.eu-central-1.amazonaws.com/b%2Fc.tif",
    "https://minio.example:9000/my.bucket/b.tif, https://minio.example:9000/my.bucket/b.tif"
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

  @ParameterizedTest
  @CsvSource({
    "b.tif, https://a.example/x/b.tif",
    "../b c.tif, https://a.example/b%20c.tif",
    "/b%2Fc.tif#page=1, https://a.example/b%2Fc.tif",
    "//b.example/c.tif?sig=1, https://b.example/c.tif?sig=1"
  })
  void referencesAreResolvedAgainstTheirDocument(String reference, String address) {
    URI base = URI.create("https://a.example/x/item.json?token=1");
    assertEquals(address, RemoteAddress.resolve(base, reference).uri().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"//u:p@b.example/c.tif", "a%0ab", "//:80/x", "%zz", "//b c/x"})
  void referencesThatLeadNowhereAreRefused(String reference) {
    URI base = URI.create("https://a.example/x/item.json");
    assertThrows(
        IllegalArgumentException.class, () -> RemoteAddress.resolve(base, reference), reference);
  }

  @Test
  void pathsAreNotAddresses() {
    assertFalse(RemoteAddress.isRemote("C:/scenes/a.tif"));
    assertFalse(RemoteAddress.isRemote("scenes/https/a.tif"));
  }
}
