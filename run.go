package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"saddle/kernel/client"
	"saddle/kernel/notebook"
	"saddle/kernel/wire"
)

// interruptInterval is how often an interrupt is repeated while a cell goes on.
const interruptInterval = 500 * time.Millisecond

// running is what the flags of run ask for.
type running struct {
	notebook    string
	out         string // a notebook or a page; "" for none
	pictures    string // a folder; "" for none
	allowErrors bool
}

func newRun() *cobra.Command {
	var r running
	cmd := &cobra.Command{
		Use:   "run NOTEBOOK",
		Short: "Run a notebook without Jupyter",
		Long: `Run executes the cells of a notebook in a kernel of its own, as Jupyter does, and
writes what it is asked for: the executed notebook, a page that can be read
offline, or the pictures as files. Without -o it only runs.

The first cell that fails ends the run, with its error and exit code 1; what had
run until then is written all the same. A cell with the tag raises-exception may
fail, one with the tag skip-execution is not run.`,
		Example: `  saddle run lesson.ipynb -o lesson.html
  saddle run lesson.ipynb -o lesson.ipynb --allow-errors
  saddle run lesson.ipynb --pictures figures`,
		Args: exactly("NOTEBOOK"),
		RunE: func(cmd *cobra.Command, arguments []string) error {
			r.notebook = arguments[0]
			for _, name := range []string{"output", "pictures"} {
				if flag := cmd.Flags().Lookup(name); flag.Changed && flag.Value.String() == "" {
					return usageError{fmt.Errorf("--%s is empty: write a name after it, or leave it out", name)}
				}
			}
			return r.run()
		},
	}
	cmd.Flags().StringVarP(&r.out, "output", "o", "", "write `OUT`.ipynb, the executed notebook, or OUT.html, a page")
	cmd.Flags().StringVar(&r.pictures, "pictures", "", "write the pictures as files into `DIR`")
	cmd.Flags().BoolVar(&r.allowErrors, "allow-errors", false, "go on after a cell that fails")
	return cmd
}

func (r *running) run() error {
	if ending := filepath.Ext(r.out); r.out != "" && ending != ".ipynb" && ending != ".html" {
		return usageError{fmt.Errorf("-o %s: the name must end in .ipynb, for a notebook, or .html, for a page", r.out)}
	}
	nb, err := notebook.ReadFile(r.notebook)
	if err != nil {
		return err
	}
	if language := nb.Language(); language != "" && language != "saddle" {
		return fmt.Errorf("%s is a notebook in %s; Saddle runs its own language only", r.notebook, language)
	}
	if err := r.checkOutput(); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	k, err := r.start(ctx)
	if err != nil {
		return err
	}
	defer k.Close()
	failed := r.execute(ctx, k, nb)
	return errors.Join(failed, r.write(nb))
}

// checkOutput refuses, before anything runs, what could not be written afterwards.
func (r *running) checkOutput() error {
	if r.out != "" {
		if err := notebook.Writable(r.out); err != nil {
			return err
		}
	}
	if r.pictures == "" {
		return nil
	}
	if err := os.MkdirAll(r.pictures, 0o755); err != nil {
		return fmt.Errorf("no pictures can be written: %w", err)
	}
	return notebook.Writable(filepath.Join(r.pictures, "cell-01.png"))
}

// start starts a kernel in the notebook's folder.
func (r *running) start(ctx context.Context) (*client.Client, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	k, err := client.Start(ctx, client.Command{
		Argv:   []string{program, "kernel", "--no-history", client.ConnectionFile},
		Dir:    filepath.Dir(r.notebook),
		Stderr: os.Stderr,
	})
	if ctx.Err() != nil && err != nil {
		return nil, errors.New("interrupted before the first cell; nothing was written")
	}
	return k, err
}

// execute runs all cells in the kernel, and ends it.
func (r *running) execute(ctx context.Context, k *client.Client, nb *notebook.Notebook) error {
	if err := nb.SetKernel("saddle", "Saddle", "saddle", languageInfo(k)); err != nil {
		return err
	}
	if err := r.cells(ctx, k, nb); err != nil {
		return err
	}
	return k.Shutdown(context.WithoutCancel(ctx), false)
}

// cells runs the notebook's cells one after the other, and shows how far it is.
func (r *running) cells(ctx context.Context, k *client.Client, nb *notebook.Notebook) error {
	cells := runnable(nb)
	recorder := notebook.NewRecorder()
	progress := newProgress(os.Stderr, len(cells))
	for _, c := range cells {
		if ctx.Err() != nil {
			return errors.New("interrupted between two cells")
		}
		progress.begin(c.Source())
		reply, err := runCell(ctx, k, recorder, c)
		failed := err != nil || reply.Status != wire.StatusOK
		progress.end(!failed)
		if err != nil {
			return err
		}
		if failed && (ctx.Err() != nil || !r.allowErrors && !c.Tagged("raises-exception")) {
			fmt.Fprintln(os.Stderr, errorText(os.Stderr, reply.EName, reply.EValue, reply.Traceback))
			return errShown
		}
	}
	return nil
}

// runnable returns the cells that Jupyter's own clients would run.
func runnable(nb *notebook.Notebook) []*notebook.Cell {
	var cells []*notebook.Cell
	for _, c := range nb.Cells() {
		if c.Kind() == notebook.Code && strings.TrimSpace(c.Source()) != "" && !c.Tagged("skip-execution") {
			cells = append(cells, c)
		}
	}
	return cells
}

// runCell runs one cell and records what it shows. When ctx ends it interrupts
// the cell and still takes its last words.
func runCell(ctx context.Context, k *client.Client, recorder *notebook.Recorder, c *notebook.Cell) (wire.ExecuteReply, error) {
	recorder.Begin(c)
	ended := make(chan struct{})
	defer close(ended)
	stopped := context.AfterFunc(ctx, func() { insist(k, ended) })
	defer stopped()
	var unread error
	reply, err := k.Execute(context.WithoutCancel(ctx), c.Source(), client.ExecuteOptions{}, func(m *wire.Message) {
		unread = errors.Join(unread, record(recorder, m))
	})
	if err == nil {
		recorder.Count(reply.ExecutionCount)
	}
	return reply, errors.Join(err, unread, recorder.Store())
}

// insist interrupts the kernel until the cell has ended: an interrupt that comes
// before the cell has reached the kernel stops nothing.
func insist(k *client.Client, ended <-chan struct{}) {
	for {
		_ = k.Interrupt(context.Background())
		select {
		case <-ended:
			return
		case <-time.After(interruptInterval):
		}
	}
}

// languageInfo returns the kernel's description of its language, for the notebook's metadata.
func languageInfo(k *client.Client) map[string]any {
	info := k.Kernel.LanguageInfo
	described := map[string]any{
		"name": info.Name, "version": info.Version, "mimetype": info.MimeType, "file_extension": info.FileExtension,
	}
	if info.PygmentsLexer != "" {
		described["pygments_lexer"] = info.PygmentsLexer
	}
	if info.CodemirrorMode != nil {
		described["codemirror_mode"] = info.CodemirrorMode
	}
	return described
}

// write writes what was asked for.
func (r *running) write(nb *notebook.Notebook) error {
	var err error
	switch filepath.Ext(r.out) {
	case ".ipynb":
		err = nb.WriteFile(r.out)
	case ".html":
		title := strings.TrimSuffix(filepath.Base(r.notebook), filepath.Ext(r.notebook))
		page := notebook.Page(nb, notebook.PageOptions{Title: title, Dir: filepath.Dir(r.notebook)})
		err = notebook.WriteWhole(r.out, page)
	}
	if r.pictures != "" {
		err = errors.Join(err, writePictures(nb, r.pictures))
	}
	return err
}
