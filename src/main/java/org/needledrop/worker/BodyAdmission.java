package org.needledrop.worker;

import static io.vertx.core.http.HttpHeaders.CONTENT_LENGTH;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.needledrop.inference.Message;

/**
 * Limits the total memory of request bodies and the time for receiving one. A request that exceeds
 * the memory is rejected unread; one that is not complete in time is aborted.
 */
final class BodyAdmission implements Handler<RoutingContext> {

  /** Memory factor of numbers in JSON while they are parsed. */
  private static final int JSON_WEIGHT = 8;

  private static final String READING = BodyAdmission.class.getName();

  private final long capacityBytes;
  private final long longest;
  private final Duration wholeWithin;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * @param capacityBytes total size of all bodies
   * @param longest maximum size of a body; bodies of unknown length count as this
   * @param wholeWithin time limit for receiving a body
   */
  BodyAdmission(long capacityBytes, long longest, Duration wholeWithin) {
    this.capacityBytes = Math.max(capacityBytes, longest);
    this.longest = longest;
    this.wholeWithin = wholeWithin;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    long length = number(request.getHeader(CONTENT_LENGTH), longest);
    long weight = weight(request, length);
    long weighed = Math.min(weight, capacityBytes);
    if (length > longest || (request.getHeader(CONTENT_LENGTH) != null && weight > capacityBytes)) {
      refuse(
          context,
          413,
          "the request exceeds the limit of %d bytes (%d with numbers in JSON)"
              .formatted(longest, Math.min(longest, capacityBytes / JSON_WEIGHT)));
    } else if (bytes.addAndGet(weighed) > capacityBytes) {
      bytes.addAndGet(-weighed);
      context.response().putHeader("Retry-After", "1");
      refuse(context, 429, "the worker is busy: no memory left for another request");
    } else {
      context.addEndHandler(over -> reading(context).onComplete(read -> bytes.addAndGet(-weighed)));
      long late = context.vertx().setTimer(wholeWithin.toMillis(), timer -> giveUp(context));
      request.end().onComplete(whole -> context.vertx().cancelTimer(late));
      context.next();
    }
  }

  /** Aborts a slow or stalled request. */
  private void giveUp(RoutingContext context) {
    context.request().pause();
    if (!context.response().ended()) {
      refuse(
          context,
          504,
          "the request was not complete within %d s; send it again, or a smaller one"
              .formatted(wholeWithin.toSeconds()));
    }
    context.request().connection().close();
  }

  /** Keeps the memory reserved until the body is parsed, even if the sender disconnects. */
  static void keepUntil(RoutingContext context, Future<?> read) {
    context.put(READING, read);
  }

  private static Future<?> reading(RoutingContext context) {
    return context.get(READING, Future.succeededFuture());
  }

  /** Sends an error and closes the connection, as the body is not read. */
  private static void refuse(RoutingContext context, int status, String message) {
    context.response().putHeader(HttpHeaders.CONNECTION, "close");
    Responses.fail(context, status, message);
  }

  /** Returns the memory of a body; raw tensors count once. */
  private static long weight(HttpServerRequest request, long length) {
    long json = Math.min(number(request.getHeader(Message.JSON_LENGTH_HEADER), length), length);
    return JSON_WEIGHT * json + length - json;
  }

  private static long number(String header, long otherwise) {
    return header != null && header.matches("\\d{1,18}") ? Long.parseLong(header) : otherwise;
  }
}
