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

/**
 * Resources that all parts of the stack use: the KMS key, the secrets, the log bucket. Its
 * construct ID is part of their logical IDs: another one would replace them.
 */
final class SharedResources extends Construct {

  private static final int SECRET_LENGTH = 40;

  private final Key key;
  private final Bucket logs;
  private final Secret token;
  private final Secret apiKeys;

  SharedResources(Construct scope) {
    super(scope, "Foundation");
    this.key =
        Key.Builder.create(this, "Key")
            .description("Encrypts tracks, index, secrets and alarms of Needledrop")
            .enableKeyRotation(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    allowAlarms();
    allowLogs();
    this.logs = createLogBucket();
    this.token = secret("ScorerToken", "Token that function and service send to the workers");
    this.apiKeys = secret("ApiKeys", "API keys of the service, separated by commas");
  }

  /** The topic of alarms and budget warnings is encrypted with the key. */
  private void allowAlarms() {
    key.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(
                List.of(
                    new ServicePrincipal("cloudwatch.amazonaws.com"),
                    new ServicePrincipal("budgets.amazonaws.com")))
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
            .resources(List.of("*"))
            .build());
  }

  /**
   * Lets CloudWatch Logs encrypt this account's log groups (CloudWatch Logs User Guide, "Encrypt
   * log data in CloudWatch Logs using AWS KMS").
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

  /** Load balancers can write only to buckets that use S3-managed keys. */
  private Bucket createLogBucket() {
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

  /** Creates a log group that keeps its events for a month. */
  LogGroup logGroup(Construct scope, String name) {
    return LogGroup.Builder.create(scope, name)
        .encryptionKey(key)
        .retention(RetentionDays.ONE_MONTH)
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  Key key() {
    return key;
  }

  /** Access logs of buckets and load balancers, and VPC flow logs, kept for 90 days. */
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
