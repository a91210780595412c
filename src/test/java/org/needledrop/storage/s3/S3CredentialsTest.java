package org.needledrop.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.core.exception.SdkClientException;

class S3CredentialsTest {

  /** The SDK names every place in which it looked, in 1.3 KB. */
  @Test
  void saysInOneLineThatThereAreNoCredentials() {
    AwsCredentialsProviderChain chain =
        AwsCredentialsProviderChain.of(
            () -> {
              throw SdkClientException.create("nothing is set");
            });

    assertThatThrownBy(chain::resolveCredentials)
        .isInstanceOfSatisfying(
            SdkClientException.class,
            e ->
                assertThat(S3Credentials.reason(e))
                    .startsWith("no AWS credentials found; set AWS_ACCESS_KEY_ID"));
  }

  @Test
  void keepsOtherReasons() {
    assertThat(S3Credentials.reason(SdkClientException.create("connect timed out")))
        .isEqualTo("connect timed out");
  }
}
