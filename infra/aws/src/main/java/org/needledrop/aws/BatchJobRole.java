package org.needledrop.aws;

import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * The role of S3 Batch Operations jobs, which pass existing objects to the function. CloudFormation
 * has no resource type for such a job: its template is infra/aws/batch-job.json.
 */
final class BatchJobRole extends Construct {

  /** Prefix of object lists and job reports in the records bucket. */
  static final String PREFIX = "jobs/";

  private final Role role;

  BatchJobRole(Construct scope, TrackBuckets buckets, Function function) {
    super(scope, "ArchiveJobs");
    this.role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("batchoperations.s3.amazonaws.com"))
            .description("Lets S3 Batch Operations pass existing objects to Needledrop")
            .build();
    IKey key = buckets.records().getEncryptionKey();
    allow(
        List.of("lambda:InvokeFunction"),
        List.of(function.getFunctionArn(), function.getFunctionArn() + ":$LATEST"));
    allow(
        List.of("s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"),
        List.of(buckets.records().arnForObjects(PREFIX + "*")));
    allow(List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(key.getKeyArn()));
  }

  private void allow(List<String> actions, List<String> resources) {
    role.addToPolicy(
        PolicyStatement.Builder.create().actions(actions).resources(resources).build());
  }

  Role role() {
    return role;
  }
}
