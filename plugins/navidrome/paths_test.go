package main

import "testing"

func TestPathsOfLibrariesWithinEachOtherAreTheSame(t *testing.T) {
	for _, pair := range [][2]string{
		{"A/b.mp3", "A/b.mp3"}, {"Music/A/b.mp3", "A/b.mp3"}, {"b.mp3", "A/b.mp3"}, {"/srv/A/b.mp3", "A/b.mp3"},
	} {
		if !samePath(pair[0], pair[1]) || !samePath(pair[1], pair[0]) {
			t.Errorf("%s and %s are the same", pair[0], pair[1])
		}
	}
}

func TestSimilarNamesAreOtherFiles(t *testing.T) {
	for _, pair := range [][2]string{{"A/b.mp3", "B/b.mp3"}, {"xb.mp3", "b.mp3"}, {"A/b.mp3", "A/b.flac"}} {
		if samePath(pair[0], pair[1]) {
			t.Errorf("%s and %s differ", pair[0], pair[1])
		}
	}
}

func TestAnExactPathIsPreferred(t *testing.T) {
	ids := map[string]string{"Music/A/b.mp3": "far", "A/b.mp3": "near"}
	if found := lookUp(ids, "A/b.mp3"); found != "near" {
		t.Errorf("found %s", found)
	}
	if found := lookUp(ids, "C/b.mp3"); found != "" {
		t.Errorf("found %s", found)
	}
}
