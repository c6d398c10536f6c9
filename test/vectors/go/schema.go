// The language of schemas: BARE, draft 14. Only what the vectors need is checked, because another
// program has checked the schema before.

package main

import (
	"fmt"
	"strconv"
	"strings"
)

// Type is one type of a schema. The kind says which of the other fields there are.
type Type struct {
	// A primitive such as "u8"; or "reference", "data", "optional", "list", "map", "struct", "enum"
	// or "union".
	Kind string
	// The name of a reference, or that an inline struct, enum or union gets.
	Name string
	// The fixed length of data or of a list; -1 for none.
	Length   int
	Key      *Type
	Item     *Type
	Members  []Member
	resolved *Type
}

// Member is a field of a struct, a value of an enum or a variant of a union.
type Member struct {
	// As JSON has it: a variant is called by its type.
	Name   string
	Number uint64
	Type   *Type
}

// Schema has the types of one version by name.
type Schema map[string]*Type

var primitives = map[string]bool{
	"u8": true, "u16": true, "u32": true, "u64": true, "uint": true,
	"i8": true, "i16": true, "i32": true, "i64": true, "int": true,
	"f32": true, "f64": true, "bool": true, "str": true, "void": true,
}

// parseSchema reads the text of a schema, and names its inline types.
func parseSchema(text string) (Schema, error) {
	p := &parser{tokens: tokensOf(text)}
	var names []string
	schema := Schema{}
	for p.peek() != "" {
		p.expect("type")
		name := p.next()
		schema[name] = p.parseType()
		names = append(names, name)
		if p.err != nil {
			return nil, p.err
		}
	}
	nameInlineTypes(names, schema)
	return schema, nil
}

// resolve follows references.
func (s Schema) resolve(t *Type) *Type {
	if t.resolved == nil {
		found := t
		for found.Kind == "reference" {
			found = s[found.Name]
			if found == nil {
				panic("there is no type " + t.Name)
			}
		}
		t.resolved = found
	}
	return t.resolved
}

func tokensOf(text string) []string {
	var tokens []string
	for _, line := range strings.Split(text, "\n") {
		if comment := strings.IndexByte(line, '#'); comment >= 0 {
			line = line[:comment]
		}
		word := ""
		for _, char := range line + " " {
			if char == '_' || char >= '0' && char <= '9' || char >= 'A' && char <= 'Z' || char >= 'a' && char <= 'z' {
				word += string(char)
				continue
			}
			if word != "" {
				tokens = append(tokens, word)
				word = ""
			}
			if strings.ContainsRune("{}[]<>=|:", char) {
				tokens = append(tokens, string(char))
			}
		}
	}
	return tokens
}

type parser struct {
	tokens []string
	at     int
	err    error
}

func (p *parser) peek() string {
	if p.at >= len(p.tokens) {
		return ""
	}
	return p.tokens[p.at]
}

func (p *parser) next() string {
	token := p.peek()
	p.at++
	return token
}

func (p *parser) expect(token string) {
	if found := p.next(); found != token {
		p.fail("expected %q, got %q", token, found)
	}
}

// fail keeps the first error and ends the text, so that every loop ends.
func (p *parser) fail(format string, parts ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, parts...)
	}
	p.at = len(p.tokens)
}

func (p *parser) number() uint64 {
	text := p.next()
	number, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		p.fail("expected a number, got %q", text)
	}
	return number
}

func (p *parser) inAngles() *Type {
	p.expect("<")
	inner := p.parseType()
	p.expect(">")
	return inner
}

func (p *parser) length() int {
	if p.peek() != "[" {
		return -1
	}
	p.next()
	length := p.number()
	p.expect("]")
	return int(length)
}

func (p *parser) parseType() *Type {
	word := p.next()
	switch word {
	case "data":
		return &Type{Kind: word, Length: p.length()}
	case "optional":
		return &Type{Kind: word, Item: p.inAngles()}
	case "list":
		item := p.inAngles()
		return &Type{Kind: word, Item: item, Length: p.length()}
	case "map":
		key := p.inAngles()
		return &Type{Kind: word, Key: key, Item: p.inAngles()}
	case "struct", "enum", "union":
		p.expect("{")
		body := &Type{Kind: word, Members: p.members(word)}
		p.expect("}")
		return body
	}
	if primitives[word] {
		return &Type{Kind: word}
	}
	return &Type{Kind: "reference", Name: word}
}

func (p *parser) members(kind string) []Member {
	var members []Member
	number := uint64(0)
	for p.peek() != "}" && p.peek() != "" {
		var member Member
		switch kind {
		case "struct":
			member.Name = p.next()
			p.expect(":")
			member.Type = p.parseType()
		case "enum":
			member.Name = p.next()
		default:
			if p.peek() == "|" {
				p.next()
				continue
			}
			member.Type = p.parseType()
		}
		if kind != "struct" && p.peek() == "=" {
			p.next()
			number = p.number()
		}
		member.Number = number
		number++
		members = append(members, member)
	}
	return members
}
