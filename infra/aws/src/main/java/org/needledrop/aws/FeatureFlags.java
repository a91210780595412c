package org.needledrop.aws;

import java.util.Map;

/** Feature flags that enable newer behaviour of the CDK. */
final class FeatureFlags {

  static final Map<String, Object> CONTEXT =
      Map.of(
          // By default the CDK grants log delivery by an access control list, which new buckets
          // reject.
          "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true,
          // The bucket policy, which CloudFormation owns, grants log delivery.
          "@aws-cdk/aws-s3:createDefaultLoggingPolicy", true,
          // Scaling, not the template, sets the number of tasks.
          "@aws-cdk/aws-ecs:removeDefaultDesiredCount", true,
          "@aws-cdk/aws-iam:minimizePolicies", true,
          "@aws-cdk/aws-ecs:arnFormatIncludesClusterName", true,
          "@aws-cdk/aws-efs:mountTargetOrderInsensitiveLogicalId", true,
          "@aws-cdk/core:enablePartitionLiterals", true,
          "@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig", true);

  private FeatureFlags() {}
}
