package org.needledrop.web.http;

/** Error codes of OpenSubsonic (Responses, {@code error}). */
public enum SubsonicError {
  OTHER(0),
  MISSING_PARAMETER(10),
  NO_TOKENS(41),
  MECHANISM_NOT_SUPPORTED(42),
  CONFLICTING_MECHANISMS(43),
  INVALID_API_KEY(44),
  NOT_AUTHORIZED(50),
  NOT_FOUND(70);

  private final int code;

  SubsonicError(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
