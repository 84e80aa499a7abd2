package io.terralapse.access.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Separates addresses of the public internet from all others, so that a catalogue from the network
 * cannot make the program connect to machines that only its user can reach.
 *
 * <p>Not public: what RFC 6890 and the registries of special-purpose addresses list: unspecified,
 * loopback, private (RFC 1918), shared (100.64/10), link-local, unique local, multicast, benchmark
 * and reserved blocks, and IPv6 forms that carry such an IPv4 address (mapped, NAT64, 6to4).
 */
final class HostGuard {
  private final boolean allowPrivate;

  HostGuard(boolean allowPrivate) {
    this.allowPrivate = allowPrivate;
  }

  /**
   * The permitted addresses, in their order.
   *
   * @throws BlockedHostException if there is none
   */
  InetAddress[] permitted(String host, InetAddress[] addresses) throws BlockedHostException {
    if (allowPrivate) {
      return addresses;
    }
    InetAddress[] open =
        Arrays.stream(addresses).filter(HostGuard::isPublic).toArray(InetAddress[]::new);
    if (open.length == 0) {
      throw new BlockedHostException(host);
    }
    return open;
  }

  /** Whether an address belongs to the public internet. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return isPublic4(bytes, 0);
    }
    return address instanceof Inet6Address && isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] bytes, int at) {
    int a = bytes[at] & 0xff;
    int b = bytes[at + 1] & 0xff;
    int c = bytes[at + 2] & 0xff;
    return switch (a) {
      case 0, 10, 127 -> false;
      case 100 -> b < 64 || b > 127;
      case 169 -> b != 254;
      case 172 -> b < 16 || b > 31;
      case 192 -> !(b == 168 || (b == 0 && (c == 0 || c == 2)) || (b == 88 && c == 99));
      case 198 -> !(b == 18 || b == 19 || (b == 51 && c == 100));
      case 203 -> !(b == 0 && c == 113);
      default -> a < 224;
    };
  }

  /** Only 2000::/3 is in use as global unicast (RFC 4291), beside the prefix of NAT64. */
  private static boolean isPublic6(byte[] bytes) {
    int first = pair(bytes, 0);
    int second = pair(bytes, 2);
    if (first == 0x64 && second == 0xff9b) {
      for (int i = 4; i < 12; i++) {
        if (bytes[i] != 0) {
          return false;
        }
      }
      return isPublic4(bytes, 12);
    }
    if (first == 0x2002) {
      return isPublic4(bytes, 2);
    }
    if (first == 0x2001) {
      // 2001::/23 is for protocols (Teredo among them), 2001:db8::/32 for examples.
      return second >= 0x200 && second != 0xdb8;
    }
    return (first & 0xe000) == 0x2000 && first != 0x3fff;
  }

  private static int pair(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }
}
