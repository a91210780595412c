package org.needledrop.storage.s3;

import software.amazon.awssdk.core.exception.SdkClientException;

/** Explains failures of the SDK, which lists a dozen classes if it finds no credentials. */
final class S3Credentials {

  /** How the message of the SDK's AwsCredentialsProviderChain begins. */
  private static final String NONE_FOUND = "Unable to load credentials";

  private S3Credentials() {}

  /** Returns the reason of a failure, in one line. */
  static String reason(SdkClientException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith(NONE_FOUND)
        ? "no AWS credentials found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
        : message;
  }
}
