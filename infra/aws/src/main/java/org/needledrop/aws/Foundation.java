package org.needledrop.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/** What all parts share: the key, the secrets, and a place for logs. */
final class Foundation extends Construct {

  private static final int SECRET_LENGTH = 40;

  private final Key key;
  private final Bucket logs;
  private final Secret token;
  private final Secret apiKeys;

  Foundation(Construct scope) {
    super(scope, "Foundation");
    this.key =
        Key.Builder.create(this, "Key")
            .description("Tracks, index, secrets and alarms of Needledrop")
            .enableKeyRotation(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    // Alarms are sent through a topic that is encrypted with it.
    key.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(
                List.of(
                    new ServicePrincipal("cloudwatch.amazonaws.com"),
                    new ServicePrincipal("budgets.amazonaws.com")))
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
            .resources(List.of("*"))
            .build());
    allowLogs();
    this.logs = logs();
    this.token = secret("ScorerToken", "What functions and service bear to the workers");
    this.apiKeys = secret("ApiKeys", "What the service asks for; more of them behind commas");
  }

  /**
   * Of this account's log groups (CloudWatch Logs User Guide, "Encrypt log data ... using KMS").
   */
  private void allowLogs() {
    Stack stack = Stack.of(this);
    key.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(
                List.of(new ServicePrincipal("logs.%s.amazonaws.com".formatted(stack.getRegion()))))
            .actions(
                List.of(
                    "kms:Decrypt",
                    "kms:Describe*",
                    "kms:Encrypt",
                    "kms:GenerateDataKey*",
                    "kms:ReEncrypt*"))
            .resources(List.of("*"))
            .conditions(
                Map.of(
                    "ArnLike",
                    Map.of(
                        "kms:EncryptionContext:aws:logs:arn",
                        "arn:%s:logs:%s:%s:*"
                            .formatted(
                                stack.getPartition(), stack.getRegion(), stack.getAccount()))))
            .build());
  }

  /** Load balancers can write to buckets with S3's own keys only. */
  private Bucket logs() {
    return Bucket.Builder.create(this, "Logs")
        .encryption(BucketEncryption.S3_MANAGED)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .versioned(true)
        .lifecycleRules(
            List.of(
                LifecycleRule.builder()
                    .expiration(Duration.days(90))
                    .noncurrentVersionExpiration(Duration.days(7))
                    .build()))
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  private Secret secret(String name, String description) {
    return Secret.Builder.create(this, name)
        .description(description)
        .encryptionKey(key)
        .generateSecretString(
            SecretStringGenerator.builder()
                .passwordLength(SECRET_LENGTH)
                .excludePunctuation(true)
                .build())
        .build();
  }

  /** Of one part, kept for a month. */
  LogGroup logGroup(Construct part, String name) {
    return LogGroup.Builder.create(part, name)
        .encryptionKey(key)
        .retention(RetentionDays.ONE_MONTH)
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  Key key() {
    return key;
  }

  /** Access logs of buckets, load balancers and the network, for 90 days. */
  Bucket logBucket() {
    return logs;
  }

  Secret token() {
    return token;
  }

  Secret apiKeys() {
    return apiKeys;
  }
}
