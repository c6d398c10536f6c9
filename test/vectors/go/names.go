// The names that JSON has for the parts of a value: fields are in camelCase, and an inline struct,
// enum or union is called after the place that it stands in.

package main

import (
	"fmt"
	"strings"
)

// nameInlineTypes goes through the definitions in their order, because a name that is taken gets
// the next free number behind it.
func nameInlineTypes(names []string, schema Schema) {
	n := &namer{taken: map[string]bool{}}
	for _, name := range names {
		n.taken[name] = true
	}
	for _, name := range names {
		if t := schema[name]; isBody(t) {
			n.nameMembers(t, name)
		} else {
			n.nameType(t, name, true)
		}
	}
}

type namer struct {
	taken map[string]bool
}

func isBody(t *Type) bool {
	return t.Kind == "struct" || t.Kind == "enum" || t.Kind == "union"
}

// nameType gives t the name of its place. Directly below a definition that name is taken, and an
// item gets an ending of its own.
func (n *namer) nameType(t *Type, place string, isTaken bool) {
	inside := func(ending string) string {
		if isTaken {
			return place + ending
		}
		return place
	}
	switch t.Kind {
	case "optional", "list":
		n.nameType(t.Item, inside("Item"), false)
	case "map":
		n.nameType(t.Key, place+"Key", false)
		n.nameType(t.Item, inside("Value"), false)
	case "struct", "enum", "union":
		t.Name = place
		for number := 2; n.taken[t.Name]; number++ {
			t.Name = fmt.Sprint(place, number)
		}
		n.taken[t.Name] = true
		n.nameMembers(t, t.Name)
	}
}

func (n *namer) nameMembers(body *Type, owner string) {
	for index := range body.Members {
		member := &body.Members[index]
		switch body.Kind {
		case "struct":
			n.nameType(member.Type, owner+pascalCase(member.Name), false)
			member.Name = camelCase(member.Name)
		case "union":
			n.nameType(member.Type, fmt.Sprint(owner, "Variant", member.Number), false)
			member.Name = typeText(member.Type)
		}
	}
}

// typeText is a type as a schema writes it, with the names of inline types.
func typeText(t *Type) string {
	length := ""
	if (t.Kind == "data" || t.Kind == "list") && t.Length >= 0 {
		length = fmt.Sprintf("[%d]", t.Length)
	}
	switch t.Kind {
	case "reference", "struct", "enum", "union":
		return t.Name
	case "optional":
		return "optional<" + typeText(t.Item) + ">"
	case "list":
		return "list<" + typeText(t.Item) + ">" + length
	case "map":
		return "map<" + typeText(t.Key) + "><" + typeText(t.Item) + ">"
	}
	return t.Kind + length
}

// camelCase removes underscores; the letter behind one becomes a capital.
func camelCase(name string) string {
	result := ""
	isRaised := false
	for _, char := range name {
		if char == '_' {
			isRaised = true
			continue
		}
		if isRaised {
			result += strings.ToUpper(string(char))
		} else {
			result += string(char)
		}
		isRaised = false
	}
	return result
}

func pascalCase(name string) string {
	camel := camelCase(strings.TrimLeft(name, "_"))
	if camel == "" {
		return ""
	}
	return strings.ToUpper(camel[:1]) + camel[1:]
}
