"""Audio, lists of tracks, and the snippets and labels to train on; imports none of the other packages."""
