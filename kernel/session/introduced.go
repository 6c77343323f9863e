package session

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// What introduces names in a cell, found by their look alone, since a cell under the cursor rarely parses.
const nameLook = `[\p{L}_][\p{L}\p{M}\p{N}_₀-₉]*`

// introductions are read when they are first needed: their classes of letters would take a tenth of a kernel's start.
var introductions = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		assigned(),
		regexp.MustCompile(`(?m)^\s*(` + nameLook + `(?:\s*,\s*` + nameLook + `)+)\s*=(?:[^=]|$)`),      // several
		regexp.MustCompile(`(?m)^\s*(?:optimi[sz]er\s+)?` + nameLook + `\(([^()\n]*)\)`),                // parameters
		regexp.MustCompile(`\bfor\s*\(?\s*(` + nameLook + `(?:\s*,\s*` + nameLook + `)*)\s*\)?\s+in\b`), // of a loop
		regexp.MustCompile(`\(?\s*(` + nameLook + `(?:\s*,\s*` + nameLook + `)*)\s*\)?\s*(?:->|→|↦)`),   // of ->
	}
})

var assigned = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(` + nameLook + `)\s*=(?:[^=]|$)`) })

var word = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*(` + nameLook + `)`) })

// introduced lists the names that a cell gives a meaning to: definitions, parameters, the variables of for and ->.
func introduced(code string) []string {
	var names []string
	for _, look := range introductions() {
		for _, found := range look.FindAllStringSubmatch(code, -1) {
			for _, part := range strings.Split(found[1], ",") {
				if name := word().FindStringSubmatch(part); name != nil && !slices.Contains(names, name[1]) {
					names = append(names, name[1])
				}
			}
		}
	}
	return names
}
