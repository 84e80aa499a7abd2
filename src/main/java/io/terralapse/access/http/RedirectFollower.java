package io.terralapse.access.http;

import io.terralapse.model.DataException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Follows redirects, at most five, each checked like a first address. What is secret to a host
 * stays with it, since {@link Transport} adds the secrets of each address itself.
 */
final class RedirectFollower {
  private static final int MOST = 5;

  private final Transport transport;

  RedirectFollower(Transport transport) {
    this.transport = transport;
  }

  private record Step<T>(Optional<URI> next, Optional<T> result) {}

  /** Sends a request on until somebody answers it. */
  <T> T send(RemoteRequest first, FailureCount failures, RemoteResponse.Reader<T> reader)
      throws IOException {
    RemoteRequest request = first;
    for (int hops = 0; hops <= MOST; hops++) {
      RemoteRequest current = request;
      Step<T> step =
          transport.send(
              current,
              failures,
              response ->
                  isRedirect(response.status())
                      ? new Step<>(
                          Optional.of(
                              target(
                                  current,
                                  response.status(),
                                  response.findHeader("Location").orElse(""))),
                          Optional.empty())
                      : new Step<>(Optional.empty(), Optional.of(reader.read(response))));
      if (step.result().isPresent()) {
        return step.result().get();
      }
      request = current.at(step.next().orElseThrow());
    }
    throw new DataException(
        first.name() + " is redirected more than " + MOST + " times; check the address");
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  /** The target of a redirect, if it may be requested. */
  static URI target(RemoteRequest request, int status, String address) throws DataException {
    if (request.body() != null && status != 307 && status != 308) {
      throw new DataException(
          request.name() + " redirects a search elsewhere; check the address of the catalogue");
    }
    URI target;
    try {
      target = request.uri().resolve(new URI(address.strip()));
    } catch (URISyntaxException e) {
      throw new DataException(
          request.name() + " redirects to something that is not an address; check the address");
    }
    Optional<String> fault = RemoteAddress.findFault(target);
    if (fault.isPresent()) {
      throw new DataException(request.name() + " redirects to an address that " + fault.get());
    }
    if ("https".equalsIgnoreCase(request.uri().getScheme())
        && !"https".equalsIgnoreCase(target.getScheme())) {
      throw new DataException(
          request.name()
              + " redirects from https to http, which is not followed; check the address");
    }
    return target;
  }
}
