// Bytes to values in the form of JSON, strictly: everything that has two encodings is refused in all
// but one of them.

package main

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"
)

// decode reads a message of the type that the schema calls root.
func decode(schema Schema, root string, message []byte) (value any, err error) {
	d := &decoder{schema: schema, rest: message}
	defer func() {
		fault := recover()
		if fault == nil {
			return
		}
		reason, isMalformed := fault.(malformed)
		if !isMalformed {
			panic(fault)
		}
		err = fmt.Errorf("offset %d: %s", len(message)-len(d.rest), string(reason))
	}()
	value = d.read(&Type{Kind: "reference", Name: root})
	if len(d.rest) > 0 {
		panic(malformed("bytes are left over"))
	}
	return value, nil
}

type decoder struct {
	schema Schema
	rest   []byte
}

// malformed is what is wrong with a message.
type malformed string

func (d *decoder) take(size uint64) []byte {
	if size > uint64(len(d.rest)) {
		panic(malformed("bytes are missing"))
	}
	taken := d.rest[:size]
	d.rest = d.rest[size:]
	return taken
}

func (d *decoder) varint() uint64 {
	number := uint64(0)
	for shift := 0; ; shift += 7 {
		part := d.take(1)[0]
		if shift == 63 && part > 1 {
			panic(malformed("the varint has more than 64 bits"))
		}
		number |= uint64(part&0x7f) << shift
		if part < 0x80 {
			if part == 0 && shift > 0 {
				panic(malformed("the varint has a byte too many"))
			}
			return number
		}
	}
}

func (d *decoder) flag() bool {
	flag := d.take(1)[0]
	if flag > 1 {
		panic(malformed("a flag is neither 0 nor 1"))
	}
	return flag == 1
}

// fixed reads an unsigned number of some bytes, the least significant one first.
func (d *decoder) fixed(size uint64) uint64 {
	var padded [8]byte
	copy(padded[:], d.take(size))
	return binary.LittleEndian.Uint64(padded[:])
}

func (d *decoder) read(t *Type) any {
	t = d.schema.resolve(t)
	switch t.Kind {
	case "u8", "u16", "u32", "u64":
		return integerJson(t.Kind, strconv.FormatUint(d.fixed(sizeOf(t.Kind)), 10))
	case "i8", "i16", "i32", "i64":
		size := sizeOf(t.Kind)
		shift := 64 - 8*size
		return integerJson(t.Kind, strconv.FormatInt(int64(d.fixed(size)<<shift)>>shift, 10))
	case "uint":
		return strconv.FormatUint(d.varint(), 10)
	case "int":
		zigzag := d.varint()
		return strconv.FormatInt(int64(zigzag>>1)^-int64(zigzag&1), 10)
	case "f32":
		return floatJson(float64(math.Float32frombits(uint32(d.fixed(4)))))
	case "f64":
		return floatJson(math.Float64frombits(d.fixed(8)))
	case "bool":
		return d.flag()
	case "void":
		return nil
	case "str":
		text := d.take(d.varint())
		if !utf8.Valid(text) {
			panic(malformed("the text is not UTF-8"))
		}
		return string(text)
	case "data":
		return base64.StdEncoding.EncodeToString(d.take(d.count(t)))
	case "optional":
		return d.optional(t)
	case "list":
		return d.list(t)
	case "map":
		return d.entries(t)
	case "struct":
		fields := Object{}
		for _, field := range t.Members {
			fields = append(fields, Entry{field.Name, d.read(field.Type)})
		}
		return fields
	case "enum":
		return memberOf(t, d.varint()).Name
	case "union":
		variant := memberOf(t, d.varint())
		return Object{{"tag", variant.Name}, {"val", d.read(variant.Type)}}
	}
	panic("there is no type " + t.Kind)
}

func sizeOf(kind string) uint64 {
	bits, _ := strconv.ParseUint(kind[1:], 10, 64)
	return bits / 8
}

// integerJson is a number where a double holds every value of the type, and else a text.
func integerJson(kind string, digits string) any {
	if sizeOf(kind) == 8 {
		return digits
	}
	return json.Number(digits)
}

func floatJson(number float64) any {
	switch {
	case math.IsNaN(number):
		return "NaN"
	case math.IsInf(number, 1):
		return "Infinity"
	case math.IsInf(number, -1):
		return "-Infinity"
	case number == 0 && math.Signbit(number):
		return "-0"
	}
	return number
}

func memberOf(t *Type, number uint64) Member {
	for _, member := range t.Members {
		if member.Number == number {
			return member
		}
	}
	panic(malformed(fmt.Sprintf("no member has the number %d", number)))
}

func (d *decoder) optional(t *Type) any {
	if !d.flag() {
		return nil
	}
	value := d.read(t.Item)
	if d.schema.resolve(t.Item).Kind == "optional" {
		return Object{{"some", value}}
	}
	return value
}

// count is the fixed length of data or a list, or the one that stands before it.
func (d *decoder) count(t *Type) uint64 {
	if t.Length >= 0 {
		return uint64(t.Length)
	}
	return d.varint()
}

func (d *decoder) list(t *Type) any {
	count := d.count(t)
	if d.schema.resolve(t.Item).Kind == "u8" {
		return base64.StdEncoding.EncodeToString(d.take(count))
	}
	items := []any{}
	for ; count > 0; count-- {
		items = append(items, d.read(t.Item))
	}
	return items
}

func (d *decoder) entries(t *Type) any {
	isObject := d.schema.resolve(t.Key).Kind == "str"
	seen := map[string]bool{}
	object := Object{}
	pairs := []any{}
	for count := d.varint(); count > 0; count-- {
		before := d.rest
		key := d.read(t.Key)
		bytes := string(before[:len(before)-len(d.rest)])
		if seen[bytes] {
			panic(malformed("the map has a duplicate key"))
		}
		seen[bytes] = true
		value := d.read(t.Item)
		if isObject {
			object = append(object, Entry{key.(string), value})
		} else {
			pairs = append(pairs, []any{key, value})
		}
	}
	if isObject {
		return object
	}
	return pairs
}
