package org.needledrop.web.operations;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.needledrop.web.http.Problem;

/** Receives files, each in a temporary folder of its own. */
public final class Uploads {

  /** Limit of file names on common file systems. */
  private static final int LONGEST_NAME_BYTES = 255;

  private final Vertx vertx;
  private final Path folder;
  private final long maxBytes;

  /**
   * @param folder folder for uploads; created if missing
   * @param maxBytes maximum size of a file
   */
  public Uploads(Vertx vertx, Path folder, long maxBytes) {
    this.vertx = vertx;
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /**
   * Writes the body of a request to a file of the given name. The caller must delete the file;
   * incomplete uploads are deleted here.
   *
   * @throws Problem 400 if the name is not that of an audio file, 413 if the file is too large, 415
   *     for a content type that a foreign page could send without preflight
   */
  Future<Path> receive(HttpServerRequest request, String name) {
    requireAudio(request);
    Path file = folder.resolve(UUID.randomUUID().toString()).resolve(plain(name));
    request.pause();
    return vertx
        .fileSystem()
        .mkdirs(file.getParent().toString())
        .compose(made -> vertx.fileSystem().open(file.toString(), new OpenOptions()))
        .compose(open -> copy(request, open))
        .map(file)
        .onFailure(lost -> delete(file));
  }

  private void requireAudio(HttpServerRequest request) {
    String type = String.valueOf(request.getHeader("Content-Type"));
    if (!type.startsWith("audio/") && !type.startsWith("application/octet-stream")) {
      throw new Problem(
          415, "the content type must be audio/... or application/octet-stream, not " + type);
    }
    String length = request.getHeader("Content-Length");
    if (length != null && Long.parseLong(length) > maxBytes) {
      throw tooLong();
    }
  }

  private Problem tooLong() {
    return new Problem(413, "the file exceeds the limit of %d bytes".formatted(maxBytes));
  }

  private static String plain(String name) {
    boolean strange =
        name.startsWith(".") || name.chars().anyMatch(c -> c < ' ' || c == '/' || c == '\\');
    if (strange || !ServedFile.isNamedLikeAudio(Path.of(name))) {
      throw new Problem(
          400, "name: must be the name of an audio file without a folder, such as song.mp3");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
      throw new Problem(400, "name: must have at most %d bytes".formatted(LONGEST_NAME_BYTES));
    }
    return name;
  }

  private Future<Void> copy(HttpServerRequest request, AsyncFile file) {
    if (request
        .response()
        .closed()) { // closed while the file was being opened; there is no later event
      return file.close()
          .compose(_ -> Future.failedFuture(new Problem(400, "the client disconnected")));
    }
    long[] bytes = {0};
    Promise<Void> received = Promise.promise();
    request
        .handler(
            part -> {
              bytes[0] += part.length();
              if (bytes[0] > maxBytes) {
                request.handler(null);
                received.tryFail(tooLong());
              } else {
                file.write(part).onFailure(received::tryFail);
                if (file.writeQueueFull()) {
                  request.pause();
                  file.drainHandler(drained -> request.resume());
                }
              }
            })
        .exceptionHandler(received::tryFail)
        .endHandler(end -> received.tryComplete());
    request.resume();
    return received.future().eventually(() -> file.close());
  }

  /** Deletes uploads older than a day, left by a killed server. */
  public void tidy() {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    try (Stream<Path> left = Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty()) {
      for (Path file : left.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(yesterday)) {
          delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Deletes a file and its folder. */
  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
