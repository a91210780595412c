package org.needledrop.similarity.opensearch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.needledrop.tls.Authorities;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/** Connections to the nodes of a cluster; a node that does not respond is skipped for a while. */
final class Transports {

  private static final Timeout CONNECT = Timeout.ofSeconds(2);

  /** Response timeout; the cluster's own write timeout is a minute. */
  private static final Timeout ANSWER = Timeout.ofSeconds(70);

  private static final int CONNECTIONS_PER_NODE = 32;

  private Transports() {}

  static OpenSearchTransport to(OpenSearchAddress address) {
    ApacheHttpClient5TransportBuilder builder =
        ApacheHttpClient5TransportBuilder.builder(
            address.nodes().stream().map(Transports::host).toArray(HttpHost[]::new));
    if (!address.prefix().isEmpty()) {
      builder.setPathPrefix(address.prefix());
    }
    address.user().ifPresent(user -> builder.setDefaultHeaders(new Header[] {login(user)}));
    return builder
        .setRequestConfigCallback(request -> request.setResponseTimeout(ANSWER))
        .setHttpClientConfigCallback(
            http -> http.setConnectionManager(connections(address)).disableAutomaticRetries())
        .build();
  }

  private static HttpHost host(URI node) {
    return new HttpHost(node.getScheme(), node.getHost(), node.getPort());
  }

  /** Returns the Basic authentication header (RFC 7617). */
  private static Header login(String user) {
    byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
    return new BasicHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  private static PoolingAsyncClientConnectionManager connections(OpenSearchAddress address) {
    ClientTlsStrategyBuilder tls = ClientTlsStrategyBuilder.create();
    address.authorities().map(Authorities::trusting).ifPresent(tls::setSslContext);
    return PoolingAsyncClientConnectionManagerBuilder.create()
        .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(CONNECT).build())
        .setTlsStrategy(tls.buildAsync())
        .setMaxConnPerRoute(CONNECTIONS_PER_NODE)
        .setMaxConnTotal(CONNECTIONS_PER_NODE * address.nodes().size())
        .build();
  }
}
