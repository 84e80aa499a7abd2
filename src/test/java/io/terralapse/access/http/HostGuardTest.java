package io.terralapse.access.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.cache.DiskCache;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostGuardTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "3fff::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void refusesWhatIsNotPublic(String address) throws UnknownHostException {
    assertFalse(HostGuard.isPublic(InetAddress.getByName(address)), address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.1",
        "52.218.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.1.0.1",
        "192.167.0.1",
        "192.169.0.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2001:4860:4860::8888",
        "2606:4700::1111",
        "2a00:1450:4001::200e",
        "64:ff9b::101:101",
        "2002:101:101::1"
      })
  void letsThePublicInternetThrough(String address) throws UnknownHostException {
    assertTrue(HostGuard.isPublic(InetAddress.getByName(address)), address);
  }

  @Test
  void keepsOnlyThePublicAddressesOfAName() throws UnknownHostException {
    InetAddress open = InetAddress.getByName("1.1.1.1");
    InetAddress closed = InetAddress.getByName("10.0.0.1");
    HostGuard guard = new HostGuard(false);
    assertArrayEquals(
        new InetAddress[] {open}, guard.permitted("x", new InetAddress[] {closed, open}));
    assertThrows(
        BlockedHostException.class, () -> guard.permitted("x", new InetAddress[] {closed}));
    assertEquals(2, new HostGuard(true).permitted("x", new InetAddress[] {closed, open}).length);
  }

  /** The answer that is checked is the one that is connected to: there is no second lookup. */
  @Test
  void aNameThatIsReboundReachesNothing(@TempDir Path cache) throws IOException {
    AtomicInteger lookups = new AtomicInteger();
    try (TestServer server = new TestServer(r -> TestServer.Reply.text("secret"))) {
      GuardedDnsResolver names =
          new GuardedDnsResolver(
              new HostGuard(false),
              host -> {
                lookups.incrementAndGet();
                return Remote.home(host);
              });
      HttpSettings settings = Remote.settings(Map.of()).withPrivateHosts(false);
      try (HttpAccess http = new HttpAccess(settings, new DiskCache(cache, 0), names)) {
        String url = "http://rebound.example:" + server.port() + "/a.tif";
        IOException e = assertThrows(IOException.class, () -> http.open(Remote.at(url)));
        assertTrue(
            String.valueOf(e.getMessage())
                .startsWith(url + " is not read: rebound.example is a loop"));
        assertEquals(1, lookups.get());
        assertEquals(0, server.connections.get());
      }
    }
  }
}
