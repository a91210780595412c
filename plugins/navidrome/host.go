//go:build wasip1

package main

import (
	"encoding/json"
	"errors"
)

// Navidrome's host services. Each takes a block with JSON and returns one; errors are a field of it.

//go:wasmimport extism:host/user http_send
func httpSend(request uint64) uint64

//go:wasmimport extism:host/user matcher_matchsongs
func matcherMatchSongs(request uint64) uint64

//go:wasmimport extism:host/user subsonicapi_call
func subsonicCall(request uint64) uint64

//go:wasmimport extism:host/user cache_getstring
func cacheGetString(request uint64) uint64

//go:wasmimport extism:host/user cache_setstring
func cacheSetString(request uint64) uint64

func call[Answer any](service func(uint64) uint64, request any) (Answer, error) {
	var answer Answer
	text, err := json.Marshal(request)
	if err != nil {
		return answer, err
	}
	block := write(text)
	defer free(block)
	bytes := read(service(block))
	var failed struct{ Error string }
	if err := json.Unmarshal(bytes, &failed); err != nil {
		return answer, err
	}
	if failed.Error != "" {
		return answer, errors.New(failed.Error)
	}
	return answer, json.Unmarshal(bytes, &answer)
}

// track is the part of Navidrome's Track that identifies a file.
type track struct {
	ID   string `json:"id"`
	Path string `json:"path"` // relative to the library's folder
}

// tracks returns Navidrome's tracks with these ids, in their order; missing ones are nil.
func tracks(ids []string) ([]*track, error) {
	songs := make([]map[string]string, len(ids))
	for i, id := range ids {
		songs[i] = map[string]string{"id": id, "name": ""}
	}
	answer, err := call[struct{ Results []*track }](
		matcherMatchSongs, map[string]any{"songs": songs, "opts": map[string]string{"username": ""}})
	return answer.Results, err
}

func cached(key string) (string, bool) {
	answer, err := call[struct {
		Value  string
		Exists bool
	}](cacheGetString, map[string]string{"key": key})
	return answer.Value, err == nil && answer.Exists
}

func cache(key string, value string, seconds int) error {
	_, err := call[struct{}](
		cacheSetString, map[string]any{"key": key, "value": value, "ttlSeconds": seconds})
	return err
}
