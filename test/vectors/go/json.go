// JSON with the order of its objects, which is that of the entries of a map.

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"reflect"
	"strconv"
)

// Object is a JSON object. Other values are nil, bool, string, json.Number and []any.
type Object []Entry

// Entry is one name of an object and its value.
type Entry struct {
	Name  string
	Value any
}

// get returns nil where there is no such name.
func (o Object) get(name string) any {
	for _, entry := range o {
		if entry.Name == name {
			return entry.Value
		}
	}
	return nil
}

func parseJson(text []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	value, err := readJson(decoder)
	if err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fmt.Errorf("something follows the JSON")
	}
	return value, nil
}

func readJson(decoder *json.Decoder) (any, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('['):
		list := []any{}
		for decoder.More() {
			item, err := readJson(decoder)
			if err != nil {
				return nil, err
			}
			list = append(list, item)
		}
		_, err := decoder.Token()
		return list, err
	case json.Delim('{'):
		object := Object{}
		for decoder.More() {
			name, err := decoder.Token()
			if err != nil {
				return nil, err
			}
			value, err := readJson(decoder)
			if err != nil {
				return nil, err
			}
			object = append(object, Entry{name.(string), value})
		}
		_, err := decoder.Token()
		return object, err
	}
	return token, nil
}

// sameJson compares what was decoded with JSON. A float is equal to a number with the same bits.
func sameJson(decoded any, value any) bool {
	switch decoded := decoded.(type) {
	case float64:
		number, isNumber := value.(json.Number)
		if !isNumber {
			return false
		}
		parsed, err := strconv.ParseFloat(string(number), 64)
		return err == nil && math.Float64bits(parsed) == math.Float64bits(decoded)
	case []any:
		list, isList := value.([]any)
		if !isList || len(list) != len(decoded) {
			return false
		}
		for index, item := range decoded {
			if !sameJson(item, list[index]) {
				return false
			}
		}
		return true
	case Object:
		object, isObject := value.(Object)
		if !isObject || len(object) != len(decoded) {
			return false
		}
		for index, entry := range decoded {
			if entry.Name != object[index].Name || !sameJson(entry.Value, object[index].Value) {
				return false
			}
		}
		return true
	}
	return reflect.DeepEqual(decoded, value)
}
