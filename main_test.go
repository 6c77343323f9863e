package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/cobra"

	"saddle/kernel/kernelspec"
	"saddle/kernel/notebook"
	"saddle/kernel/session"
	"saddle/kernel/wire"
)

// With asCommand in the environment the test's own program is the command
// saddle, so that tests, and the kernels that run starts, need no build.
const asCommand = "SADDLE_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		os.Exit(execute(os.Args[1:]))
	}
	os.Exit(m.Run())
}

// saddle runs the command in a folder of its own and returns what it printed.
func saddle(t *testing.T, input string, environment []string, arguments ...string) (stdout, stderr string, code int) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	var out, errs bytes.Buffer
	cmd := exec.Command(program, arguments...)
	cmd.Dir = t.TempDir()
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(input), &out, &errs
	cmd.Env = append(os.Environ(), asCommand+"=1", "HOME="+home, "USERPROFILE="+home, "XDG_DATA_HOME=", "JUPYTER_DATA_DIR=",
		"GORACE=atexit_sleep_ms=0", "JUPYTER_RUNTIME_DIR=", "VIRTUAL_ENV=", "CONDA_PREFIX=", "LANG=C.UTF-8", "LC_ALL=")
	cmd.Env = append(cmd.Env, environment...)
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

func TestWrongCommandLines(t *testing.T) {
	for _, test := range []struct {
		line string
		want string
	}{
		{"dance", "there is no command dance"},
		{"instal", "did you mean install?"},
		{"run", "NOTEBOOK is missing"},
		{"run a.ipynb b.ipynb -o a.html", "several notebooks go into a folder"},
		{"run a.ipynb -o a.pdf", "must end in .ipynb"},
		{"run a.ipynb --output=", "--output is empty"},
		{"run a.ipynb --pictures=", "--pictures is empty"},
		{"run a.ipynb --ot x", "unknown flag: --ot; see saddle run --help"},
		{"eval a b", "b is too much"},
		{"eval --output=", "--output is empty"},
		{"eval --pictures=", "--pictures is empty"},
		{"install --prefix=", "--prefix is empty"},
		{"docs --output=", "--output is empty"},
		{"lessons --language fr", "in en and zh"},
		{"lessons course --language fr", "in en and zh"},
		{"help dance", "there is no command dance"},
		{"kernel", "CONNECTION_FILE is missing"},
		{"install extra", "extra is too much"},
		{"install --user --sys-prefix", "exclude each other"},
		{"install --name a/b", "kernelspec's name"},
		{"install --name ..", "kernelspec's name"},
		{"version 1", "1 is too much"},
	} {
		_, stderr, code := saddle(t, "", nil, strings.Fields(test.line)...)
		if code != exitUsage || !strings.Contains(stderr, test.want) {
			t.Errorf("saddle %s: exit %d, %q, want exit %d and …%s…", test.line, code, stderr, exitUsage, test.want)
		}
	}
}

// TestCommandLineInChinese asks in an environment that speaks Chinese, and with --lang in one that does not.
func TestCommandLineInChinese(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{"--help", "用法："},
		{"eval --help", "不用 Jupyter"},
		{"run --help", "单元格出错后继续运行"},
		{"dance", "没有命令 dance"},
		{"instal", "是否想写 install？"},
		{"run", "缺少 NOTEBOOK"},
		{"run a.ipynb -o a.pdf", "结尾"},
		{"run nosuch.ipynb", "nosuch.ipynb：没有这个文件或文件夹"},
		{"eval nosuch.sad", "nosuch.sad：没有这个文件或文件夹"},
		{"eval --ot x", "没有选项 --ot"},
		{"eval -x", "没有选项 -x"},
		{"help dance", "没有命令 dance"},
		{"eval NOTEBOOK", "one.ipynb 是笔记本"},
		{"eval .", ".：这是文件夹"},
		{"run NOTEBOOK --pictures NOTEBOOK/figures", "路径中有一部分不是文件夹"},
		{"kernel nosuch.json", "连接文件：nosuch.json：没有这个文件或文件夹"},
		{"kernel NOTEBOOK", "缺少 shell_port"},
		{"install --user --sys-prefix", "只能选一个"},
		{"version 1", "多了 1"},
		{"lessons", "复制到文件夹"},
		{"lessons course", "已写入 en/01-critical-points.ipynb"},
		{"install --prefix p", "已安装 saddle"},
		{"uninstall --prefix p", "p/share/jupyter/kernels/saddle 里没有内核说明"},
		{"docs -o pages", "参考手册"},
		{"run NOTEBOOK -o page.html", "已写入 page.html"},
		{"run NOTEBOOK -o page.html --pictures figures", "没有单元格显示图片"},
		{"run NOTEBOOK -o out.ipynb", "用 Jupyter 打开"},
		{"run NOTEBOOK", "没有保存"},
	} {
		words := strings.Fields(strings.ReplaceAll(test.line, "NOTEBOOK", oneCell(t, "classify([1, 0; 0, 2])")))
		for _, asked := range []struct{ environment, flags []string }{{[]string{"LC_ALL=zh_CN.UTF-8"}, nil}, {nil, []string{"--lang", "zh"}}} {
			stdout, stderr, _ := saddle(t, "", asked.environment, append(words, asked.flags...)...)
			if !strings.Contains(stdout+stderr, test.want) || strings.Contains(stdout+stderr, "[flags]") {
				t.Errorf("saddle %s: %q, %q, want …%s…", test.line, stdout, stderr, test.want)
			}
		}
	}
	page := filepath.Join(t.TempDir(), "page.html")
	saddle(t, "", nil, "run", oneCell(t, "classify([1, 0; 0, 2])"), "-o", page, "--lang", "zh")
	if text, err := os.ReadFile(page); !strings.Contains(string(text), "局部极小") {
		t.Errorf("the kernel that run starts does not speak Chinese: %v", err)
	}
	if _, stderr, _ := saddle(t, "", []string{"LC_ALL=zh_CN.UTF-8"}, "eval", "-o"); !strings.Contains(stderr, "选项 -o 缺少值") {
		t.Errorf("a flag without its value: %q", stderr)
	}
	if _, stderr, code := saddle(t, "", []string{"LC_ALL=zh_CN.UTF-8"}, "lessons", ""); code != exitUsage || !strings.Contains(stderr, "有一个参数是空的") {
		t.Errorf("an empty argument: %d, %q", code, stderr)
	}
	if _, stderr, code := saddle(t, "1", nil, "eval", "--lang", "fr"); code != exitUsage || !strings.Contains(stderr, "write en or zh") {
		t.Errorf("--lang fr: %d, %q", code, stderr)
	}
	if _, stderr, _ := saddle(t, "1/0", []string{"LC_ALL=zh_CN.UTF-8"}, "eval", "--lang=en"); !strings.Contains(stderr, "division by zero") {
		t.Errorf("--lang=en: %q", stderr)
	}
}

// What lab hands on to Jupyter may be empty.
func TestEmptyArgumentsForOthers(t *testing.T) {
	_, stderr, code := saddle(t, "", []string{"PATH="}, "lab", t.TempDir(), "--", "--IdentityProvider.token", "")
	if code != exitFailed || !strings.Contains(stderr, "no jupyter") {
		t.Errorf("exit %d, %q", code, stderr)
	}
}

// oneCell is the path of a notebook of one cell.
func oneCell(t *testing.T, code string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "one.ipynb")
	source, _ := json.Marshal(code)
	text := `{"cells": [{"cell_type": "code", "id": "one", "metadata": {}, "execution_count": null, "outputs": [], "source": ` + string(source) +
		`}], "metadata": {"kernelspec": {"name": "saddle", "display_name": "Saddle", "language": "saddle"}}, "nbformat": 4, "nbformat_minor": 5}`
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestCommandsAreTranslated looks for the Chinese of what each command and flag says of itself.
func TestCommandsAreTranslated(t *testing.T) {
	var visit func(cmd *cobra.Command)
	visit = func(cmd *cobra.Command) {
		for _, text := range []string{cmd.Short, cmd.Long} {
			if text != "" && !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				t.Errorf("%s: %q has no Chinese", cmd.Name(), text)
			}
		}
		for line := range strings.SplitSeq(cmd.LocalFlags().FlagUsages(), "\n") {
			if words := strings.Fields(line); len(words) > 2 && !strings.ContainsFunc(line, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				t.Errorf("%s: %q has no Chinese", cmd.Name(), line)
			}
		}
		for _, below := range cmd.Commands() {
			visit(below)
		}
	}
	t.Setenv(session.LanguageVariable, "zh")
	root := newRoot()
	speakChinese(root)
	visit(root)
}

func TestHelp(t *testing.T) {
	for _, name := range []string{"", "kernel", "install", "uninstall", "run", "eval", "version"} {
		stdout, stderr, code := saddle(t, "", nil, strings.Fields(name+" --help")...)
		if code != 0 || !strings.Contains(stdout, "Usage:") || stderr != "" {
			t.Errorf("saddle %s --help: exit %d, %q, %q", name, code, stdout, stderr)
		}
	}
}

func TestVersion(t *testing.T) {
	long, _, code := saddle(t, "", nil, "version")
	short, _, _ := saddle(t, "", nil, "--version")
	if code != 0 || !strings.HasPrefix(long, "saddle "+release) || long != short {
		t.Errorf("%q, %q", long, short)
	}
}

func TestInstallAndUninstall(t *testing.T) {
	root := t.TempDir()
	for _, test := range []struct {
		name        string
		environment []string
		flags       []string
		folder      string
	}{
		{"a prefix", nil, []string{"--prefix", filepath.Join(root, "a")}, filepath.Join(root, "a", "share", "jupyter", "kernels", "saddle")},
		{"an environment", []string{"VIRTUAL_ENV=" + filepath.Join(root, "b")}, []string{"--sys-prefix"}, filepath.Join(root, "b", "share", "jupyter", "kernels", "saddle")},
		{"conda", []string{"CONDA_PREFIX=" + filepath.Join(root, "c")}, []string{"--sys-prefix"}, filepath.Join(root, "c", "share", "jupyter", "kernels", "saddle")},
		{"Jupyter's own folder", []string{"JUPYTER_DATA_DIR=" + filepath.Join(root, "d")}, nil, filepath.Join(root, "d", "kernels", "saddle")},
		{"another name", []string{"JUPYTER_DATA_DIR=" + filepath.Join(root, "d")}, []string{"--user", "--name", "Saddle2"}, filepath.Join(root, "d", "kernels", "saddle2")},
	} {
		stdout, stderr, code := saddle(t, "", test.environment, append([]string{"install"}, test.flags...)...)
		if code != 0 || !strings.Contains(stdout, test.folder) {
			t.Errorf("%s: exit %d, %q, %q", test.name, code, stdout, stderr)
			continue
		}
		checkSpec(t, test.folder)
		_, stderr, code = saddle(t, "", test.environment, append([]string{"uninstall"}, test.flags...)...)
		if _, err := os.Stat(test.folder); code != 0 || !os.IsNotExist(err) {
			t.Errorf("%s: uninstall: exit %d, %q, %v", test.name, code, stderr, err)
		}
	}
}

// checkSpec checks a kernelspec as Jupyter would read it. The test's program is
// in a temporary folder of go test, so install has copied it.
func checkSpec(t *testing.T, folder string) {
	t.Helper()
	spec, err := kernelspec.Read(filepath.Join(folder, "kernel.json"))
	if err != nil {
		t.Error(err)
		return
	}
	if spec.Language != "saddle" || spec.InterruptMode != "message" || spec.ProtocolVersion != wire.ProtocolVersion || !strings.HasPrefix(spec.DisplayName, "Saddle") {
		t.Errorf("%+v", spec)
	}
	if len(spec.Argv) != 3 || spec.Argv[1] != "kernel" || spec.Argv[2] != "{connection_file}" || !filepath.IsAbs(spec.Argv[0]) {
		t.Errorf("argv %q", spec.Argv)
	}
	if info, err := os.Stat(spec.Argv[0]); err != nil || info.Mode().Perm()&0o111 == 0 && runtime.GOOS != "windows" {
		t.Errorf("%s cannot be run: %v", spec.Argv[0], err)
	}
	if name := spec.Env[kernelspec.NameVariable]; name != filepath.Base(folder) {
		t.Errorf("the kernel is told that its kernelspec is %q, not %q", name, filepath.Base(folder))
	}
	for _, name := range []string{"logo-32x32.png", "logo-64x64.png", "logo-svg.svg", "help/reference.html", "help/gallery.html", "help/course.html"} {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Error(err)
		}
	}
}

func TestUninstallRemovesOnlyItsOwn(t *testing.T) {
	root := t.TempDir()
	folder := filepath.Join(root, "kernels", "python3")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "kernel.json"), []byte(`{"language": "python"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	environment := []string{"JUPYTER_DATA_DIR=" + root}
	for name, want := range map[string]string{"python3": "is for python", "saddle": "there is no kernelspec"} {
		_, stderr, code := saddle(t, "", environment, "uninstall", "--name", name)
		if code != exitFailed || !strings.Contains(stderr, want) {
			t.Errorf("%s: exit %d, %q", name, code, stderr)
		}
	}
	if _, err := os.Stat(folder); err != nil {
		t.Error("a kernelspec of another language is gone")
	}
}

func TestEval(t *testing.T) {
	for _, test := range []struct {
		name, input    string
		arguments      []string
		code           int
		stdout, stderr string // parts
	}{
		{"a value", "1 + 1", []string{"-"}, 0, "2\n", ""},
		{"without a dash", "1 + 1", nil, 0, "2\n", ""},
		{"two cells share a session", "a = 2;\n%%\n3 a", nil, 0, "6\n", ""},
		{"later cells are not run", "nosuchname\n%%\n7 · 6", nil, exitFailed, "", "nosuchname"},
		{"an object a line", "1 + 1\n%%\n2 + 2", []string{"--json"}, 0, `{"data":{`, ""},
		{"nothing", "\n\n", nil, 0, "", ""},
		{"no such file", "", []string{"none.saddle"}, exitFailed, "", "none.saddle"},
		{"too much", strings.Repeat("\n", mostText+1), nil, exitFailed, "", "more than 64 MB"},
	} {
		stdout, stderr, code := saddle(t, test.input, nil, append([]string{"eval"}, test.arguments...)...)
		if code != test.code || !strings.Contains(stdout, test.stdout) || !strings.Contains(stderr, test.stderr) || strings.Contains(stdout, "42") {
			t.Errorf("%s: exit %d\n%s\n%s", test.name, code, stdout, stderr)
		}
		if test.stderr == "" && stderr != "" {
			t.Errorf("%s: on standard error: %q", test.name, stderr)
		}
	}
}

// The command of the project's first issue, word for word.
func TestEvalAsPromised(t *testing.T) {
	text := "f(x, y) = x^2 - y^2\n%%\ncheck ∇f(1, 2) ≈ (2, -4)\n"
	if stdout, stderr, code := saddle(t, text, nil, "eval", "--json", "-"); code != 0 || stderr != "" {
		t.Errorf("exit %d\n%s\n%s", code, stdout, stderr)
	}
	stdout, stderr, code := saddle(t, strings.Replace(text, "-4", "-5", 1), nil, "eval", "--json", "-")
	lines := strings.Split(strings.TrimSpace(stdout), "\n")
	var last struct {
		Type      string `json:"output_type"`
		Name      string `json:"ename"`
		Value     string `json:"evalue"`
		Traceback []string
	}
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
		t.Fatalf("%v\n%s\n%s", err, stdout, stderr)
	}
	if code != exitFailed || last.Type != "error" || last.Name != "CheckError" || len(last.Traceback) == 0 {
		t.Errorf("exit %d, %+v", code, last)
	}
	for _, value := range []string{"(2, -4)", "(2, -5)"} {
		if !strings.Contains(last.Value, value) {
			t.Errorf("%q lacks %s", last.Value, value)
		}
	}
}

// notebookOf writes a notebook with the given cells and returns its path.
// TestEvalWrites looks at the files that eval is asked for, and at what it refuses.
func TestEvalWrites(t *testing.T) {
	dir := t.TempDir()
	text := "a = 2;\n%%\nprint(\"a is\", a)\nplot(x -> a x^2)\n%%\nplot(x -> -x^2)\n"
	for _, name := range []string{"a.html", "a.ipynb", "a.png", "a.svg"} {
		path := filepath.Join(dir, name)
		if _, stderr, code := saddle(t, text, nil, "eval", "-", "-o", path, "--pictures", filepath.Join(dir, "pictures-"+name)); code != 0 {
			t.Fatal(name, stderr)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{".html": "a is 2", ".ipynb": `"execution_count": 3`, ".png": "\x89PNG", ".svg": "<svg"}[filepath.Ext(name)]
		if !strings.Contains(string(data), want) {
			t.Errorf("%s lacks %q", name, want)
		}
		if found, _ := filepath.Glob(filepath.Join(dir, "pictures-"+name, "cell-0[23].*")); len(found) != 2 {
			t.Errorf("beside %s the pictures are %v", name, found)
		}
	}
	if nb, err := notebook.ReadFile(filepath.Join(dir, "a.ipynb")); err != nil || len(nb.Cells()) != 3 || len(nb.Cells()[1].Outputs()) != 2 {
		t.Errorf("the notebook is not as it was run: %v", err)
	}
	stdout, _, _ := saddle(t, text, nil, "eval", "--json", "--no-pictures", "-")
	if strings.Contains(stdout, "image/png") || strings.Count(stdout, "\n") != 3 {
		t.Errorf("with --no-pictures: %.300s", stdout)
	}
	for _, wrong := range []struct {
		arguments []string
		want      string
		code      int
	}{
		{[]string{"-o", "a.pdf"}, "must end in .html", exitUsage}, {[]string{"-o", "a"}, "must end in .html", exitUsage},
		{[]string{"--watch"}, "needs a file", exitUsage}, {[]string{"--no-pictures", "-o", "a.svg"}, "nothing to write", exitUsage},
		{[]string{"-o", filepath.Join(dir, "b.png")}, "no cell shows a picture", exitFailed},
	} {
		if _, stderr, code := saddle(t, "1 + 1", nil, append([]string{"eval"}, wrong.arguments...)...); code != wrong.code || !strings.Contains(stderr, wrong.want) {
			t.Errorf("%v ends with %d: %s", wrong.arguments, code, stderr)
		}
	}
}

func notebookOf(t *testing.T, cells ...string) string {
	t.Helper()
	nb := notebook.New()
	nb.Append(notebook.Markdown, "# A lesson on $x^2$")
	for _, source := range cells {
		nb.Append(notebook.Code, source)
	}
	path := filepath.Join(t.TempDir(), "lesson.ipynb")
	if err := nb.WriteFile(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRunWritesNotebookAndPage(t *testing.T) {
	path := notebookOf(t, "f(x, y) = x^2 - y^2", "", "∇f(1, 2)")
	dir := filepath.Dir(path)
	for _, out := range []string{"out.ipynb", "out.html"} {
		if stdout, stderr, code := saddle(t, "", nil, "run", path, "-o", filepath.Join(dir, out)); code != 0 || !strings.HasPrefix(stdout, "wrote ") {
			t.Fatalf("%s: exit %d\n%s\n%s", out, code, stdout, stderr)
		}
	}
	nb, err := notebook.ReadFile(filepath.Join(dir, "out.ipynb"))
	if err != nil {
		t.Fatal(err)
	}
	cells := nb.Cells()
	last := cells[3].Outputs()
	if cells[1].ExecutionCount() != 1 || cells[2].ExecutionCount() != 0 || cells[3].ExecutionCount() != 2 || nb.Language() != "saddle" {
		t.Errorf("counts %d %d %d, language %s", cells[1].ExecutionCount(), cells[2].ExecutionCount(), cells[3].ExecutionCount(), nb.Language())
	}
	if len(last) != 1 || last[0].Type != notebook.ExecuteResult || last[0].Data["text/plain"] != "(2, -4)" || last[0].ExecutionCount != 2 {
		t.Errorf("the last cell shows %+v", last)
	}
	page, err := os.ReadFile(filepath.Join(dir, "out.html"))
	if err != nil || !bytes.Contains(page, []byte("<math")) || !bytes.Contains(page, []byte("<title>A lesson on $x^2$</title>")) {
		t.Errorf("the page: %v, %d bytes", err, len(page))
	}
}

func TestRunStopsAtAnError(t *testing.T) {
	path := notebookOf(t, "1 + 1", "nosuchname", "2 + 2")
	out := filepath.Join(filepath.Dir(path), "out.ipynb")
	_, stderr, code := saddle(t, "", nil, "run", path, "-o", out)
	if code != exitFailed || !strings.Contains(stderr, "nosuchname is not defined") {
		t.Errorf("exit %d, %q", code, stderr)
	}
	if got := counts(t, out); got != "[1 2 0]" {
		t.Errorf("executed %s", got)
	}
	if _, stderr, code := saddle(t, "", nil, "run", path, "-o", out, "--allow-errors"); code != 0 {
		t.Errorf("with --allow-errors: exit %d, %q", code, stderr)
	}
	if got := counts(t, out); got != "[1 2 3]" {
		t.Errorf("with --allow-errors executed %s", got)
	}
}

func counts(t *testing.T, path string) string {
	t.Helper()
	nb, err := notebook.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []int
	for _, c := range nb.Cells() {
		if c.Kind() == notebook.Code {
			all = append(all, c.ExecutionCount())
		}
	}
	text, _ := json.Marshal(all)
	return strings.ReplaceAll(string(text), ",", " ")
}

func TestRunWritesPictures(t *testing.T) {
	path := notebookOf(t, "f(x, y) = x^2 - y^2", "plot(f)")
	dir := filepath.Join(filepath.Dir(path), "figures")
	stdout, stderr, code := saddle(t, "", nil, "run", path, "--pictures", dir)
	if code != 0 || !strings.Contains(stdout, "wrote the pictures into "+dir) || strings.Contains(stdout, "nothing") {
		t.Fatalf("exit %d, %q, %q", code, stdout, stderr)
	}
	picture, err := os.ReadFile(filepath.Join(dir, "cell-03.png"))
	if err != nil || !bytes.HasPrefix(picture, []byte("\x89PNG")) {
		t.Errorf("%v, %d bytes", err, len(picture))
	}
}

func TestRunRefusesWhatItCannotDo(t *testing.T) {
	path := notebookOf(t, "1")
	python := filepath.Join(filepath.Dir(path), "python.ipynb")
	text := `{"cells": [], "metadata": {"kernelspec": {"language": "python"}}, "nbformat": 4, "nbformat_minor": 5}`
	if err := os.WriteFile(python, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(filepath.Dir(path), "a.html")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		arguments []string
		want      string
	}{
		{[]string{filepath.Join(filepath.Dir(path), "none.ipynb")}, "none.ipynb: no such file"},
		{[]string{python}, "is a notebook in python"},
		{[]string{path, "-o", filepath.Join(filepath.Dir(path), "none", "a.html")}, "there is no folder"},
		{[]string{path, "-o", folder}, "it is a folder"},
		{[]string{path, "--pictures", python}, "not a directory"},
	} {
		_, stderr, code := saddle(t, "", nil, append([]string{"run"}, test.arguments...)...)
		if code != exitFailed || !strings.Contains(stderr, test.want) || strings.Contains(stderr, "1/1") {
			t.Errorf("%q: exit %d, %q", test.arguments, code, stderr)
		}
	}
}

func TestRunSeveral(t *testing.T) {
	good, bad := notebookOf(t, "η = 0.1", "10 η"), notebookOf(t, "nix")
	if err := os.Rename(bad, filepath.Join(filepath.Dir(good), "bad.ipynb")); err != nil {
		t.Fatal(err)
	}
	bad = filepath.Join(filepath.Dir(good), "bad.ipynb")
	pages := filepath.Join(filepath.Dir(good), "pages")
	stdout, stderr, code := saddle(t, "", nil, "run", bad, good, "-o", pages)
	if code != exitFailed || !strings.Contains(stderr, "nix is not defined") || !strings.Contains(stdout, "lesson.html") {
		t.Errorf("exit %d, %q, %q", code, stdout, stderr)
	}
	for _, name := range []string{"bad.html", "lesson.html"} {
		if _, err := os.Stat(filepath.Join(pages, name)); err != nil {
			t.Error(err)
		}
	}
	for _, arguments := range [][]string{{good, bad, "-o", "x.html"}, {good, "-p", "5"}, {good, "-p", "η ="}} {
		if _, stderr, code := saddle(t, "", nil, append([]string{"run"}, arguments...)...); code != exitUsage {
			t.Errorf("%q: exit %d, %q", arguments, code, stderr)
		}
	}
	changed := filepath.Join(filepath.Dir(good), "changed.ipynb")
	if _, stderr, code := saddle(t, "", nil, "run", good, "-p", "β = 7", "-o", changed); code != 0 {
		t.Fatalf("exit %d, %q", code, stderr)
	}
	if written, err := os.ReadFile(changed); err != nil || !bytes.Contains(written, []byte(`"β = 7"`)) {
		t.Errorf("no parameter in %s, %v", written, err)
	}
}

// TestRunLinks follows the links of pages, of which none is dead: of one page alone, of several in a folder, and of two
// folders of one parent.
func TestRunLinks(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"en/index.ipynb": "[one](01.ipynb)", "en/01.ipynb": "[Contents](index.ipynb) · [中文](../zh/01.ipynb)",
		"zh/01.ipynb": "[目录](index.ipynb) · [English](../en/01.ipynb)",
	} {
		nb := notebook.New()
		nb.Append(notebook.Markdown, text)
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := nb.WriteFile(path); err != nil {
			t.Fatal(err)
		}
	}
	in := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	for _, c := range []struct {
		notebooks []string
		output    string
		links     map[string][]string // of the pages, by their paths from the output's folder
	}{
		{[]string{"en/01.ipynb"}, "pages/alone/lesson.html", map[string][]string{"lesson.html": nil}},
		{[]string{"en/01.ipynb", "en/index.ipynb"}, "pages/folder", map[string][]string{"01.html": {"index.html"}, "index.html": {"01.html"}}},
		{[]string{"en/01.ipynb"}, "pages/folder/again.html", map[string][]string{"again.html": {"index.html"}}},
		{[]string{"en/01.ipynb", "zh/01.ipynb"}, "pages/both", map[string][]string{"en/01.html": {"../zh/01.html"}, "zh/01.html": {"../en/01.html"}}},
	} {
		arguments := []string{"run", "-o", in(c.output)}
		for _, name := range c.notebooks {
			arguments = append(arguments, in(name))
		}
		folder := in(c.output)
		if filepath.Ext(folder) == ".html" {
			folder = filepath.Dir(folder)
			if err := os.MkdirAll(folder, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if _, stderr, code := saddle(t, "", nil, arguments...); code != 0 {
			t.Fatalf("%v: exit %d, %s", c.notebooks, code, stderr)
		}
		for name, want := range c.links {
			page, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
			var links []string
			for _, found := range regexp.MustCompile(`href="([^"#]+)"`).FindAllSubmatch(page, -1) {
				links = append(links, string(found[1]))
			}
			if err != nil || !slices.Equal(links, want) {
				t.Errorf("%v, %s: links to %q, not %q (%v)", c.notebooks, name, links, want, err)
			}
		}
	}
}

func TestLessonsAndDocs(t *testing.T) {
	dir := t.TempDir()
	if stdout, _, code := saddle(t, "", nil, "lessons"); code != 0 || !strings.Contains(stdout, "en/01-critical-points") {
		t.Errorf("exit %d, %q", code, stdout)
	}
	if stdout, _, code := saddle(t, "", nil, "lessons", dir); code != 0 || !strings.Contains(stdout, "wrote en/01-critical-points.ipynb") {
		t.Errorf("exit %d, %q", code, stdout)
	}
	notDir := filepath.Join(dir, "file")
	if err := os.WriteFile(notDir, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if stdout, _, code := saddle(t, "", nil, "lessons", filepath.Join(notDir, "course")); code != exitFailed || strings.Contains(stdout, "wrote") {
		t.Errorf("exit %d, %q", code, stdout)
	}
	if stdout, _, code := saddle(t, "", nil, "lessons", "--language", "zh"); code != 0 || strings.Contains(stdout, "en/01") || !strings.Contains(stdout, "zh/01") {
		t.Errorf("exit %d, %q", code, stdout)
	}
	if stdout, _, code := saddle(t, "", nil, "docs", "-o", dir); code != 0 || !strings.Contains(stdout, filepath.Join(dir, "reference.html")) {
		t.Errorf("exit %d, %q", code, stdout)
	}
	if _, err := os.Stat(filepath.Join(dir, "reference.html")); err != nil {
		t.Error(err)
	}
}

func TestWithoutJupyter(t *testing.T) {
	for command, want := range map[string]string{"doctor": "✗ there is no jupyter on the path", "lab": "pip install jupyterlab"} {
		stdout, stderr, code := saddle(t, "", []string{"PATH="}, command)
		if code != exitFailed || !strings.Contains(stdout+stderr, want) {
			t.Errorf("%s: exit %d, %q, %q", command, code, stdout, stderr)
		}
	}
	stdout, _, _ := saddle(t, "", []string{"PATH=", "LANG=zh_CN.UTF-8"}, "doctor")
	if !strings.Contains(stdout, "路径中找不到 jupyter") {
		t.Errorf("in Chinese: %q", stdout)
	}
}
