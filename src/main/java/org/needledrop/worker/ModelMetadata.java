package org.needledrop.worker;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.needledrop.scoring.ModelManifest;

/** Metadata of the worker and its models. */
final class ModelMetadata {

  private ModelMetadata() {}

  static JsonObject ofServer() {
    String version = ModelMetadata.class.getPackage().getImplementationVersion();
    return new JsonObject()
        .put("name", "needledrop")
        .put("version", version == null ? "" : version)
        .put("extensions", new JsonArray().add("binary_tensor_data"));
  }

  /**
   * @param versions all served versions of the model
   */
  static JsonObject of(ModelManifest model, List<ServedModel> versions) {
    JsonArray outputs =
        new JsonArray()
            .add(tensor(ModelTensors.SCORES, "FP32", model.genres().size()))
            .add(tensor(ModelTensors.EMBEDDING, "FP32", model.embeddingSize()));
    return new JsonObject()
        .put("name", model.name())
        .put(
            "versions", new JsonArray(versions.stream().map(one -> one.model().version()).toList()))
        .put("platform", "pytorch_libtorch")
        .put(
            "inputs",
            new JsonArray()
                .add(
                    tensor(
                        ModelTensors.LOG_MEL,
                        "UINT8",
                        model.mel().melBands(),
                        model.snippet().frames())))
        .put("outputs", outputs);
  }

  private static JsonObject tensor(String name, String datatype, int... sizes) {
    JsonArray shape = new JsonArray().add(-1);
    for (int size : sizes) {
      shape.add(size);
    }
    return new JsonObject().put("name", name).put("datatype", datatype).put("shape", shape);
  }
}
