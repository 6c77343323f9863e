package session_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"saddle/kernel/lang/message"
	"saddle/kernel/session"
	"saddle/numerics/critical"
	"saddle/numerics/descent"
)

// sayers are the functions that take a key of the catalogue, with the position of the key among their arguments.
var sayers = map[string]int{
	"Say": 0, "New": 1, "Advise": 0, "Label": 2, "fail": 2, "note": 0, "say": 0, "refuse": 1, "undefined": 2,
}

var keyLook = regexp.MustCompile(`^[a-z0-9]+(\.[a-z0-9+_ -]+)+$`)

// TestKeys looks for every key of the catalogue that the code uses, with as many arguments as its texts have places.
func TestKeys(t *testing.T) {
	used := 0
	for _, folder := range []string{"../lang/eval", "../lang/display", "../lang/value", "."} {
		for call := range callsIn(t, folder) {
			key, args, ok := keyOf(call)
			if !ok {
				continue
			}
			used++
			checkKey(t, key, args)
		}
	}
	if used < 100 {
		t.Errorf("only %d keys found: has their form changed?", used)
	}
}

// checkKey fills the places of a text and looks whether one is left over.
func checkKey(t *testing.T, key string, args int) {
	filling := make([]any, max(args, 0))
	for i := range filling {
		filling[i] = "x"
	}
	for _, locale := range []message.Locale{message.English, message.Chinese} {
		switch text := message.Say(key, filling...).In(locale); {
		case text == key:
			t.Errorf("the catalogue lacks %s", key)
		case args >= 0 && strings.Contains(text, "{"):
			t.Errorf("%s in %v needs more than %d arguments: %s", key, locale, args, text)
		}
	}
}

// keyOf reads a call that names a key; args is -1 where their number is not to be seen.
func keyOf(call *ast.CallExpr) (key string, args int, ok bool) {
	name := ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	place, ok := sayers[name]
	if !ok || len(call.Args) <= place {
		return "", 0, false
	}
	literal, ok := call.Args[place].(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", 0, false
	}
	key, err := strconv.Unquote(literal.Value)
	if err != nil || !keyLook.MatchString(key) {
		return "", 0, false
	}
	args = len(call.Args) - place - 1
	if call.Ellipsis != token.NoPos || name == "undefined" {
		args = -1
	}
	return key, args, true
}

// callsIn are the calls in the Go files of a folder, tests aside.
func callsIn(t *testing.T, folder string) map[*ast.CallExpr]bool {
	calls := map[*ast.CallExpr]bool{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				calls[call] = true
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return calls
}

// TestFamilies looks for the keys that the code puts together.
func TestFamilies(t *testing.T) {
	var keys []string
	for _, status := range []descent.Status{descent.StepsUsed, descent.Converged, descent.StoppedByRule, descent.Diverged, descent.Stalled, descent.Interrupted} {
		keys = append(keys, "status."+string(status))
	}
	for _, kind := range []critical.Kind{critical.LocalMinimum, critical.LocalMaximum, critical.SaddlePoint, critical.Undecided, critical.NotCritical, critical.NotDifferentiable, critical.EndOfDomain} {
		keys = append(keys, "verdict."+string(kind))
	}
	for _, function := range []string{"log", "log10", "sqrt", "asin", "acos"} {
		keys = append(keys, "domain."+function)
	}
	for _, shape := range []string{"curves", "surfaces"} {
		keys = append(keys, "critical."+shape+"-proven", "critical."+shape+"-undecided")
	}
	for _, command := range []string{"load", "save"} {
		keys = append(keys, "file.outside-"+command)
	}
	for _, key := range keys {
		if message.Say(key).In(message.English) == key {
			t.Errorf("the catalogue lacks %s", key)
		}
	}
}

// TestHelpInChinese asks for help on everything in Chinese.
func TestHelpInChinese(t *testing.T) {
	s := session.New(session.Options{Locale: message.Chinese})
	var names []string
	for _, b := range explained() {
		names = append(names, b.Name)
	}
	for _, rule := range descent.Rules() {
		names = append(names, rule.Name)
	}
	for _, name := range names {
		help := mustRun(t, s, "help("+strconv.Quote(name)+")")
		if han := strings.IndexFunc(help, func(r rune) bool { return unicode.Is(unicode.Han, r) }); han < 0 {
			t.Errorf("help(%q) has no Chinese: %s (see display/chinese.go)", name, help)
		}
	}
}
