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
 * EFS file system with the service's library: its journal (SQLite) and, without OpenSearch, its
 * index (Lucene). Both lock their files and support one process only.
 */
final class LibraryFileSystem extends Construct {

  static final String VOLUME = "library";

  private static final String OWNER = "1000";

  private final FileSystem files;
  private final AccessPoint accessPoint;

  LibraryFileSystem(Construct scope, Network network, SharedResources shared, SecurityGroup group) {
    super(scope, "Disk");
    this.files = fileSystem(network, shared, group);
    this.accessPoint = accessPoint();
  }

  private FileSystem fileSystem(Network network, SharedResources shared, SecurityGroup group) {
    return FileSystem.Builder.create(this, "Files")
        .vpc(network.vpc())
        .vpcSubnets(network.isolatedSubnets())
        .securityGroup(group)
        .encrypted(true)
        .kmsKey(shared.key())
        .enableAutomaticBackups(true)
        .lifecyclePolicy(LifecyclePolicy.AFTER_30_DAYS)
        .allowAnonymousAccess(false)
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  private AccessPoint accessPoint() {
    return files.addAccessPoint(
        "Library",
        AccessPointOptions.builder()
            .path("/library")
            .createAcl(Acl.builder().ownerUid(OWNER).ownerGid(OWNER).permissions("750").build())
            .posixUser(PosixUser.builder().uid(OWNER).gid(OWNER).build())
            .build());
  }

  Volume volume() {
    return Volume.builder()
        .name(VOLUME)
        .efsVolumeConfiguration(
            EfsVolumeConfiguration.builder()
                .fileSystemId(files.getFileSystemId())
                .transitEncryption("ENABLED")
                .authorizationConfig(
                    AuthorizationConfig.builder()
                        .accessPointId(accessPoint.getAccessPointId())
                        .iam("ENABLED")
                        .build())
                .build())
        .build();
  }

  /** Lets a task mount the file system and write to it. */
  void grantMount(IGrantable task) {
    files.grant(task, "elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite");
  }
}
