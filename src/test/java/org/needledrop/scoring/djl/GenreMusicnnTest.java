package org.needledrop.scoring.djl;

class GenreMusicnnTest extends DjlScorerTest {
  GenreMusicnnTest() {
    super("genre-musicnn", "scores.json");
  }
}
