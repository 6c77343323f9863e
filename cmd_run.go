package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"

	"saddle/kernel/client"
	"saddle/kernel/runner"
)

func newRun() *cobra.Command {
	var job runner.Job
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
			job.Notebook = arguments[0]
			for _, name := range []string{"output", "pictures"} {
				if flag := cmd.Flags().Lookup(name); flag.Changed && flag.Value.String() == "" {
					return usageError{fmt.Errorf("--%s is empty: write a name after it, or leave it out", name)}
				}
			}
			if ending := filepath.Ext(job.Output); job.Output != "" && ending != ".ipynb" && ending != ".html" {
				return usageError{fmt.Errorf("-o %s: the name must end in .ipynb, for a notebook, or .html, for a page", job.Output)}
			}
			return run(&job)
		},
	}
	cmd.Flags().StringVarP(&job.Output, "output", "o", "", "write `OUT`.ipynb, the executed notebook, or OUT.html, a page")
	cmd.Flags().StringVar(&job.Pictures, "pictures", "", "write the pictures as files into `DIR`")
	cmd.Flags().BoolVar(&job.AllowErrors, "allow-errors", false, "go on after a cell that fails")
	return cmd
}

// run runs the job in a kernel of this program.
func run(job *runner.Job) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	job.Kernel = []string{program, "kernel", "--no-history", client.ConnectionFile}
	job.Log, job.Coloured = os.Stderr, coloured(os.Stderr)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	whole, err := job.Run(ctx)
	if err == nil && !whole {
		return errShown
	}
	return err
}
