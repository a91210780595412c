package org.needledrop.servers;

/** Who the servers of the tests know. */
public final class TestCredentials {

  private TestCredentials() {}

  /** For the AWS SDK in this JVM. */
  public static void use() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "testtest");
    System.setProperty("aws.region", "us-east-1");
  }
}
