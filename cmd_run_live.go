package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"saddle/kernel/runner"
	"saddle/kernel/site"
)

// runLive runs notebooks and writes pages whose cells run, into the folder of the job, with the kernel beside them.
func runLive(out io.Writer, job runner.Job, notebooks []string) error {
	if ending := filepath.Ext(job.Output); job.Output == "" || ending == ".html" || ending == ".ipynb" {
		return usageError{errors.New("--live writes pages with a kernel beside them: name their folder, as in --live -o pages")}
	}
	folder, err := findSite()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(job.Output, 0o755); err != nil {
		return err
	}
	jobs, err := jobsFor(job, notebooks)
	if err != nil {
		return err
	}
	failed := runAll(out, jobs)
	if err := site.Beside(job.Output, folder); err != nil {
		return err
	}
	fmt.Fprintf(out, "put the kernel beside them; the cells run where a web server serves %s\n", job.Output)
	return failed
}

// findSite is the site's folder.
func findSite() (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", err
	}
	return site.Find(program, os.Getenv)
}
