package org.needledrop.servers;

import java.net.URI;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Who the servers of the tests know. */
public final class TestCredentials {

  private TestCredentials() {}

  /** For the AWS SDK in this JVM. */
  public static void use() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "testtest");
    System.setProperty("aws.region", "us-east-1");
  }

  /** A client to arrange a store with, as a user would. */
  public static S3Client s3(URI endpoint) {
    return S3Client.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .serviceConfiguration(c -> c.pathStyleAccessEnabled(true).chunkedEncodingEnabled(false))
        .endpointOverride(endpoint)
        .build();
  }

  /** The same for its queues. */
  public static SqsClient sqs(URI endpoint) {
    return SqsClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .endpointOverride(endpoint)
        .build();
  }
}
