// Package site knows the site with the kernel for pages, which make site builds: it finds it, lays the kernel beside live
// pages, and serves it to this machine. It neither runs nor draws anything.
//
//	folder, err := site.Find(executable, os.Getenv)
//	err = site.Beside("pages", folder)
package site

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Where the kernel and the script that keeps pages for use without a network lie, beside live pages.
const (
	Folder        = "saddle"
	ServiceWorker = "service-worker.js"
)

// kernel is where the kernel is on a site: a part of JupyterLite's extension.
const kernel = "extensions/saddle-jupyterlite/static/kernel"

// Variable names the environment variable with the site's folder.
const Variable = "SADDLE_SITE"

// ErrNone says that there is no site, and how one comes to be.
var ErrNone = errors.New("there is no kernel for browsers here: make site builds it beside the program, and " + Variable + " names a folder that has it")

// Find is the site's folder: what the variable names, else site beside the program, else share/saddle/site of its prefix.
func Find(program string, getenv func(string) string) (string, error) {
	beside := filepath.Dir(program)
	for _, folder := range []string{getenv(Variable), filepath.Join(beside, "site"), filepath.Join(beside, "..", "share", "saddle", "site")} {
		if folder == "" {
			continue
		}
		if _, err := os.Stat(filepath.Join(folder, filepath.FromSlash(kernel), "worker.js")); err == nil {
			return folder, nil
		}
	}
	return "", ErrNone
}

// Beside lays the site's kernel into a folder of live pages, with a script that keeps both for use without a network.
func Beside(pages, site string) error {
	from, to := filepath.Join(site, filepath.FromSlash(kernel)), filepath.Join(pages, Folder)
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return err
	}
	script, err := os.ReadFile(filepath.Join(from, ServiceWorker))
	if err != nil {
		return err
	}
	head, err := kept(pages)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(pages, ServiceWorker), append(head, script...), 0o644)
}

// kept is the head of that script: the names of the files that it keeps, and a text that changes when one of them does.
func kept(pages string) ([]byte, error) {
	names, digest := []string{}, sha256.New()
	err := fs.WalkDir(os.DirFS(pages), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name == ServiceWorker {
			return err
		}
		content, err := os.ReadFile(filepath.Join(pages, filepath.FromSlash(name)))
		names = append(names, name)
		fmt.Fprintf(digest, "%s\x00%d\x00", name, len(content))
		digest.Write(content)
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	list, err := json.Marshal(names)
	return fmt.Appendf(nil, "const version = '%x', files = %s;\n", digest.Sum(nil)[:8], list), err
}
