package org.needledrop.scoring.djl;

class GenreResNetBiGruTest extends DjlScorerTest {
  GenreResNetBiGruTest() {
    super("genre-resnet-bigru", "genre-resnet-bigru.json");
  }
}
