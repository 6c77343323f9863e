package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"saddle/kernel/notebook"
	"saddle/kernel/script"
	"saddle/kernel/session"
	"saddle/numerics/reason"
)

// evaluation is what eval was asked for.
type evaluation struct {
	json, noPictures, watch bool
	output, pictures        string
}

var evalLong = reason.Both(`Eval runs cells without Jupyter, all in one session, and prints what a terminal
would show. A line %% begins a new cell. Without a file, or with -, the cells come
from standard input.

With --json it prints one JSON object a line for each output, as notebooks store
them. With -o it also writes a page, a notebook, or the last picture, by the ending
of the name. With --watch it runs the file again whenever it changes, until Ctrl-C.
The first cell that fails ends it with exit code 1.`, `不用 Jupyter，在同一个会话里依次运行各单元格，并输出终端里会显示的内容。
单独一行 %% 表示新的单元格。不写文件名或写 - 时，从标准输入读取。

加上 --json 时，每个输出写成一行 JSON，格式与笔记本相同。加上 -o 时，
按名字的结尾另外写出网页、笔记本或最后一幅图。加上 --watch 时，文件一改动就重新运行，
直到按 Ctrl-C。第一个出错的单元格使程序以退出码 1 结束。`)

func newEval() *cobra.Command {
	var e evaluation
	cmd := &cobra.Command{
		Use:   "eval [--json] [FILE | -]",
		Short: told(reason.Both("Run cells from a file", "运行文件里的单元格")),
		Long:  told(evalLong),
		Example: `  saddle eval lecture.saddle
  saddle eval lecture.saddle -o lecture.html --watch
  saddle eval path.saddle -o path.svg
  printf 'f(x, y) = x^2 - y^2\n%%%%\n∇f(1, 2)\n' | saddle eval --json -`,
		Args: atMostOneFile,
		RunE: e.start,
	}
	e.flags(cmd)
	return cmd
}

func (e *evaluation) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&e.json, "json", false, told(reason.Both("print outputs as JSON, one a line", "把输出写成 JSON，每行一个")))
	cmd.Flags().BoolVar(&e.noPictures, "no-pictures", false, told(reason.Both("draw no pictures, only say what they show", "不画图，只说明图的内容")))
	cmd.Flags().StringVarP(&e.output, "output", "o", "", told(reason.Both("write `OUT`.html, .ipynb, .png or .svg", "写出 `OUT`.html、.ipynb、.png 或 .svg")))
	picturesFlag(cmd, &e.pictures)
	cmd.Flags().BoolVar(&e.watch, "watch", false, told(reason.Both("run the file again whenever it changes", "文件一改动就重新运行")))
}

// start runs what the command line asks for.
func (e *evaluation) start(cmd *cobra.Command, arguments []string) error {
	if err := e.check(arguments); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), ending...)
	defer stop()
	keepWithin(session.MemoryRoom())
	if e.watch {
		return e.again(ctx, cmd.OutOrStdout(), arguments[0])
	}
	text, err := readCells(cmd.InOrStdin(), arguments)
	if err != nil {
		return err
	}
	return e.run(ctx, text)
}

// endings are those of files that eval writes.
var endings = []string{"", ".html", ".ipynb", ".png", ".svg"}

// check refuses what does not go together.
func (e evaluation) check(arguments []string) error {
	switch {
	case !slices.Contains(endings, filepath.Ext(e.output)) || e.output != "" && filepath.Ext(e.output) == "":
		return usageError{fmt.Errorf("-o %s: the name must end in .html, .ipynb, .png or .svg", e.output)}
	case e.watch && (len(arguments) == 0 || arguments[0] == "-"):
		return usageError{fmt.Errorf("--watch needs a file")}
	case e.noPictures && (e.pictures != "" || strings.HasSuffix(e.output, ".png") || strings.HasSuffix(e.output, ".svg")):
		return usageError{fmt.Errorf("--no-pictures leaves nothing to write")}
	}
	if e.output != "" {
		return notebook.Writable(e.output)
	}
	return nil
}

// run runs the cells of a text once and writes what is asked for, also of cells before one that failed.
func (e evaluation) run(ctx context.Context, text string) error {
	book, err := script.NewBook(text)
	if err != nil {
		return err
	}
	w := e.terminal()
	if e.output != "" || e.pictures != "" {
		w = script.Tee(w, book)
	}
	s := session.New(session.Options{Folder: ".", Locale: session.EnvironmentLocale(), Plain: e.noPictures, SVG: filepath.Ext(e.output) == ".svg"})
	whole, err := script.Run(ctx, s, text, w)
	if err == nil {
		err = e.write(book)
	}
	if err == nil && !whole {
		return errShown
	}
	return err
}

// terminal is where outputs go as they come: onto the terminal as text, or as a line of JSON each.
func (e evaluation) terminal() script.Writer {
	if e.json {
		return script.JSON(os.Stdout)
	}
	return script.Plain(os.Stdout, os.Stderr, coloured(os.Stderr))
}

// write writes what was asked for.
func (e evaluation) write(book *script.Book) error {
	if e.pictures != "" {
		if _, err := notebook.WritePictures(book.Notebook, e.pictures); err != nil {
			return err
		}
	}
	switch ending := filepath.Ext(e.output); ending {
	case ".ipynb":
		return book.Notebook.WriteFile(e.output)
	case ".html":
		title := strings.TrimSuffix(filepath.Base(e.output), ending)
		return notebook.WriteWhole(e.output, notebook.Page(book.Notebook, notebook.PageOptions{Title: title, Dir: "."}))
	case ".png", ".svg":
		data, found, ok := book.LastPicture()
		if !ok || found != ending {
			return fmt.Errorf("%s is not written: no cell shows a picture of that kind", e.output)
		}
		return notebook.WriteWhole(e.output, data)
	}
	return nil
}

// watching is how often a file is looked at.
const watching = 200 * time.Millisecond

// again runs a file whenever it has changed.
func (e evaluation) again(ctx context.Context, out io.Writer, name string) error {
	last := ""
	for ctx.Err() == nil {
		text, err := readCells(nil, []string{name})
		if err != nil && last == "" {
			return err
		}
		if err == nil && text != last { // a file that is being replaced is missing for a moment
			last = text
			if err := e.run(ctx, text); err != nil && err != errShown {
				fmt.Fprintf(os.Stderr, "saddle: %s\n", shown(err, session.EnvironmentLocale()))
			}
			if ctx.Err() == nil {
				say(out, reason.Both("— watching %s; Ctrl-C ends it", "—— 正在监视 %s；按 Ctrl-C 结束").With(name))
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(watching):
		}
	}
	return nil
}

func atMostOneFile(cmd *cobra.Command, arguments []string) error {
	if len(arguments) > 1 {
		return usageError{fmt.Errorf("%s is too much: %s", arguments[1], cmd.UseLine())}
	}
	return nil
}

// mostText is how many bytes of cells are read; what is larger, as /dev/zero, holds none.
const mostText = 64 << 20

func readCells(in io.Reader, arguments []string) (string, error) {
	name := "standard input"
	if len(arguments) > 0 && arguments[0] != "-" {
		name = arguments[0]
		file, err := os.Open(name)
		if err != nil {
			return "", err
		}
		defer file.Close()
		in = file
	}
	text, err := io.ReadAll(io.LimitReader(in, mostText+1))
	switch {
	case err != nil:
	case len(text) > mostText:
		err = fmt.Errorf("%s: more than %d MB, which are no cells", name, mostText>>20)
	case isNotebook(text):
		err = fmt.Errorf("%s is a notebook; saddle run NOTEBOOK runs it", name)
	}
	return string(text), err
}

// isNotebook reports whether a text is a notebook as Jupyter writes it, which no cell can be.
func isNotebook(text []byte) bool {
	var notebook struct {
		Format json.RawMessage `json:"nbformat"`
	}
	return json.Unmarshal(text, &notebook) == nil && notebook.Format != nil
}
