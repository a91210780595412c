package org.needledrop.web;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.needledrop.analysis.DecisionRule;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.web.http.ApiLimits;
import org.needledrop.web.http.ApiMetrics;
import org.needledrop.web.http.ApiRoutes;
import org.needledrop.web.http.OperationThreads;
import org.needledrop.web.operations.AnalysisOperations;
import org.needledrop.web.operations.AudioHandler;
import org.needledrop.web.operations.LibraryUploads;
import org.needledrop.web.operations.LibraryWriter;
import org.needledrop.web.operations.PolicyOperations;
import org.needledrop.web.operations.ReviewOperations;
import org.needledrop.web.operations.RunOperations;
import org.needledrop.web.operations.ServedLibrary;
import org.needledrop.web.operations.SimilarOperations;
import org.needledrop.web.operations.SubsonicOperations;
import org.needledrop.web.operations.TaggingRuns;
import org.needledrop.web.operations.TrackOperations;
import org.needledrop.web.operations.TrackViews;
import org.needledrop.web.operations.UploadAnalyses;
import org.needledrop.web.operations.UploadHandlers;
import org.needledrop.web.operations.Uploads;

/** The handlers of the contract's operations. */
record ApiParts(
    ServedLibrary library, LibraryWriter writer, UploadAnalyses analyses, TaggingRuns runs) {

  ApiRoutes routes(Vertx vertx, ApiLimits limits) {
    TrackViews views =
        new TrackViews(library.folder(), library.journal(), DecisionRule.of(library.model()));
    AnalysisOperations analysisOperations = new AnalysisOperations(analyses, views);
    OperationThreads threads = new OperationThreads(vertx);
    ApiRoutes routes = new ApiRoutes(vertx, threads, limits, new ApiMetrics(library.records()));
    new TrackOperations(library, views, writer).addTo(routes.operations());
    new SimilarOperations(library, views, analyses).addTo(routes.operations());
    new ReviewOperations(library, views).addTo(routes.operations());
    new PolicyOperations(library, views, runs).addTo(routes.operations());
    new RunOperations(library, writer, runs).addTo(routes.operations());
    new SubsonicOperations(library, views).addTo(routes.operations());
    analysisOperations.addTo(routes.operations());
    Path folder = LibraryFolder.journal(library.folder()).resolve("uploads");
    Uploads uploads = new Uploads(vertx, folder, limits.maxUploadBytes());
    uploads.tidy();
    UploadHandlers received =
        new UploadHandlers(
            vertx,
            threads,
            uploads,
            analyses,
            analysisOperations,
            new LibraryUploads(library, writer, views));
    routes.handlers().put("analyse", received::analyse);
    routes.handlers().put("uploadTrack", received::keep);
    routes.handlers().put("getAudio", new AudioHandler(vertx, library));
    return routes;
  }
}
