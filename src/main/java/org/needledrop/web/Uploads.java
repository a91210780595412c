package org.needledrop.web;

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

/** Receives files; each lies in a folder of its own until it is used. */
final class Uploads {

  /** Of a file's name, on all file systems that matter. */
  private static final int LONGEST_NAME_BYTES = 255;

  private final Vertx vertx;
  private final Path folder;
  private final long maxBytes;

  /**
   * @param folder made when it is not there
   * @param maxBytes of one file
   */
  Uploads(Vertx vertx, Path folder, long maxBytes) {
    this.vertx = vertx;
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /**
   * Writes the body of a request to a file of that name. Whoever gets the file deletes it; a file
   * that did not come whole is deleted here.
   *
   * @throws Problem 400 for a name that is none of an audio file, 413 for a file too long, 415 for
   *     a content type that a page of another site could send unasked
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
          415, "the content type must be audio/... or application/octet-stream," + " not " + type);
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
    if (strange || !TrackFile.isNamedLikeAudio(Path.of(name))) {
      throw new Problem(
          400, "name: must be the name of an audio file without a folder, such as" + " song.mp3");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
      throw new Problem(400, "name: must have at most %d bytes".formatted(LONGEST_NAME_BYTES));
    }
    return name;
  }

  private Future<Void> copy(HttpServerRequest request, AsyncFile file) {
    if (request.response().closed()) { // while the file was opened: it would not be told any more
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

  /** Deletes what a killed server left, if it has lain for a day. */
  void tidy() {
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

  /** Deletes a file and the folder of its own. */
  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
