package io.terralapse.access.http;

import io.terralapse.model.DataException;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * A client with a bounded number of kept connections. Sends single requests, with retries but
 * without following redirects. Thread-safe.
 */
final class Transport implements Closeable {
  private static final int LONGEST_HEADER_LINE = 16 * 1024;
  private static final int MOST_HEADERS = 100;

  /** Slower responses count as stalled, on average over a request. */
  private static final long SLOWEST_BYTES_PER_SECOND = 64 * 1024;

  private final CloseableHttpClient client;
  private final Credentials credentials;
  private final Duration deadline;
  private final Semaphore connections;
  private final ScheduledThreadPoolExecutor timer;

  Transport(HttpSettings settings, DnsResolver names, HttpRequestRetryStrategy retries) {
    credentials = new Credentials(settings.env());
    deadline = settings.deadline();
    connections = new Semaphore(settings.parallel(), true);
    client = client(settings, names, retries);
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "http-deadline");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  private static CloseableHttpClient client(
      HttpSettings settings, DnsResolver names, HttpRequestRetryStrategy retries) {
    Timeout stall = Timeout.of(settings.stallTimeout());
    ConnectionConfig connection =
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(settings.connectTimeout()))
            .setSocketTimeout(stall)
            .setValidateAfterInactivity(TimeValue.ofSeconds(2))
            .build();
    // No response timeout here, which would limit pauses too; the socket timeout does the same.
    RequestConfig request =
        RequestConfig.custom()
            .setRedirectsEnabled(false)
            .setAuthenticationEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .build();
    Http1Config bounds =
        Http1Config.custom()
            .setMaxLineLength(LONGEST_HEADER_LINE)
            .setMaxHeaderCount(MOST_HEADERS)
            .build();
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder().http1Config(bounds).build())
                .setDefaultConnectionConfig(connection)
                .setMaxConnTotal(settings.parallel())
                .setMaxConnPerRoute(settings.parallel())
                .build())
        .setDefaultRequestConfig(request)
        .setUserAgent("Terralapse")
        .disableRedirectHandling()
        .setRetryStrategy(retries)
        .addExecInterceptorAfter(ChainElement.RETRY.name(), "attempt", Transport::attempt)
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  /**
   * Sends one request, again after transient failures as the policy says, and reads the response.
   *
   * @param failures counts the failures of the operation that the request belongs to
   * @throws DataException if the address is not allowed, or by the reader
   * @throws TransientFailureException if the response took too long, or by the reader
   */
  <T> T send(RemoteRequest remote, FailureCount failures, RemoteResponse.Reader<T> reader)
      throws IOException {
    Optional<String> fault = RemoteAddress.findFault(remote.uri());
    if (fault.isPresent()) {
      throw new DataException(remote.name() + " is not requested: its address " + fault.get());
    }
    HttpUriRequestBase request = request(remote);
    Duration limit = deadline.plusSeconds(remote.size() / SLOWEST_BYTES_PER_SECOND);
    Exchange exchange = new Exchange(request, failures, limit, connections, timer);
    HttpClientContext context = HttpClientContext.create();
    exchange.attachTo(context);
    try (ClassicHttpResponse response = client.executeOpen(host(remote.uri()), request, context)) {
      return read(response, remote, request, reader);
    } catch (IOException e) {
      if (exchange.isLate() && !(e instanceof DataException)) {
        throw new TransientFailureException("the server sent too slowly");
      }
      throw e;
    } finally {
      exchange.end();
    }
  }

  private static <T> T read(
      ClassicHttpResponse response,
      RemoteRequest remote,
      HttpUriRequestBase request,
      RemoteResponse.Reader<T> reader)
      throws IOException {
    try {
      return reader.read(new RemoteResponse(response, remote.uri()));
    } catch (DataException e) {
      // Closing alone would read what is left, however long, to use the connection again.
      request.cancel();
      throw e;
    }
  }

  private HttpUriRequestBase request(RemoteRequest remote) throws IOException {
    RemoteRequest.Post post = remote.body();
    HttpUriRequestBase request =
        new HttpUriRequestBase(post == null ? "GET" : "POST", credentials.signed(remote.uri()));
    remote.headers().forEach(request::setHeader);
    credentials
        .findAuthorization(remote.uri())
        .ifPresent(value -> request.setHeader("Authorization", value));
    if (post != null) {
      request.setEntity(
          new ByteArrayEntity(post.bytes, ContentType.parse(post.contentType), false));
    }
    return request;
  }

  private static HttpHost host(URI uri) {
    String host = uri.getHost();
    boolean bracketed = host.startsWith("[");
    return new HttpHost(
        uri.getScheme(), bracketed ? host.substring(1, host.length() - 1) : host, uri.getPort());
  }

  /** Runs inside the client's retries, once for every attempt. */
  private static ClassicHttpResponse attempt(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    Exchange.of(scope.clientContext).begin();
    return chain.proceed(request, scope);
  }

  @Override
  public void close() throws IOException {
    timer.shutdownNow();
    client.close();
  }
}
