package io.terralapse.access.http;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Map;

/**
 * How remote files are read.
 *
 * @param allowPrivateHosts whether loopback, private and link-local addresses are allowed
 * @param connectTimeout longest wait for a connection
 * @param stallTimeout longest wait for the next byte of a response
 * @param deadline longest time for one request from the first byte to the last; one second is added
 *     for every 64 KiB requested
 * @param parallel connections at a time, at least 1
 * @param retries how often a request is sent again after a transient failure, 0 to 10
 * @param backOff wait before the second try; doubled for every further one
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
    Map<String, String> env) {

  /** Name of an injected value: the environment variables. */
  public static final String ENVIRONMENT = "environment";

  /** The settings under {@code access}, over the defaults. */
  @JsonCreator
  static HttpSettings of(
      @JsonProperty("allow_private") boolean allowPrivateHosts,
      @JsonProperty("connections") int parallel,
      @JsonProperty("timeout") Duration stallTimeout,
      @JacksonInject(ENVIRONMENT) Map<String, String> env) {
    HttpSettings defaults = defaults(env);
    return new HttpSettings(
        allowPrivateHosts,
        defaults.connectTimeout(),
        stallTimeout,
        defaults.deadline(),
        parallel,
        defaults.retries(),
        defaults.backOff(),
        env);
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public HttpSettings {
    if (parallel < 1 || retries < 0 || retries > 10) {
      throw new IllegalArgumentException("parallel or retries out of range");
    }
    env = Map.copyOf(env);
  }

  /** Public hosts only, 8 connections, 5 retries. */
  public static HttpSettings defaults(Map<String, String> env) {
    return new HttpSettings(
        false,
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        8,
        5,
        Duration.ofMillis(250),
        env);
  }

  /** A copy in which private hosts are allowed or not. */
  public HttpSettings withPrivateHosts(boolean allowed) {
    return new HttpSettings(
        allowed, connectTimeout, stallTimeout, deadline, parallel, retries, backOff, env);
  }

  /** Leaves out the environment, which holds secrets. */
  @Override
  public String toString() {
    return "HttpSettings[allowPrivateHosts="
        + allowPrivateHosts
        + ", parallel="
        + parallel
        + ", retries="
        + retries
        + "]";
  }
}
