package org.needledrop.worker;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;
import org.needledrop.inference.Message;

/**
 * Bounds the memory that bodies take together: a request that does not fit beside those on their
 * way is refused before it is read.
 */
final class BodyAdmission implements Handler<RoutingContext> {

  /** Numbers in JSON take this many times as much while they are read. */
  private static final int JSON_WEIGHT = 8;

  private final long capacityBytes;
  private final long unknownLength;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * @param capacityBytes of all bodies together
   * @param longest body that is read at all; a body that does not tell its length counts as that
   */
  BodyAdmission(long capacityBytes, long longest) {
    this.capacityBytes = Math.max(capacityBytes, longest);
    this.unknownLength = longest;
  }

  @Override
  public void handle(RoutingContext context) {
    long length = length(context);
    if (bytes.addAndGet(length) > capacityBytes) {
      bytes.addAndGet(-length);
      context.response().putHeader("Retry-After", "1").putHeader(HttpHeaders.CONNECTION, "close");
      Answers.fail(
          context, 429, "requests of %d bytes are on their way already".formatted(bytes.get()));
    } else {
      context.addEndHandler(sent -> bytes.addAndGet(-length));
      context.next();
    }
  }

  private long length(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    long length =
        header != null && header.matches("\\d{1,18}") ? Long.parseLong(header) : unknownLength;
    long weight =
        context.request().headers().contains(Message.JSON_LENGTH_HEADER) ? 1 : JSON_WEIGHT;
    return Math.min(weight * Math.min(length, unknownLength), capacityBytes);
  }
}
