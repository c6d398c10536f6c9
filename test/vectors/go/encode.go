// Values in the form of JSON to bytes. A value that is not of its type is an error: the vectors have
// no such value.

package main

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// encode writes a value of the type that the schema calls root.
func encode(schema Schema, root string, value any) (message []byte, err error) {
	e := &encoder{schema: schema}
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("the value cannot be written: %v", fault)
		}
	}()
	e.write(&Type{Kind: "reference", Name: root}, value)
	return e.message, nil
}

type encoder struct {
	schema  Schema
	message []byte
}

func (e *encoder) append(bytes ...byte) {
	e.message = append(e.message, bytes...)
}

func (e *encoder) varint(number uint64) {
	for ; number >= 0x80; number >>= 7 {
		e.append(byte(number) | 0x80)
	}
	e.append(byte(number))
}

func (e *encoder) fixed(number uint64, size uint64) {
	var bytes [8]byte
	binary.LittleEndian.PutUint64(bytes[:], number)
	e.append(bytes[:size]...)
}

func (e *encoder) flag(flag bool) {
	if flag {
		e.append(1)
	} else {
		e.append(0)
	}
}

func (e *encoder) write(t *Type, value any) {
	t = e.schema.resolve(t)
	switch t.Kind {
	case "u8", "u16", "u32", "u64":
		size := sizeOf(t.Kind)
		e.fixed(must(strconv.ParseUint(digitsOf(t, value), 10, int(8*size))), size)
	case "i8", "i16", "i32", "i64":
		size := sizeOf(t.Kind)
		e.fixed(uint64(must(strconv.ParseInt(digitsOf(t, value), 10, int(8*size)))), size)
	case "uint":
		e.varint(must(strconv.ParseUint(value.(string), 10, 64)))
	case "int":
		number := must(strconv.ParseInt(value.(string), 10, 64))
		e.varint(uint64(number)<<1 ^ uint64(number>>63))
	case "f32":
		e.fixed(uint64(math.Float32bits(float32(floatOf(value)))), 4)
	case "f64":
		e.fixed(math.Float64bits(floatOf(value)), 8)
	case "bool":
		e.flag(value.(bool))
	case "void":
		if value != nil {
			panic("void is not null")
		}
	case "str":
		e.varint(uint64(len(value.(string))))
		e.append([]byte(value.(string))...)
	case "data":
		e.data(t, value)
	case "optional":
		e.optional(t, value)
	case "list":
		e.list(t, value)
	case "map":
		e.entries(t, value)
	case "struct":
		names := []string{}
		for _, field := range t.Members {
			names = append(names, field.Name)
		}
		for index, part := range fieldsOf(value, names...) {
			e.write(t.Members[index].Type, part)
		}
	case "enum":
		e.varint(memberCalled(t, value).Number)
	case "union":
		parts := fieldsOf(value, "tag", "val")
		variant := memberCalled(t, parts[0])
		e.varint(variant.Number)
		e.write(variant.Type, parts[1])
	default:
		panic("there is no type " + t.Kind)
	}
}

func must[Number any](number Number, err error) Number {
	if err != nil {
		panic(err)
	}
	return number
}

// digitsOf takes a text for 64 bits, and a number for fewer.
func digitsOf(t *Type, value any) string {
	if sizeOf(t.Kind) == 8 {
		return value.(string)
	}
	return string(value.(json.Number))
}

func floatOf(value any) float64 {
	if number, isNumber := value.(json.Number); isNumber {
		return must(strconv.ParseFloat(string(number), 64))
	}
	switch value.(string) {
	case "NaN":
		// The constant of the library has other bits.
		return math.Float64frombits(0x7ff8000000000000)
	case "Infinity":
		return math.Inf(1)
	case "-Infinity":
		return math.Inf(-1)
	case "-0":
		return math.Copysign(0, -1)
	}
	panic("the text is not a float")
}

// fieldsOf takes the values of an object that has exactly these names, in this order.
func fieldsOf(value any, names ...string) []any {
	object := value.(Object)
	if len(object) != len(names) {
		panic(fmt.Sprintf("expected the fields %v", names))
	}
	parts := []any{}
	for index, name := range names {
		if object[index].Name != name {
			panic(fmt.Sprintf("expected the fields %v", names))
		}
		parts = append(parts, object[index].Value)
	}
	return parts
}

func memberCalled(t *Type, name any) Member {
	for _, member := range t.Members {
		if member.Name == name {
			return member
		}
	}
	panic(fmt.Sprintf("no member is called %v", name))
}

func (e *encoder) optional(t *Type, value any) {
	e.flag(value != nil)
	if value == nil {
		return
	}
	if e.schema.resolve(t.Item).Kind == "optional" {
		value = fieldsOf(value, "some")[0]
	}
	e.write(t.Item, value)
}

func (e *encoder) data(t *Type, value any) {
	bytes := must(base64.StdEncoding.Strict().DecodeString(value.(string)))
	e.count(t, len(bytes))
	e.append(bytes...)
}

func (e *encoder) count(t *Type, count int) {
	if t.Length < 0 {
		e.varint(uint64(count))
	} else if t.Length != count {
		panic(fmt.Sprintf("expected %d items", t.Length))
	}
}

func (e *encoder) list(t *Type, value any) {
	if e.schema.resolve(t.Item).Kind == "u8" {
		e.data(t, value)
		return
	}
	items := value.([]any)
	e.count(t, len(items))
	for _, item := range items {
		e.write(t.Item, item)
	}
}

func (e *encoder) entries(t *Type, value any) {
	if e.schema.resolve(t.Key).Kind == "str" {
		object := value.(Object)
		e.varint(uint64(len(object)))
		for _, entry := range object {
			e.write(t.Key, entry.Name)
			e.write(t.Item, entry.Value)
		}
		return
	}
	pairs := value.([]any)
	e.varint(uint64(len(pairs)))
	for _, pair := range pairs {
		e.write(t.Key, pair.([]any)[0])
		e.write(t.Item, pair.([]any)[1])
	}
}
