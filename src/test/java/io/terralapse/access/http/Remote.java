package io.terralapse.access.http;

import io.terralapse.access.ByteSource;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.Location;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.apache.hc.client5.http.DnsResolver;

/** Fixtures for tests of remote files. */
final class Remote {
  private Remote() {}

  /** Short waits; private hosts are allowed. */
  static HttpSettings settings(Map<String, String> env) {
    return new HttpSettings(
        true,
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        Duration.ofMillis(1200),
        8,
        5,
        Duration.ofMillis(2),
        env);
  }

  static HttpAccess access(Path cache) {
    return access(settings(Map.of()), new DiskCache(cache, 0));
  }

  /** Every name leads to this machine. */
  static HttpAccess access(HttpSettings settings, DiskCache cache) {
    return new HttpAccess(
        settings, cache, new GuardedDnsResolver(new HostGuard(true), Remote::home));
  }

  /**
   * Public hosts only, where the guard thinks that {@code public.test} is one although the test
   * server plays it.
   */
  static HttpAccess guarded(Path cache) {
    GuardedDnsResolver guarded =
        new GuardedDnsResolver(new HostGuard(false), InetAddress::getAllByName);
    DnsResolver names =
        new DnsResolver() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            return host.equals("public.test") ? home(host) : guarded.resolve(host);
          }

          @Override
          public String resolveCanonicalHostname(String host) {
            return host;
          }
        };
    return new HttpAccess(
        settings(Map.of()).withPrivateHosts(false), new DiskCache(cache, 0), names);
  }

  static InetAddress[] home(String host) throws UnknownHostException {
    return new InetAddress[] {
      InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}),
    };
  }

  static Location.Remote at(String url) {
    return new Location.Remote(URI.create(url));
  }

  static byte[] noise(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static byte[] read(ByteSource source, long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    source.read(position, bytes, 0, length);
    return bytes;
  }
}
