package org.needledrop.scoring;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.needledrop.mel.Snippets;

/**
 * A scorer that is loaded in the background while the first track is decoded, or never if nothing
 * is scored.
 */
public final class BackgroundScorer implements Scorer {

  private final Supplier<Scorer> loader;
  private CompletableFuture<Scorer> loading;

  public BackgroundScorer(Supplier<Scorer> loader) {
    this.loader = loader;
  }

  @Override
  public synchronized void warmUp() {
    if (loading == null) {
      loading = CompletableFuture.supplyAsync(loader, Thread.ofPlatform()::start);
    }
  }

  @Override
  public SnippetScores score(Snippets snippets) {
    warmUp();
    try {
      return loaded().score(snippets);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private Scorer loaded() {
    CompletableFuture<Scorer> begun;
    synchronized (this) {
      begun = loading;
    }
    return begun.join();
  }

  @Override
  public synchronized void close() {
    if (loading != null && !loading.isCompletedExceptionally()) {
      loading.join().close();
    }
  }
}
