package org.needledrop.scoring.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A response body of limited size. */
final class LimitedBody implements HttpResponse.BodySubscriber<byte[]> {

  /** The limit was exceeded; unlike a lost connection this is not retried. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;

    private TooLong(int longest) {
      super("the response exceeds %d bytes".formatted(longest));
    }
  }

  private final int longest;
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Flow.Subscription subscription;

  /**
   * @param longest maximum size in bytes
   */
  LimitedBody(int longest) {
    this.longest = longest;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (buffer.remaining() > longest - bytes.size()) {
        subscription.cancel();
        body.completeExceptionally(new TooLong(longest));
        return;
      }
      byte[] part = new byte[buffer.remaining()];
      buffer.get(part);
      bytes.writeBytes(part);
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(bytes.toByteArray());
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }
}
