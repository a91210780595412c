package org.needledrop.aws;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.AuthorizationConfig;
import software.amazon.awscdk.services.ecs.EfsVolumeConfiguration;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.efs.AccessPoint;
import software.amazon.awscdk.services.efs.AccessPointOptions;
import software.amazon.awscdk.services.efs.Acl;
import software.amazon.awscdk.services.efs.FileSystem;
import software.amazon.awscdk.services.efs.LifecyclePolicy;
import software.amazon.awscdk.services.efs.PosixUser;
import software.amazon.awscdk.services.iam.IGrantable;
import software.constructs.Construct;

/**
 * The folder that the service serves, with its journal (SQLite) and, without a cluster, its index
 * (Lucene). Both lock their files, and stand one process only.
 */
final class LibraryDisk extends Construct {

  static final String NAME = "library";

  private static final String OWNER = "1000";

  private final FileSystem files;
  private final AccessPoint door;

  LibraryDisk(Construct scope, Network network, Foundation foundation, SecurityGroup group) {
    super(scope, "Disk");
    this.files =
        FileSystem.Builder.create(this, "Files")
            .vpc(network.vpc())
            .vpcSubnets(network.inside())
            .securityGroup(group)
            .encrypted(true)
            .kmsKey(foundation.key())
            .enableAutomaticBackups(true)
            .lifecyclePolicy(LifecyclePolicy.AFTER_30_DAYS)
            .allowAnonymousAccess(false)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    this.door =
        files.addAccessPoint(
            "Library",
            AccessPointOptions.builder()
                .path("/library")
                .createAcl(Acl.builder().ownerUid(OWNER).ownerGid(OWNER).permissions("750").build())
                .posixUser(PosixUser.builder().uid(OWNER).gid(OWNER).build())
                .build());
  }

  Volume volume() {
    return Volume.builder()
        .name(NAME)
        .efsVolumeConfiguration(
            EfsVolumeConfiguration.builder()
                .fileSystemId(files.getFileSystemId())
                .transitEncryption("ENABLED")
                .authorizationConfig(
                    AuthorizationConfig.builder()
                        .accessPointId(door.getAccessPointId())
                        .iam("ENABLED")
                        .build())
                .build())
        .build();
  }

  void letIn(IGrantable task) {
    files.grant(task, "elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite");
  }
}
