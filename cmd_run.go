package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"saddle/kernel/client"
	"saddle/kernel/runner"
	"saddle/kernel/session"
	"saddle/numerics/reason"
)

var runLong = reason.Both(`Run executes the cells of a notebook in a kernel of its own, as Jupyter does, and
writes what it is asked for: the executed notebook, a page that can be read
offline, or the pictures as files. Without -o it only runs.

The first cell that fails ends the run, with its error and exit code 1; what had
run until then is written all the same. A cell with the tag raises-exception may
fail, one with the tag skip-execution is not run.

Of several notebooks each runs in a kernel of its own; -o then names a folder, for
pages, in which notebooks of several folders keep theirs. A page's links lead to pages
that are written with it or are there already; others stay out. With -p a value is set behind the cell that has the tag parameters, or before
all cells where none has.

With --live the pages in the folder -o have cells that can be edited and run in the
browser, by a kernel in WebAssembly that is laid beside them; any web server serves them.`, `像 Jupyter 一样，在专用的内核里运行笔记本的各单元格，并写出所要的结果：
运行后的笔记本、可离线阅读的网页，或图片文件。不写 -o 时只运行。

第一个出错的单元格使运行结束，显示错误，退出码为 1；此前的结果照样写出。
带标签 raises-exception 的单元格可以出错，带标签 skip-execution 的不运行。

几个笔记本各用一个内核运行，这时 -o 后面是存放网页的文件夹；来自不同文件夹的笔记本
在其中仍各在各的文件夹里。网页只保留通向同时写出的或已有的网页的链接。-p 在带标签 parameters
的单元格之后赋值；没有这种单元格时，在全部单元格之前赋值。

写 --live 时，-o 文件夹里的网页可以在浏览器中修改并运行单元格：WebAssembly 版的内核
放在网页旁边，任何网页服务器都能提供。`)

func newRun() *cobra.Command {
	var job runner.Job
	cmd := &cobra.Command{
		Use:   "run NOTEBOOK…",
		Short: told(reason.Both("Run notebooks without Jupyter", "不用 Jupyter 运行笔记本")),
		Long:  told(runLong),
		Example: `  saddle run lesson.ipynb -o lesson.html
  saddle run lesson.ipynb -o lesson.ipynb --allow-errors
  saddle run lesson.ipynb --pictures figures
  saddle run lesson.ipynb -p "η = 0.05" -o small-steps.html
  saddle run 01.ipynb 02.ipynb -o pages
  saddle run lesson.ipynb --live -o pages`,
		Args: atLeast("NOTEBOOK"),
		RunE: func(cmd *cobra.Command, arguments []string) error { return startRun(cmd, job, arguments) },
	}
	runFlags(cmd, &job)
	return cmd
}

func runFlags(cmd *cobra.Command, job *runner.Job) {
	cmd.Flags().StringVarP(&job.Output, "output", "o", "", told(reason.Both("write `OUT`.ipynb, the executed notebook, or OUT.html, a page", "写出 `OUT`.ipynb（运行后的笔记本）或 OUT.html（网页）")))
	picturesFlag(cmd, &job.Pictures)
	cmd.Flags().StringArrayVarP(&job.Parameters, "parameter", "p", nil, told(reason.Both("set a value, as in -p `\"η = 0.05\"`; may be repeated", "赋值，例如 -p `\"η = 0.05\"`；可以写多次")))
	cmd.Flags().BoolVar(&job.Live, "live", false, told(reason.Both("make pages whose cells can be edited and run", "生成可以修改并运行单元格的网页")))
	cmd.Flags().BoolVar(&job.AllowErrors, "allow-errors", false, told(reason.Both("go on after a cell that fails", "单元格出错后继续运行")))
}

// picturesFlag is the flag that names a folder for pictures.
func picturesFlag(cmd *cobra.Command, folder *string) {
	cmd.Flags().StringVar(folder, "pictures", "", told(reason.Both("write the pictures as files into `DIR`", "把图片写到文件夹 `DIR`")))
}

// startRun runs what the command line asks for: the job, for each of the notebooks.
func startRun(cmd *cobra.Command, job runner.Job, notebooks []string) error {
	if err := checkParameters(job.Parameters); err != nil {
		return err
	}
	if job.Live {
		return runLive(cmd.OutOrStdout(), job, notebooks)
	}
	jobs, err := jobsFor(job, notebooks)
	if err != nil {
		return err
	}
	return runAll(cmd.OutOrStdout(), jobs)
}

// checkParameters refuses what gives no name a value.
func checkParameters(parameters []string) error {
	for _, line := range parameters {
		name, value, found := strings.Cut(line, "=")
		if !found || strings.TrimSpace(name) == "" || strings.TrimSpace(value) == "" {
			return usageError{fmt.Errorf("-p %s: write a name and its value, as in -p \"η = 0.05\"", line)}
		}
	}
	return nil
}

// jobsFor is the job for each notebook.
func jobsFor(job runner.Job, notebooks []string) ([]*runner.Job, error) {
	ending := filepath.Ext(job.Output)
	isFile := ending == ".ipynb" || ending == ".html"
	switch {
	case len(notebooks) == 1 && job.Output != "" && !isFile && !isFolder(job.Output):
		return nil, usageError{fmt.Errorf("-o %s: the name must end in .ipynb, for a notebook, or .html, for a page, or be a folder", job.Output)}
	case len(notebooks) > 1 && isFile:
		return nil, usageError{fmt.Errorf("-o %s: several notebooks go into a folder, as in -o pages", job.Output)}
	}
	if job.Output != "" && !isFile {
		return jobsInto(job, notebooks)
	}
	var jobs []*runner.Job
	for _, name := range notebooks {
		jobs = append(jobs, jobFor(job, name, ".", len(notebooks) > 1))
	}
	return jobs, nil
}

// jobsInto is the job for each notebook whose page goes into the folder of the output. There notebooks of several folders
// keep these, so that what links one to the other links their pages.
func jobsInto(job runner.Job, notebooks []string) ([]*runner.Job, error) {
	job.Site = job.Output
	shared := sharedFolder(notebooks)
	var jobs []*runner.Job
	var pages []string
	for _, name := range notebooks {
		folder, err := filepath.Rel(shared, absoluteFolder(name))
		if err != nil {
			return nil, err
		}
		page := jobFor(job, name, folder, len(notebooks) > 1)
		page.Output = filepath.Join(job.Output, folder, titleOf(name)+".html")
		if err := os.MkdirAll(filepath.Dir(page.Output), 0o755); err != nil {
			return nil, err
		}
		jobs, pages = append(jobs, page), append(pages, page.Output)
	}
	for _, page := range jobs {
		page.Pages = pages
	}
	return jobs, nil
}

// jobFor is the job of one notebook, whose pictures go into a folder of its own where there are several.
func jobFor(job runner.Job, name, folder string, several bool) *runner.Job {
	job.Notebook = name
	if job.Pictures != "" && several {
		job.Pictures = filepath.Join(job.Pictures, folder, titleOf(name))
	}
	return &job
}

// titleOf is the name of a notebook's file without its ending.
func titleOf(name string) string { return strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)) }

// sharedFolder is the innermost folder that all these files are in.
func sharedFolder(files []string) string {
	shared := absoluteFolder(files[0])
	for _, name := range files[1:] {
		for {
			inside, err := filepath.Rel(shared, absoluteFolder(name))
			if up := filepath.Dir(shared); err != nil || filepath.IsLocal(inside) || up == shared {
				break
			}
			shared = filepath.Dir(shared)
		}
	}
	return shared
}

// absoluteFolder is the whole path of the folder that holds a file.
func absoluteFolder(name string) string {
	folder := filepath.Dir(name)
	if absolute, err := filepath.Abs(folder); err == nil {
		return absolute
	}
	return folder
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir() || strings.HasSuffix(path, "/")
}

// runAll runs notebooks one after the other, and says what was written. One that fails does not keep the others from running.
func runAll(out io.Writer, jobs []*runner.Job) error {
	var failed error
	for _, job := range jobs {
		err := run(job)
		switch {
		case len(jobs) > 1 && err != nil && !errors.Is(err, errShown):
			fmt.Fprintf(os.Stderr, "saddle: %s\n", shown(err, session.EnvironmentLocale()))
			failed = errShown
		case err != nil:
			failed = err
		}
		if err == nil || errors.Is(err, errShown) {
			sayWritten(out, job)
		}
	}
	return failed
}

// sayWritten says what a job wrote, and how a page is opened.
func sayWritten(out io.Writer, job *runner.Job) {
	switch filepath.Ext(job.Output) {
	case ".html":
		say(out, reason.Both("wrote %s; any browser opens it", "已写入 %s；用浏览器即可打开").With(job.Output))
	case ".ipynb":
		say(out, reason.Both("wrote %s; Jupyter opens it", "已写入 %s；用 Jupyter 打开").With(job.Output))
	}
	switch {
	case job.Pictures == "" && job.Output == "":
		say(out, reason.Both("nothing is kept; -o OUT.html writes a page", "没有保存；用 -o OUT.html 写出网页"))
	case job.Pictures != "" && job.Drawn == 0:
		say(out, reason.Both("no cell shows a picture: %s is as it was", "没有单元格显示图片：%s 没有变化").With(job.Pictures))
	case job.Pictures != "":
		say(out, reason.Both("wrote the pictures into %s", "图片已写入 %s").With(job.Pictures))
	}
}

// run runs the job in a kernel of this program.
func run(job *runner.Job) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	job.Kernel = []string{program, "kernel", "--no-history", client.ConnectionFile}
	job.Log, job.Coloured = os.Stderr, coloured(os.Stderr)
	ctx, stop := signal.NotifyContext(context.Background(), ending...)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	whole, err := job.Run(ctx)
	if err == nil && !whole {
		return errShown
	}
	return err
}
