package org.needledrop.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** The function's execution role. The event source adds permission to read the queue. */
final class FunctionRole extends Construct {

  private final Role role;

  FunctionRole(
      Construct scope,
      DeploymentSettings settings,
      SharedResources shared,
      TrackBuckets buckets,
      EventQueue events,
      LogGroup log) {
    super(scope, "Permissions");
    this.role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .description("Execution role of the tagging function")
            .build();
    List<IBucket> all = buckets.all();
    allow(
        List.of("s3:GetObject", "s3:PutObject", "s3:GetObjectTagging", "s3:PutObjectTagging"),
        all.stream().map(bucket -> bucket.arnForObjects("*")).toList());
    allowLocks(buckets);
    // Without it, S3 returns 403 instead of 404 for a missing object.
    allow(List.of("s3:ListBucket"), all.stream().map(IBucket::getBucketArn).toList());
    allow(List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(shared.key().getKeyArn()));
    settings
        .buckets()
        .existingKey()
        .ifPresent(key -> allowKeyOfBucket(key, settings.destination().region()));
    allow(List.of("sqs:SendMessage"), List.of(events.deadLetters().getQueueArn()));
    allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(log.getLogGroupArn()));
    allowNetwork();
  }

  /** A version tagged in place inherits the lock of the previous one; copies need no lock. */
  private void allowLocks(TrackBuckets buckets) {
    if (buckets.copies().isEmpty()) {
      allow(
          List.of(
              "s3:GetObjectRetention",
              "s3:PutObjectRetention",
              "s3:GetObjectLegalHold",
              "s3:PutObjectLegalHold"),
          List.of(buckets.tracks().arnForObjects("*")));
      allow(
          List.of("s3:GetBucketObjectLockConfiguration"), List.of(buckets.tracks().getBucketArn()));
    }
  }

  /**
   * Allows the existing bucket's KMS key, through S3 only (AWS KMS Developer Guide,
   * "kms:ViaService"). The key's own policy must allow this account too.
   */
  private void allowKeyOfBucket(String key, String region) {
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
            .resources(List.of(key))
            .conditions(
                Map.of(
                    "StringEquals",
                    Map.of("kms:ViaService", "s3.%s.amazonaws.com".formatted(region))))
            .build());
  }

  /** Lambda creates network interfaces with this role; these actions support no resource. */
  private void allowNetwork() {
    allow(
        List.of(
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses"),
        List.of("*"));
  }

  private void allow(List<String> actions, List<String> resources) {
    role.addToPolicy(
        PolicyStatement.Builder.create().actions(actions).resources(resources).build());
  }

  Role role() {
    return role;
  }
}
