package main

import (
	"encoding/json"
	"os"
	"testing"
)

// TestVersions holds what is shipped beside the program to its version.
func TestVersions(t *testing.T) {
	for _, path := range []string{"packaging/lab/package.json", "packaging/lab/labextension/package.json", "packaging/vscode/package.json"} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var said struct{ Version string }
		if err := json.Unmarshal(data, &said); err != nil || said.Version != release {
			t.Errorf("%s is of version %q, the program of %q, %v", path, said.Version, release, err)
		}
	}
}
