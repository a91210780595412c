//go:build wasip1

package main

import (
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
)

const (
	songsPerPage = 500
	cacheKey     = "songs"
	cacheSeconds = 3600
)

// songIDs returns Navidrome's ids of all songs, by path.
func songIDs() (map[string]string, error) {
	ids := map[string]string{}
	if known, exists := cached(cacheKey); exists && json.Unmarshal([]byte(known), &ids) == nil {
		return ids, nil
	}
	for offset := 0; ; offset += songsPerPage {
		page, err := songPage(offset)
		if err != nil {
			return nil, err
		}
		if err := addPaths(ids, page); err != nil {
			return nil, err
		}
		if len(page) < songsPerPage {
			break
		}
	}
	text, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	return ids, cache(cacheKey, string(text), cacheSeconds)
}

// songPage lists ids of songs; an empty query finds all.
func songPage(offset int) ([]string, error) {
	query := url.Values{
		"u": {setting("user", "")}, "query": {""}, "artistCount": {"0"}, "albumCount": {"0"},
		"songCount": {strconv.Itoa(songsPerPage)}, "songOffset": {strconv.Itoa(offset)},
	}
	answer, err := call[struct{ ResponseJSON string }](
		subsonicCall, map[string]string{"uri": "search3?" + query.Encode()})
	if err != nil {
		return nil, err
	}
	var found struct {
		Response struct {
			Status        string
			Error         struct{ Message string }
			SearchResult3 struct{ Song []struct{ ID string } }
		} `json:"subsonic-response"`
	}
	if err := json.Unmarshal([]byte(answer.ResponseJSON), &found); err != nil {
		return nil, err
	}
	if found.Response.Status != "ok" {
		return nil, errors.New("Navidrome: " + found.Response.Error.Message)
	}
	var ids []string
	for _, song := range found.Response.SearchResult3.Song {
		ids = append(ids, song.ID)
	}
	return ids, nil
}

// addPaths looks up the paths: those of the Subsonic API are made up from tags by default.
func addPaths(byPath map[string]string, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	found, err := tracks(ids)
	if err != nil {
		return err
	}
	for _, one := range found {
		if one != nil && one.Path != "" {
			byPath[one.Path] = one.ID
		}
	}
	return nil
}
