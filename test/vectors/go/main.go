// A reader of vectors that shares nothing with Barewire but the two formats: it has the text of the
// schemas, vN.bare, and vectors.json. For each folder that is named it prints one line of JSON with
// how much was compared, and each difference.
//
//	go run . ../../../schemas/envoy-protocol
package main

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	out := json.NewEncoder(os.Stdout)
	exitCode := 0
	for _, folder := range os.Args[1:] {
		compared, err := compareFolder(folder)
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", folder, err)
			os.Exit(2)
		}
		if len(compared.Differences) > 0 {
			exitCode = 1
		}
		if err := out.Encode(compared); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	os.Exit(exitCode)
}

// Compared counts what was compared, and has what differs.
type Compared struct {
	Protocol string `json:"protocol"`
	// The bytes that were read and written again, among them those of other versions.
	Values      int      `json:"values"`
	Malformed   int      `json:"malformed"`
	Refused     int      `json:"refused"`
	NeedCode    int      `json:"needCode"`
	Differences []string `json:"differences"`
}

type comparison struct {
	Compared
	schemas map[string]Schema
	// The name of each message by its version and its name in the newest version.
	names map[string]string
}

func compareFolder(folder string) (Compared, error) {
	c := &comparison{schemas: map[string]Schema{}, names: map[string]string{}}
	c.Differences = []string{}
	text, err := os.ReadFile(filepath.Join(folder, "vectors.json"))
	if err != nil {
		return c.Compared, err
	}
	parsed, err := parseJson(text)
	if err != nil {
		return c.Compared, err
	}
	file, _ := parsed.(Object)
	if file.get("format") != "barewire-vectors-1" {
		return c.Compared, fmt.Errorf("the vectors have another format")
	}
	c.Protocol = file.get("protocol").(string)
	for _, version := range file.get("versions").([]any) {
		name := string(version.(json.Number))
		schema, err := os.ReadFile(filepath.Join(folder, "v"+name+".bare"))
		if err != nil {
			return c.Compared, err
		}
		c.schemas[name], err = parseSchema(string(schema))
		if err != nil {
			return c.Compared, fmt.Errorf("v%s.bare: %w", name, err)
		}
	}
	messages := file.get("messages").([]any)
	for _, part := range messages {
		message := part.(Object)
		if newest, isText := message.get("newest").(string); isText {
			c.names[versionOf(message)+" "+newest] = message.get("root").(string)
		}
	}
	for _, message := range messages {
		c.compareMessage(message.(Object))
	}
	for _, vector := range file.get("malformed").([]any) {
		c.compareMalformed(vector.(Object))
	}
	return c.Compared, nil
}

func versionOf(part Object) string {
	return string(part.get("version").(json.Number))
}

func (c *comparison) compareMessage(message Object) {
	version := versionOf(message)
	root := message.get("root").(string)
	newest, _ := message.get("newest").(string)
	for _, part := range message.get("values").([]any) {
		vector := part.(Object)
		bytes := vector.get("bytes")
		value := vector.get("value")
		if tag, isText := message.get("variant").(string); isText {
			if union, isUnion := value.(Object); !isUnion || union.get("tag") != tag {
				c.differ(version, root, bytes, "the value is of another variant")
			}
		}
		c.compareValue(version, root, bytes, value)
		for _, part := range vector.get("readers").([]any) {
			reader := part.(Object)
			other := versionOf(reader)
			name := c.names[other+" "+newest]
			switch reader.get("verdict") {
			case "same":
				c.compareValue(other, name, bytes, value)
			case "converted":
				c.compareValue(other, name, reader.get("bytes"), reader.get("value"))
			case "refused":
				c.Refused++
			case "needs-code":
				c.NeedCode++
			default:
				c.differ(other, root, bytes, "the verdict is unknown")
			}
		}
	}
}

// compareValue reads the bytes, and writes the value.
func (c *comparison) compareValue(version string, root string, bytes any, value any) {
	c.Values++
	message, err := hex.DecodeString(bytes.(string))
	if err != nil || c.schemas[version][root] == nil {
		c.differ(version, root, bytes, "they cannot be read: there is no such type, or no bytes")
		return
	}
	decoded, err := decode(c.schemas[version], root, message)
	if err != nil {
		c.differ(version, root, bytes, "they are refused: "+err.Error())
	} else if !sameJson(decoded, value) {
		c.differ(version, root, bytes, "they are another value")
	}
	encoded, err := encode(c.schemas[version], root, value)
	if err != nil {
		c.differ(version, root, bytes, err.Error())
	} else if hex.EncodeToString(encoded) != bytes {
		c.differ(version, root, bytes, "the value has other bytes: "+hex.EncodeToString(encoded))
	}
}

func (c *comparison) compareMalformed(vector Object) {
	c.Malformed++
	version := versionOf(vector)
	root := vector.get("root").(string)
	bytes := vector.get("bytes")
	message, err := hex.DecodeString(bytes.(string))
	if err != nil || c.schemas[version][root] == nil {
		c.differ(version, root, bytes, "they cannot be read: there is no such type, or no bytes")
		return
	}
	if _, err := decode(c.schemas[version], root, message); err == nil {
		c.differ(version, root, bytes, "they are not refused")
	}
}

func (c *comparison) differ(version string, root string, bytes any, reason string) {
	difference := fmt.Sprintf("v%s %s %v: %s", version, root, bytes, reason)
	c.Differences = append(c.Differences, difference)
}
