package io.terralapse.align;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.terralapse.align.core.Edge;
import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.ContentKey;
import io.terralapse.read.ReadAcquisition;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Measured edges on disk, each under a name made of all that it depends on, so that a new date
 * costs its own edges and no others. Losing an entry costs time, never correctness. Thread-safe.
 */
public final class EdgeCache {
  /** Part of every name; raised whenever the estimator changes what it answers. */
  private static final String VERSION = "edge-11";

  private static final String ENDING = ".json";

  /** Components only: what a record can say of itself beside them is not read back. */
  private final ObjectMapper json =
      JsonMapper.builder()
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
          .build();

  private final DiskCache cache;

  public EdgeCache(DiskCache cache) {
    this.cache = cache;
  }

  /**
   * The name of an edge between two dates' pixels, compared at one scale under one set of limits.
   */
  public static String key(ReadAcquisition reference, ReadAcquisition target, String settings) {
    return key(reference.keys(), target.keys(), settings);
  }

  /** As above, for scenes that are read otherwise. */
  public static String key(List<String> reference, List<String> target, String settings) {
    return ContentKey.of(
            VERSION
                + "\n"
                + String.join(",", reference)
                + "\n"
                + String.join(",", target)
                + "\n"
                + settings)
        .hex();
  }

  /** The edge under this name, if there is one that can be read. */
  public Optional<Edge> find(String key) {
    return cache.findText(CacheSection.EDGES, key + ENDING).flatMap(this::parse);
  }

  private Optional<Edge> parse(String text) {
    try {
      return Optional.of(json.readValue(text, Edge.class));
    } catch (JsonProcessingException otherVersion) {
      return Optional.empty();
    }
  }

  /** Keeps an edge for the next run, if the disk allows. */
  public void put(String key, Edge edge) {
    try {
      cache.tryWriteText(CacheSection.EDGES, key + ENDING, json.writeValueAsString(edge));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
