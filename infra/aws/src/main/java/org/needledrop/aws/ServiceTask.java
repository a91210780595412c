package org.needledrop.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.Secret;
import software.constructs.Construct;

/** ECS task definition of {@code needledrop serve}. */
final class ServiceTask extends Construct {

  static final String CONTAINER = "service";
  static final int PORT = 8080;

  private static final String FOLDER = "/library";
  private static final String PROGRAM = "/needledrop/needledrop";

  /**
   * Builds the index URL when the container starts, so that neither template nor task definition
   * contains the password. {@code $0} is the program.
   */
  private static final String START_WITH_OPENSEARCH =
      "export NEEDLEDROP_INDEX=\"https://%s:$INDEX_PASSWORD@$INDEX_HOST/needledrop\"; exec \"$0\" \"$@\""
          .formatted(SearchDomain.USER);

  private final FargateTaskDefinition task;

  ServiceTask(
      Construct scope,
      DeploymentSettings settings,
      SharedResources shared,
      Workers workers,
      RecordQueue records,
      Optional<SearchDomain> search,
      LibraryFileSystem fileSystem) {
    super(scope, "Task");
    this.task = taskDefinition(settings, fileSystem);
    fileSystem.grantMount(task.getTaskRole());
    records.grantRead(task.getTaskRole());
    addContainer(settings, shared, workers, records, search);
  }

  private FargateTaskDefinition taskDefinition(
      DeploymentSettings settings, LibraryFileSystem fileSystem) {
    return FargateTaskDefinition.Builder.create(this, "Task")
        .cpu(settings.capacity().size().service().cpu())
        .memoryLimitMiB(settings.capacity().size().service().memoryMib())
        .runtimePlatform(CpuWorkers.platform(settings.capacity().architecture().ecsArchitecture()))
        .volumes(List.of(fileSystem.volume(), WorkerContainer.scratchVolume()))
        .build();
  }

  private void addContainer(
      DeploymentSettings settings,
      SharedResources shared,
      Workers workers,
      RecordQueue records,
      Optional<SearchDomain> search) {
    Map<String, String> variables = new HashMap<>(Map.of("NEEDLEDROP_LOG_JSON", "true"));
    variables.put("NEEDLEDROP_RECORDS", records.changes().getQueueUrl());
    Map<String, Secret> secrets = new HashMap<>();
    secrets.put("NEEDLEDROP_API_KEYS", Secret.fromSecretsManager(shared.apiKeys()));
    if (settings.capacity().keepsIdleWorkers()) {
      // Workers that stop while idle start for queued events only: then the service scores itself.
      variables.put("NEEDLEDROP_SCORER", workers.address());
      secrets.put("NEEDLEDROP_TOKEN", Secret.fromSecretsManager(shared.token()));
    }
    search.ifPresent(
        cluster -> {
          variables.put("NEEDLEDROP_INDEX_SHARDS", Integer.toString(settings.capacity().shards()));
          variables.put("INDEX_HOST", cluster.domain().getAttrDomainEndpoint());
          secrets.put("INDEX_PASSWORD", Secret.fromSecretsManager(cluster.password()));
        });
    ContainerDefinition container =
        task.addContainer(
            "Service",
            container(settings, shared, search.isPresent())
                .environment(variables)
                .secrets(secrets)
                .build());
    container.addMountPoints(
        MountPoint.builder()
            .sourceVolume(LibraryFileSystem.VOLUME)
            .containerPath(FOLDER)
            .readOnly(false)
            .build(),
        WorkerContainer.scratchMount());
  }

  private ContainerDefinitionOptions.Builder container(
      DeploymentSettings settings, SharedResources shared, boolean withOpenSearch) {
    return ContainerDefinitionOptions.builder()
        .containerName(CONTAINER)
        .image(WorkerContainer.image(this, settings.images().cpu()))
        .entryPoint(
            withOpenSearch
                ? List.of("/bin/sh", "-c", START_WITH_OPENSEARCH, PROGRAM)
                : List.of(PROGRAM))
        .command(List.of("serve", FOLDER, "--host", "0.0.0.0", "--port", String.valueOf(PORT)))
        .readonlyRootFilesystem(true)
        .portMappings(List.of(PortMapping.builder().containerPort(PORT).build()))
        .logging(WorkerContainer.log(this, shared));
  }

  FargateTaskDefinition task() {
    return task;
  }
}
