package io.terralapse.access.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * One keep-alive client with a bounded number of connections. Sends single requests: it neither
 * follows redirects nor tries again. Thread-safe.
 */
final class Transport implements Closeable {
  private static final int LONGEST_HEADER_LINE = 16 * 1024;
  private static final int MOST_HEADERS = 100;

  /** What is asked of a connection at the least, on average over a request. */
  private static final long SLOWEST_BYTES_PER_SECOND = 64 * 1024;

  private final CloseableHttpClient client;
  private final Credentials credentials;
  private final Duration deadline;
  private final Semaphore lanes;
  private final ScheduledThreadPoolExecutor alarm;

  Transport(HttpSettings settings, DnsResolver names) {
    credentials = new Credentials(settings.env());
    deadline = settings.deadline();
    lanes = new Semaphore(settings.parallel(), true);
    client = client(settings, names);
    alarm =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "http-deadline");
              thread.setDaemon(true);
              return thread;
            });
    alarm.setRemoveOnCancelPolicy(true);
  }

  private static CloseableHttpClient client(HttpSettings settings, DnsResolver names) {
    Timeout stall = Timeout.of(settings.stallTimeout());
    ConnectionConfig connection =
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(settings.connectTimeout()))
            .setSocketTimeout(stall)
            .setValidateAfterInactivity(TimeValue.ofSeconds(2))
            .build();
    RequestConfig request =
        RequestConfig.custom()
            .setResponseTimeout(stall)
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
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  /**
   * Sends one request and reads its answer.
   *
   * @throws Refusal if the address may not be asked at all
   */
  <T> T send(RemoteRequest ask, RemoteResponse.Reader<T> reader) throws IOException {
    Optional<String> fault = RemoteAddress.findFault(ask.uri());
    if (fault.isPresent()) {
      throw new Refusal(ask.name() + " cannot be asked: its address " + fault.get());
    }
    HttpUriRequestBase request = request(ask);
    enter();
    AtomicBoolean late = new AtomicBoolean();
    Future<?> cut =
        alarm.schedule(
            () -> {
              late.set(true);
              request.cancel();
            },
            deadline.toMillis() + 1000 * (ask.size() / SLOWEST_BYTES_PER_SECOND),
            TimeUnit.MILLISECONDS);
    try (ClassicHttpResponse response =
        client.executeOpen(host(ask.uri()), request, HttpClientContext.create())) {
      return read(response, ask, request, reader);
    } catch (IOException e) {
      if (late.get() && !(e instanceof Refusal)) {
        throw new TransientFailureException("the server sent too slowly");
      }
      throw e;
    } finally {
      cut.cancel(false);
      lanes.release();
    }
  }

  private static <T> T read(
      ClassicHttpResponse response,
      RemoteRequest ask,
      HttpUriRequestBase request,
      RemoteResponse.Reader<T> reader)
      throws IOException {
    try {
      return reader.read(new RemoteResponse(response, ask.uri()));
    } catch (Refusal e) {
      // Closing alone would read what is left, however long, to use the connection again.
      request.cancel();
      throw e;
    }
  }

  private HttpUriRequestBase request(RemoteRequest ask) throws IOException {
    RemoteRequest.Post post = ask.body();
    HttpUriRequestBase request =
        new HttpUriRequestBase(post == null ? "GET" : "POST", credentials.signed(ask.uri()));
    ask.headers().forEach(request::setHeader);
    credentials
        .findAuthorization(ask.uri())
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

  private void enter() throws InterruptedIOException {
    try {
      lanes.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a connection");
    }
  }

  @Override
  public void close() throws IOException {
    alarm.shutdownNow();
    client.close();
  }
}
