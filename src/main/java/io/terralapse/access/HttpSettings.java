package io.terralapse.access;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How distant files are read.
 *
 * @param allowPrivateHosts whether loopback, private and link-local addresses may be asked
 * @param connectTimeout longest wait for a connection
 * @param stallTimeout longest wait for the next byte of an answer
 * @param deadline longest time for one request from the first byte to the last; a second is added
 *     for every 64 KiB that were asked for
 * @param parallel connections at a time, at least 1
 * @param retries how often a request is sent again after a failure that may pass, 0 to 10
 * @param backOff wait before the second try; it doubles with every further one
 * @param cacheDir folder of the disk cache, made when something is kept; {@code http} below it is
 *     used
 * @param cacheMaxBytes limit of the disk cache; 0 keeps nothing
 * @param env environment variables: tokens and signatures are taken from it, see {@link
 *     Credentials}
 */
public record HttpSettings(
    boolean allowPrivateHosts,
    Duration connectTimeout,
    Duration stallTimeout,
    Duration deadline,
    int parallel,
    int retries,
    Duration backOff,
    Path cacheDir,
    long cacheMaxBytes,
    Map<String, String> env) {

  /** Refuses numbers that make no sense. */
  public HttpSettings {
    if (parallel < 1 || retries < 0 || retries > 10 || cacheMaxBytes < 0) {
      throw new IllegalArgumentException("parallel, retries or cacheMaxBytes out of range");
    }
    env = Map.copyOf(env);
  }

  /** Name of an injected value: the folder of the disk cache. */
  public static final String CACHE_DIR = "cacheDir";

  /** Name of an injected value: bytes that all caches together may hold. */
  public static final String CACHE_BYTES = "cacheBytes";

  /** Name of an injected value: the environment variables. */
  public static final String ENVIRONMENT = "environment";

  /** Share of the cache that fetched blocks may take beside windows. */
  private static final int CACHE_SHARE = 4;

  /** The settings under {@code access}, over the defaults. */
  @JsonCreator
  static HttpSettings of(
      @JsonProperty("allow_private") boolean allowPrivateHosts,
      @JsonProperty("connections") int parallel,
      @JsonProperty("timeout") Duration stallTimeout,
      @JacksonInject(CACHE_DIR) Path cacheDir,
      @JacksonInject(CACHE_BYTES) Long cacheBytes,
      @JacksonInject(ENVIRONMENT) Map<String, String> env) {
    HttpSettings defaults = defaults(cacheDir, env);
    return new HttpSettings(
        allowPrivateHosts,
        defaults.connectTimeout(),
        stallTimeout,
        defaults.deadline(),
        parallel,
        defaults.retries(),
        defaults.backOff(),
        cacheDir,
        cacheBytes / CACHE_SHARE,
        env);
  }

  /** Public hosts only, 8 connections, 5 retries, 2 GiB on disk. */
  public static HttpSettings defaults(Path cacheDir, Map<String, String> env) {
    return new HttpSettings(
        false,
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        8,
        5,
        Duration.ofMillis(250),
        cacheDir,
        2L << 30,
        env);
  }

  /** The same with another answer to whether private hosts may be asked. */
  public HttpSettings withPrivateHosts(boolean allowed) {
    return new HttpSettings(
        allowed,
        connectTimeout,
        stallTimeout,
        deadline,
        parallel,
        retries,
        backOff,
        cacheDir,
        cacheMaxBytes,
        env);
  }

  /** Leaves the environment out, which holds secrets. */
  @Override
  public String toString() {
    return "HttpSettings[allowPrivateHosts="
        + allowPrivateHosts
        + ", parallel="
        + parallel
        + ", retries="
        + retries
        + ", cacheMaxBytes="
        + cacheMaxBytes
        + "]";
  }
}
