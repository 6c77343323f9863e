// Package runner runs a notebook in a kernel of its own, as Jupyter does, records what the cells show, and writes it as a
// notebook, a page or pictures.
//
//	job := &runner.Job{Kernel: []string{program, "kernel", client.ConnectionFile}, Notebook: "a.ipynb", Output: "a.html", Log: os.Stderr}
//	whole, err := job.Run(ctx)
package runner

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"saddle/kernel/client"
	"saddle/kernel/notebook"
	"saddle/kernel/site"
	"saddle/kernel/wire"
)

// interruptInterval is how often an interrupt is repeated while a cell goes on.
const interruptInterval = 500 * time.Millisecond

// Job is a notebook to run, and what is wanted of it.
type Job struct {
	// Kernel is the command line of the kernel, one of its words client.ConnectionFile.
	Kernel   []string
	Notebook string // the path of the notebook; the kernel runs in its folder
	Output   string // a path that ends in .ipynb, for the executed notebook, or .html, for a page; "" is neither
	// Pages are the paths of what is written besides: links of the page lead to them, and to files that are there already.
	Pages []string
	// Site is the folder that holds site.Folder for a live page; "" is the page's own.
	Site     string
	Pictures string // a folder for the pictures as files; "" is none
	Drawn    int    // how many pictures Run has written there
	// Parameters are lines such as "η = 0.05", which run in a cell behind the one with the tag parameters, else first.
	Parameters []string
	// Live makes the page one whose cells can be edited and run, by the kernel in the folder site.Folder.
	Live bool
	// AllowErrors goes on after a cell that fails.
	AllowErrors bool
	// Log takes how far the run is, the error of the cell that ends it, and what the kernel itself writes.
	Log *os.File
	// Coloured keeps the colours of errors.
	Coloured bool
}

// Run runs the notebook's cells and writes what is wanted, after a failure too. whole is false when a cell failed that
// may not; its error is in the log then. The end of ctx interrupts the cell that runs.
func (j *Job) Run(ctx context.Context) (whole bool, err error) {
	nb, err := notebook.ReadFile(j.Notebook)
	if err != nil {
		return false, err
	}
	if language := nb.Language(); language != "" && language != "saddle" {
		return false, fmt.Errorf("%s is a notebook in %s; Saddle runs its own language only", j.Notebook, language)
	}
	if err := j.checkOutput(); err != nil {
		return false, err
	}
	setParameters(nb, j.Parameters)
	k, err := j.start(ctx)
	if err != nil {
		return false, err
	}
	defer k.Close()
	whole, err = j.execute(ctx, k, nb)
	return whole, errors.Join(err, j.write(nb))
}

// checkOutput refuses, before anything runs, what could not be written afterwards.
func (j *Job) checkOutput() error {
	if j.Output != "" {
		if err := notebook.Writable(j.Output); err != nil {
			return err
		}
	}
	if j.Pictures == "" {
		return nil
	}
	if err := os.MkdirAll(j.Pictures, 0o755); err != nil {
		return fmt.Errorf("no pictures can be written: %w", err)
	}
	return notebook.Writable(filepath.Join(j.Pictures, "cell-01.png"))
}

// start starts a kernel in the notebook's folder.
func (j *Job) start(ctx context.Context) (*client.Client, error) {
	k, err := client.Start(ctx, client.Command{
		Argv:   j.Kernel,
		Dir:    filepath.Dir(j.Notebook),
		Stderr: j.Log,
	})
	if ctx.Err() != nil && err != nil {
		return nil, errors.New("interrupted before the first cell; nothing was written")
	}
	return k, err
}

// execute runs all cells in the kernel, and ends it.
func (j *Job) execute(ctx context.Context, k *client.Client, nb *notebook.Notebook) (whole bool, err error) {
	if err := nb.SetKernel("saddle", "Saddle", "saddle", languageInfo(k)); err != nil {
		return false, err
	}
	if whole, err := j.cells(ctx, k, nb); !whole || err != nil {
		return whole, err
	}
	return true, k.Shutdown(context.WithoutCancel(ctx), false)
}

// cells runs the notebook's cells one after the other, and shows how far it is.
func (j *Job) cells(ctx context.Context, k *client.Client, nb *notebook.Notebook) (whole bool, err error) {
	cells := runnable(nb)
	recorder := notebook.NewRecorder()
	progress := newProgress(j.Log, len(cells))
	for _, c := range cells {
		if ctx.Err() != nil {
			return false, errors.New("interrupted between two cells")
		}
		progress.begin(c.Source())
		reply, err := runCell(ctx, k, recorder, c)
		failed := err != nil || reply.Status != wire.StatusOK
		progress.end(!failed)
		if err != nil {
			return false, err
		}
		if failed && (ctx.Err() != nil || !j.AllowErrors && !c.Tagged("raises-exception")) {
			message := notebook.Output{Type: notebook.Error, ErrorName: reply.EName, ErrorValue: reply.EValue, Traceback: reply.Traceback}
			fmt.Fprintln(j.Log, message.ErrorText(j.Coloured))
			return false, nil
		}
	}
	return true, nil
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
func (j *Job) write(nb *notebook.Notebook) error {
	var err error
	switch filepath.Ext(j.Output) {
	case ".ipynb":
		err = nb.WriteFile(j.Output)
	case ".html":
		title := strings.TrimSuffix(filepath.Base(j.Notebook), filepath.Ext(j.Notebook))
		options := notebook.PageOptions{Title: title, Dir: filepath.Dir(j.Notebook), Leads: notebook.LeadsTo(j.isThere)}
		if j.Live {
			up := j.toSite()
			options.Live, options.ServiceWorker = up+site.Folder+"/", up+site.ServiceWorker
		}
		err = notebook.WriteWhole(j.Output, notebook.Page(nb, options))
	}
	if j.Pictures != "" {
		n, failed := notebook.WritePictures(nb, j.Pictures)
		j.Drawn, err = n, errors.Join(err, failed)
	}
	return err
}
