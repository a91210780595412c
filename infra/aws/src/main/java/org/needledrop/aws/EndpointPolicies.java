package org.needledrop.aws;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.VpcEndpoint;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * Policies of the VPC endpoints (Amazon VPC, AWS PrivateLink, "Control access to VPC endpoints
 * using endpoint policies"). Without one, an endpoint accepts the credentials of any AWS account.
 */
final class EndpointPolicies {

  private EndpointPolicies() {}

  /** Allows the identities of this account; their roles limit the actions. */
  static void add(VpcEndpoint endpoint) {
    endpoint.addToPolicy(ownAccount(endpoint, List.of("*"), List.of("*")));
  }

  /** Allows this account the given buckets, and the image layers that ECR keeps in S3. */
  static void addToS3(GatewayVpcEndpoint endpoint, List<IBucket> buckets) {
    endpoint.addToPolicy(
        ownAccount(
            endpoint,
            List.of("s3:*"),
            buckets.stream()
                .flatMap(bucket -> Stream.of(bucket.getBucketArn(), bucket.arnForObjects("*")))
                .toList()));
    // Amazon ECR User Guide, "Minimum Amazon S3 bucket permissions for Amazon ECR".
    Stack stack = Stack.of(endpoint);
    endpoint.addToPolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(new AnyPrincipal()))
            .actions(List.of("s3:GetObject"))
            .resources(
                List.of(
                    "arn:%s:s3:::prod-%s-starport-layer-bucket/*"
                        .formatted(stack.getPartition(), stack.getRegion())))
            .build());
  }

  private static PolicyStatement ownAccount(
      VpcEndpoint endpoint, List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create()
        .principals(List.of(new AnyPrincipal()))
        .actions(actions)
        .resources(resources)
        .conditions(
            Map.of("StringEquals", Map.of("aws:PrincipalAccount", Stack.of(endpoint).getAccount())))
        .build();
  }
}
