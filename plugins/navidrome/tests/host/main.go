// Runs the plug-in in Extism's Go SDK, as Navidrome does, with the host services that it uses.
//
//	host PLUGIN.ndp CALLS.json
//
// CALLS has the plug-in's configuration, the songs of a library (id to path), and calls, which the
// same instance answers one after the other. HTTP is real; hosts outside of the manifest are refused.
package main

import (
	"archive/zip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"

	extism "github.com/extism/go-sdk"
)

type calls struct {
	Config map[string]string
	Songs  map[string]string
	Calls  []struct {
		Function string
		Input    json.RawMessage
	}
}

type result struct {
	Output json.RawMessage `json:"output,omitempty"`
	Error  string          `json:"error,omitempty"`
	Lists  int             `json:"lists"` // pages of songs read so far
}

type library struct {
	songs map[string]string
	hosts []string
	cache map[string]string
	lists int
}

func main() {
	wasm, hosts := open(os.Args[1])
	text, err := os.ReadFile(os.Args[2])
	check(err)
	var wanted calls
	check(json.Unmarshal(text, &wanted))
	served := &library{songs: wanted.Songs, hosts: hosts, cache: map[string]string{}}
	plugin, err := extism.NewPlugin(context.Background(),
		extism.Manifest{Wasm: []extism.Wasm{extism.WasmData{Data: wasm}}, Config: wanted.Config},
		extism.PluginConfig{EnableWasi: true}, served.services())
	check(err)
	results := []result{}
	for _, one := range wanted.Calls {
		_, output, err := plugin.Call(one.Function, one.Input)
		answer := result{Output: output, Lists: served.lists}
		if err != nil {
			answer = result{Error: err.Error(), Lists: served.lists}
		}
		results = append(results, answer)
	}
	check(json.NewEncoder(os.Stdout).Encode(results))
}

// open returns the module of a package, and the hosts that its manifest names.
func open(path string) ([]byte, []string) {
	archive, err := zip.OpenReader(path)
	check(err)
	defer archive.Close()
	var manifest struct {
		Permissions struct {
			HTTP struct{ RequiredHosts []string }
		}
	}
	check(json.Unmarshal(entry(archive, "manifest.json"), &manifest))
	return entry(archive, "plugin.wasm"), manifest.Permissions.HTTP.RequiredHosts
}

func entry(archive *zip.ReadCloser, name string) []byte {
	file, err := archive.Open(name)
	check(err)
	bytes, err := io.ReadAll(file)
	check(err)
	return bytes
}

func (l *library) services() []extism.HostFunction {
	return []extism.HostFunction{
		service("http_send", l.send),
		service("matcher_matchsongs", l.match),
		service("subsonicapi_call", l.list),
		service("cache_getstring", l.cached),
		service("cache_setstring", l.keep),
	}
}

// service wraps a function from JSON to JSON; an error becomes the field "error".
func service[Request any](name string, answer func(Request) (any, error)) extism.HostFunction {
	run := func(_ context.Context, plugin *extism.CurrentPlugin, stack []uint64) {
		text, err := plugin.ReadBytes(stack[0])
		check(err)
		var request Request
		check(json.Unmarshal(text, &request))
		reply, err := answer(request)
		if err != nil {
			reply = map[string]string{"error": err.Error()}
		}
		text, err = json.Marshal(reply)
		check(err)
		stack[0], err = plugin.WriteBytes(text)
		check(err)
	}
	function := extism.NewHostFunctionWithStack(
		name, run, []extism.ValueType{extism.ValueTypePTR}, []extism.ValueType{extism.ValueTypePTR})
	function.SetNamespace("extism:host/user")
	return function
}

type sending struct {
	Request struct {
		Method, URL string
		Headers     map[string]string
	}
}

func (l *library) send(sent sending) (any, error) {
	address, err := url.Parse(sent.Request.URL)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(l.hosts, address.Hostname()) {
		return nil, fmt.Errorf("host %q is not allowed", address.Host)
	}
	request, err := http.NewRequest(sent.Request.Method, sent.Request.URL, nil)
	if err != nil {
		return nil, err
	}
	for name, value := range sent.Request.Headers {
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return map[string]any{"result": map[string]any{"statusCode": response.StatusCode, "body": body}}, err
}

type matching struct{ Songs []struct{ ID string } }

func (l *library) match(wanted matching) (any, error) {
	found := []map[string]string{}
	for _, song := range wanted.Songs {
		path, known := l.songs[song.ID]
		if !known {
			found = append(found, nil)
			continue
		}
		found = append(found, map[string]string{"id": song.ID, "path": path})
	}
	return map[string]any{"results": found}, nil
}

// list answers search3 with one page, ordered by id.
func (l *library) list(asked struct{ URI string }) (any, error) {
	address, err := url.Parse(asked.URI)
	if err != nil {
		return nil, err
	}
	query := address.Query()
	if address.Path != "search3" || query.Get("u") != "listener" {
		return nil, fmt.Errorf("not allowed: %s", asked.URI)
	}
	l.lists++
	ids := []string{}
	for id := range l.songs {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	start, _ := strconv.Atoi(query.Get("songOffset"))
	count, _ := strconv.Atoi(query.Get("songCount"))
	songs := []map[string]string{}
	for _, id := range ids[min(start, len(ids)):min(start+count, len(ids))] {
		songs = append(songs, map[string]string{"id": id, "path": "made up from tags"})
	}
	text, err := json.Marshal(map[string]any{"subsonic-response": map[string]any{
		"status": "ok", "searchResult3": map[string]any{"song": songs}}})
	return map[string]string{"responseJson": string(text)}, err
}

func (l *library) cached(asked struct{ Key string }) (any, error) {
	value, exists := l.cache[asked.Key]
	return map[string]any{"value": value, "exists": exists}, nil
}

func (l *library) keep(given struct{ Key, Value string }) (any, error) {
	l.cache[given.Key] = given.Value
	return map[string]any{}, nil
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
