package org.needledrop.aws;

import java.util.Map;

/** Feature flags that enable the CDK's newer behaviour. */
final class Features {

  static final Map<String, Object> CONTEXT =
      Map.of(
          // Old logs of a bucket were let in by an access control list, which new buckets refuse.
          "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true,
          // The log delivery's rights stand in the bucket's policy, which CloudFormation owns.
          "@aws-cdk/aws-s3:createDefaultLoggingPolicy", true,
          // What scales a service says how many there are.
          "@aws-cdk/aws-ecs:removeDefaultDesiredCount", true,
          "@aws-cdk/aws-iam:minimizePolicies", true,
          "@aws-cdk/aws-ecs:arnFormatIncludesClusterName", true,
          "@aws-cdk/aws-efs:mountTargetOrderInsensitiveLogicalId", true,
          "@aws-cdk/core:enablePartitionLiterals", true,
          "@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig", true);

  private Features() {}
}
