package org.needledrop.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.openapi.validation.ValidatorErrorType;
import io.vertx.openapi.validation.ValidatorException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.MalformedAudio;
import org.needledrop.failure.MissingFile;
import org.needledrop.failure.StorageConflict;
import org.needledrop.failure.TrackFailure;
import org.needledrop.failure.UnexpectedFailure;
import org.needledrop.failure.UnreadableFile;
import org.needledrop.failure.UnsupportedFormat;
import org.needledrop.failure.WorkerUnavailable;

/** An error response; sent as problem details (RFC 9457, section 3). */
public final class Problem extends RuntimeException {

  static final String CONTENT_TYPE = "application/problem+json";

  private final int status;
  private final Optional<String> stage;

  public Problem(int status, String detail) {
    this(status, detail, Optional.empty());
  }

  private Problem(int status, String detail, Optional<String> stage) {
    super(detail, null, false, false);
    this.status = status;
    this.stage = stage;
  }

  /** The JSON form. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Details(int status, String title, String detail, Optional<String> stage) {}

  public static Problem notFound(String what) {
    return new Problem(404, "no such " + what);
  }

  /**
   * Returns the problem for a failed track.
   *
   * @param name file name that the client sent
   */
  public static Problem of(TrackFailure failure, String name) {
    int status =
        switch (failure) {
          case LimitExceeded _ -> 413;
          case UnsupportedFormat _ -> 415;
          case MalformedAudio _, MissingFile _ -> 422;
          case StorageConflict _, UnreadableFile _ -> 409;
          case WorkerUnavailable _ -> 503;
          case UnexpectedFailure _ -> 500;
        };
    return new Problem(
        status,
        "%s: %s".formatted(name, failure.reason()),
        Optional.of(failure.stage().toString()));
  }

  /** Returns the problem for an exception; details of unexpected ones are only logged. */
  public static Problem of(Throwable thrown) {
    return switch (thrown) {
      case Problem problem -> problem;
      case TrackFailure failure -> of(failure, failure.track().getFileName().toString());
      case ValidatorException invalid ->
          new Problem(
              invalid.type() == ValidatorErrorType.UNSUPPORTED_VALUE_FORMAT ? 415 : 400,
              invalid.getMessage());
      case UncheckedIOException broken -> {
        log(broken);
        yield new Problem(503, "the index or the journal is not available");
      }
      default -> {
        log(thrown);
        yield new Problem(500, "internal error; see the log");
      }
    };
  }

  private static void log(Throwable thrown) {
    System.getLogger(Problem.class.getName())
        .log(System.Logger.Level.ERROR, "request failed", thrown);
  }

  public int status() {
    return status;
  }

  public Details details() {
    return new Details(status, title(), getMessage(), stage);
  }

  private String title() {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 415 -> "Unsupported Media Type";
      case 416 -> "Range Not Satisfiable";
      case 422 -> "Unprocessable Content";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 503 -> "Service Unavailable";
      default -> status < 500 ? "Bad Request" : "Internal Server Error";
    };
  }
}
