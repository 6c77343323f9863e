package message_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"iter"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/constrained"
	"saddle/numerics/constrained/extremes"
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
	for _, folder := range []string{"../eval", "../working", "../display", "../value", "../../session"} {
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
func callsIn(t *testing.T, folder string) iter.Seq[*ast.CallExpr] {
	return func(yield func(*ast.CallExpr) bool) {
		for node := range nodesIn(t, folder) {
			if call, ok := node.(*ast.CallExpr); ok && !yield(call) {
				return
			}
		}
	}
}

// nodesIn are the nodes of the Go files of a folder and below, tests and the catalogue aside.
func nodesIn(t *testing.T, folder string) iter.Seq[ast.Node] {
	var files []*ast.File
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(entry.Name(), "catalogue") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		files = append(files, file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(ast.Node) bool) {
		for _, file := range files {
			for node := range ast.Preorder(file) {
				if !yield(node) {
					return
				}
			}
		}
	}
}

// TestFamilies looks for the keys that the code puts together.
func TestFamilies(t *testing.T) {
	for _, key := range families() {
		if message.Say(key).In(message.English) == key {
			t.Errorf("the catalogue lacks %s", key)
		}
	}
}

// families are the keys that the code puts together.
func families() []string {
	var keys []string
	for _, status := range []descent.Status{descent.StepsUsed, descent.Converged, descent.StoppedByRule, descent.Diverged, descent.Stalled, descent.Interrupted} {
		keys = append(keys, "status."+string(status), "ensemble."+string(status))
	}
	for _, kind := range []critical.Kind{critical.LocalMinimum, critical.LocalMaximum, critical.SaddlePoint, critical.Undecided, critical.NotCritical, critical.NotDifferentiable, critical.EndOfDomain} {
		keys = append(keys, "verdict."+string(kind))
	}
	for _, kind := range []critical.Kind{constrained.Singular, constrained.Lone} {
		keys = append(keys, "verdict."+string(kind))
	}
	for _, kind := range []critical.Kind{critical.LocalMinimum, critical.LocalMaximum, critical.SaddlePoint, critical.Undecided, constrained.Lone} {
		keys = append(keys, "constrained.point."+string(kind))
	}
	for _, where := range []extremes.Where{extremes.Inside, extremes.Edge, extremes.Corner, extremes.Constraint, extremes.CornerOfF} {
		keys = append(keys, "where."+string(where))
	}
	for _, end := range []string{"minimum", "maximum"} {
		keys = append(keys, "extremes."+end)
	}
	for _, setting := range []string{"on", "within"} {
		keys = append(keys, "constraint."+setting+"-advice")
	}
	for _, function := range []string{"log", "log10", "sqrt", "asin", "acos"} {
		keys = append(keys, "domain."+function)
	}
	for _, shape := range []string{"curves", "surfaces"} {
		keys = append(keys, "critical."+shape+"-proven", "critical."+shape+"-undecided")
	}
	for _, command := range []string{"load", "save"} {
		keys = append(keys, "file.outside-"+command, "file.absolute-"+command)
	}
	for _, state := range []value.ExerciseState{value.Open, value.Solved, value.Wrong} {
		keys = append(keys, "exercise."+string(state))
	}
	for _, setting := range []string{"noise", "tol"} {
		keys = append(keys, "setting."+setting+"-advice")
	}
	return keys
}

// TestKeysAreUsed looks for every key of the catalogue in the code: as it stands, in a family, or, of an advice that the
// parser gives, without its end.
func TestKeysAreUsed(t *testing.T) {
	used := map[string]bool{}
	for _, key := range families() {
		used[key] = true
	}
	for _, folder := range []string{"..", "../../session"} {
		for _, text := range textsIn(t, folder) {
			used[text] = true
		}
	}
	for _, key := range message.Keys() {
		if base, advice := strings.CutSuffix(key, ".advice"); !used[key] && !(advice && used[base]) {
			t.Errorf("nothing says %s", key)
		}
	}
}

// textsIn are the texts in quotes of the Go files of a folder and below, tests and the catalogue aside.
func textsIn(t *testing.T, folder string) []string {
	var texts []string
	for node := range nodesIn(t, folder) {
		if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			text, _ := strconv.Unquote(literal.Value)
			texts = append(texts, text)
		}
	}
	return texts
}
