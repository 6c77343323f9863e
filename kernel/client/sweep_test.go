package client

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestSweepTakesOnlyWhatWasLeft(t *testing.T) {
	parent := t.TempDir()
	old := time.Now().Add(-2 * time.Hour)
	for name, files := range map[string][]string{
		"saddle-empty": nil, "saddle-key": {connectionName}, "saddle-project": {connectionName, "main.go"},
		"saddle-kernelspec": {"kernel.json"}, "saddle-new": nil, "other": nil,
	} {
		folder := filepath.Join(parent, name)
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if err := os.WriteFile(filepath.Join(folder, file), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if name == "saddle-new" {
			continue
		}
		if err := os.Chtimes(folder, old, old); err != nil {
			t.Fatal(err)
		}
	}
	sweep(parent)
	for name, kept := range map[string]bool{"saddle-empty": false, "saddle-key": false, "saddle-project/main.go": true, "saddle-project/" + connectionName: true,
		"saddle-kernelspec/kernel.json": true, "saddle-new": true, "other": true} {
		if _, err := os.Stat(filepath.Join(parent, name)); (err == nil) != kept {
			t.Errorf("%s: %v", name, err)
		}
	}
}
