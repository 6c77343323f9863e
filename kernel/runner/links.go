package runner

import (
	"os"
	"path/filepath"
	"slices"
)

// isThere reports whether a file, named by its path from the folder of the page, is there when all has been written.
func (j *Job) isThere(file string) bool {
	path := filepath.Join(filepath.Dir(j.Output), filepath.FromSlash(file))
	if slices.Contains(j.Pages, path) {
		return true
	}
	_, err := os.Stat(path)
	return err == nil
}

// toSite is the way from the page to the folder that holds the kernel of live pages: "", or one that ends in a slash.
func (j *Job) toSite() string {
	if j.Site == "" {
		return ""
	}
	way, err := filepath.Rel(filepath.Dir(j.Output), j.Site)
	if err != nil || way == "." {
		return ""
	}
	return filepath.ToSlash(way) + "/"
}
