//go:build wasip1

// Navidrome's capability SonicSimilarity, answered by `needledrop serve`.
package main

import (
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
)

type song struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type sonicMatch struct {
	Song       song    `json:"song"`
	Similarity float64 `json:"similarity"`
}

type response struct {
	Matches []sonicMatch `json:"matches"`
}

//go:wasmexport nd_get_sonic_similar_tracks
func similarTracks() int32 {
	var request struct {
		Song  song
		Count int
	}
	return answer(&request, func() ([]match, error) {
		id, err := idOf(request.Song)
		if id == "" || err != nil {
			return nil, err
		}
		return matches("getSonicSimilarTracks", url.Values{"id": {id}, "count": {strconv.Itoa(request.Count)}})
	})
}

//go:wasmexport nd_find_sonic_path
func sonicPath() int32 {
	var request struct {
		StartSong, EndSong song
		Count              int
	}
	return answer(&request, func() ([]match, error) {
		start, err := idOf(request.StartSong)
		if start == "" || err != nil {
			return nil, err
		}
		end, err := idOf(request.EndSong)
		if end == "" || err != nil {
			return nil, err
		}
		return matches("findSonicPath", url.Values{
			"startSongId": {start}, "endSongId": {end}, "count": {strconv.Itoa(request.Count)}})
	})
}

// answer reads a request, finds matches, and writes the response: 0, or -1 with an error.
func answer(request any, find func() ([]match, error)) int32 {
	if err := respond(request, find); err != nil {
		writeError(err)
		return -1
	}
	return 0
}

func respond(request any, find func() ([]match, error)) error {
	if err := json.Unmarshal(readInput(), request); err != nil {
		return err
	}
	found, err := find()
	if err != nil {
		return err
	}
	songs, err := inNavidrome(found)
	if err != nil {
		return err
	}
	text, err := json.Marshal(response{Matches: songs})
	if err != nil {
		return err
	}
	writeOutput(text)
	return nil
}

// idOf returns Needledrop's id of a song of Navidrome, or "" if it does not know the file.
func idOf(asked song) (string, error) {
	found, err := tracks([]string{asked.ID})
	if err != nil {
		return "", err
	}
	if len(found) == 0 || found[0] == nil {
		return "", nil
	}
	if found[0].Path == "" {
		return "", errors.New("Navidrome tells no paths: allow the plug-in the library and its files")
	}
	return needledropID(found[0].Path)
}

// inNavidrome leaves out tracks that Navidrome does not have.
func inNavidrome(found []match) ([]sonicMatch, error) {
	songs := []sonicMatch{}
	if len(found) == 0 {
		return songs, nil
	}
	ids, err := songIDs()
	if err != nil {
		return nil, err
	}
	for _, one := range found {
		if id := lookUp(ids, one.Entry.Path); id != "" {
			songs = append(songs, sonicMatch{Song: song{ID: id}, Similarity: one.Similarity})
		}
	}
	return songs, nil
}

func main() {}
