//go:build wasip1

package main

import (
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"strings"
)

const (
	timeoutMs = 20_000
	notFound  = 70  // OpenSubsonic's error
	maxText   = 200 // letters of the parameter text
	pageSize  = 1000
)

// match is a track of Needledrop's library.
type match struct {
	Similarity float64 `json:"similarity"`
	Entry      struct {
		Path string `json:"path"`
	} `json:"entry"`
}

// get asks `needledrop serve`, and reads its JSON.
func get(path string, query url.Values, answer any) error {
	address := strings.TrimSuffix(setting("url", "http://localhost:8080"), "/")
	headers := map[string]string{}
	if key := setting("apiKey", ""); key != "" {
		headers["X-API-Key"] = key
	}
	type response struct {
		StatusCode int
		Body       []byte
	}
	sent, err := call[struct{ Result response }](httpSend, map[string]any{"request": map[string]any{
		"method":            "GET",
		"url":               address + path + "?" + query.Encode(),
		"headers":           headers,
		"noFollowRedirects": true,
		"timeoutMs":         timeoutMs,
	}})
	if err != nil {
		return errors.New("no answer from " + address + ": " + err.Error())
	}
	if sent.Result.StatusCode != 200 {
		return errors.New(address + " answered " + strconv.Itoa(sent.Result.StatusCode) + ": " + detail(sent.Result.Body))
	}
	return json.Unmarshal(sent.Result.Body, answer)
}

// detail returns the reason from problem details (RFC 9457, section 3).
func detail(body []byte) string {
	var problem struct{ Detail string }
	if json.Unmarshal(body, &problem) != nil {
		return "not as Needledrop does"
	}
	return problem.Detail
}

// matches calls an endpoint of OpenSubsonic's extension sonicSimilarity. Unknown songs have no matches.
func matches(endpoint string, query url.Values) ([]match, error) {
	var answer struct {
		Response struct {
			SonicMatch []match
			Error      *struct {
				Code    int
				Message string
			}
		} `json:"subsonic-response"`
	}
	query.Set("f", "json")
	if err := get("/rest/"+endpoint, query, &answer); err != nil {
		return nil, err
	}
	if failure := answer.Response.Error; failure != nil && failure.Code != notFound {
		return nil, errors.New("Needledrop: " + failure.Message)
	}
	return answer.Response.SonicMatch, nil
}

// needledropID returns the id of the track in a file, or "".
func needledropID(path string) (string, error) {
	for _, text := range []string{path, path[strings.LastIndex(path, "/")+1:]} {
		var page struct {
			Tracks []struct{ ID, Path string }
		}
		query := url.Values{"text": {ending(text)}, "limit": {strconv.Itoa(pageSize)}}
		if err := get("/v1/tracks", query, &page); err != nil {
			return "", err
		}
		for _, found := range page.Tracks {
			if samePath(found.Path, path) {
				return found.ID, nil
			}
		}
	}
	return "", nil
}

func ending(text string) string {
	letters := []rune(text)
	return string(letters[max(0, len(letters)-maxText):])
}
