package main

import "strings"

// samePath tells whether two paths name the same file, if one library's folder lies in the other's.
func samePath(one string, other string) bool {
	return one == other || strings.HasSuffix(one, "/"+other) || strings.HasSuffix(other, "/"+one)
}

// lookUp returns the id of the song in a file, or "".
func lookUp(ids map[string]string, path string) string {
	if id, known := ids[path]; known {
		return id
	}
	for known, id := range ids {
		if samePath(known, path) {
			return id
		}
	}
	return ""
}
