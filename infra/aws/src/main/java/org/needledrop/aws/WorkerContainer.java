package org.needledrop.aws;

import java.util.List;
import java.util.Map;
import org.needledrop.aws.Deployment.ImageName;
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

/** {@code needledrop worker}, as a task holds it. */
final class WorkerContainer {

  static final String NAME = "worker";

  private static final String DRAFTS = "drafts";

  private WorkerContainer() {}

  /** To add memory and devices to. */
  static ContainerDefinitionOptions.Builder options(
      Construct part, ImageName image, Foundation foundation) {
    return ContainerDefinitionOptions.builder()
        .containerName(NAME)
        .image(image(part, image))
        .essential(true)
        .readonlyRootFilesystem(true)
        .environment(Map.of("NEEDLEDROP_LOG_JSON", "true", "NEEDLEDROP_LOG_LEVEL", "INFO"))
        .secrets(Map.of("NEEDLEDROP_TOKEN", Secret.fromSecretsManager(foundation.token())))
        .portMappings(List.of(PortMapping.builder().containerPort(Workers.PORT).build()))
        .logging(log(part, foundation));
  }

  /**
   * The image's own /tmp, whoever may write there (Amazon ECS Developer Guide, "Bind mounts"): the
   * root cannot be written.
   */
  static MountPoint drafts() {
    return MountPoint.builder().sourceVolume(DRAFTS).containerPath("/tmp").readOnly(false).build();
  }

  static Volume draftsVolume() {
    return Volume.builder().name(DRAFTS).build();
  }

  static EcrImage image(Construct part, ImageName image) {
    return ContainerImage.fromEcrRepository(
        Repository.fromRepositoryName(part, "Repository", image.repository()), image.tag());
  }

  static LogDriver log(Construct part, Foundation foundation) {
    return LogDriver.awsLogs(
        AwsLogDriverProps.builder()
            .logGroup(foundation.logGroup(part, "Log"))
            .streamPrefix("needledrop")
            .build());
  }
}
