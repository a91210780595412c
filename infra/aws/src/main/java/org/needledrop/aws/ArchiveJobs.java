package org.needledrop.aws;

import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * What S3 Batch Operations may do when it hands an archive to the function. The job itself is no
 * resource of CloudFormation's: infra/aws/batch-job.json is its template.
 */
final class ArchiveJobs extends Construct {

  /** Where lists of objects and reports lie, in the bucket of records. */
  static final String FOLDER = "jobs/";

  private final Role role;

  ArchiveJobs(Construct scope, TrackBuckets buckets, Function function) {
    super(scope, "ArchiveJobs");
    this.role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("batchoperations.s3.amazonaws.com"))
            .description("Hands archives to Needledrop")
            .build();
    IKey key = buckets.records().getEncryptionKey();
    allow(
        List.of("lambda:InvokeFunction"),
        List.of(function.getFunctionArn(), function.getFunctionArn() + ":$LATEST"));
    allow(
        List.of("s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"),
        List.of(buckets.records().arnForObjects(FOLDER + "*")));
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
