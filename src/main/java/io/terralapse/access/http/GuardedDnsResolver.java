package io.terralapse.access.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks hosts up and lets only permitted addresses through. The client connects to just what is
 * returned here, so that a name whose answer changes between check and use gains nothing.
 */
final class GuardedDnsResolver implements DnsResolver {
  private final HostGuard guard;
  private final Lookup lookup;

  /** Finds the addresses of a host. */
  @FunctionalInterface
  interface Lookup {
    /** All addresses, at least one. */
    InetAddress[] all(String host) throws UnknownHostException;
  }

  GuardedDnsResolver(HostGuard guard, Lookup lookup) {
    this.guard = guard;
    this.lookup = lookup;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return guard.permitted(host, lookup.all(host));
  }

  /** Nothing needs it; asking would send the name to a server once more. */
  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
