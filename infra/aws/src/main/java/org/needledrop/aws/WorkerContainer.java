package org.needledrop.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.EcrImage;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ecs.Volume;
import software.constructs.Construct;

/** The container of {@code needledrop worker} in an ECS task definition. */
final class WorkerContainer {

  static final String CONTAINER = "worker";

  private static final String SCRATCH = "scratch";

  private WorkerContainer() {}

  /** Returns options without memory limit and GPUs. */
  static ContainerDefinitionOptions.Builder options(
      Construct scope, ImageName image, SharedResources shared) {
    return ContainerDefinitionOptions.builder()
        .containerName(CONTAINER)
        .image(image(scope, image))
        .essential(true)
        .readonlyRootFilesystem(true)
        .environment(Map.of("NEEDLEDROP_LOG_JSON", "true", "NEEDLEDROP_LOG_LEVEL", "INFO"))
        .secrets(Map.of("NEEDLEDROP_TOKEN", Secret.fromSecretsManager(shared.token())))
        .portMappings(List.of(PortMapping.builder().containerPort(Workers.PORT).build()))
        .logging(log(scope, shared));
  }

  /**
   * A writable {@code /tmp} with the image's own permissions (Amazon ECS Developer Guide, "Bind
   * mounts"), because the root file system is read-only.
   */
  static MountPoint scratchMount() {
    return MountPoint.builder().sourceVolume(SCRATCH).containerPath("/tmp").readOnly(false).build();
  }

  static Volume scratchVolume() {
    return Volume.builder().name(SCRATCH).build();
  }

  static EcrImage image(Construct scope, ImageName image) {
    return ContainerImage.fromEcrRepository(
        Repository.fromRepositoryName(scope, "Repository", image.repository()), image.tag());
  }

  static LogDriver log(Construct scope, SharedResources shared) {
    return LogDriver.awsLogs(
        AwsLogDriverProps.builder()
            .logGroup(shared.logGroup(scope, "Log"))
            .streamPrefix("needledrop")
            .build());
  }
}
