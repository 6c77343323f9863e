package session_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"image"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"saddle/kernel/session"
)

// exhibit finds a cell of the gallery and the picture below it, whose alternative text is what the picture says of itself.
var exhibit = regexp.MustCompile("(?s)```\n(.*?)```\n\n!\\[(.*?)\\]\\(gallery/([a-z-]+)\\.png\\)\n")

// TestGallery draws the pictures of docs/gallery.md: what each says must be as it is there. -update writes the pictures and
// what they say anew.
func TestGallery(t *testing.T) {
	if racing {
		t.Skip("draws much: run without the race detector, see the Makefile")
	}
	folder := filepath.Join("..", "..", "docs")
	page := filepath.Join(folder, "gallery.md")
	content, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	s := session.New(session.Options{Folder: "testdata"})
	seen := map[string]bool{}
	drawn := exhibit.ReplaceAllStringFunc(string(content), func(found string) string {
		parts := exhibit.FindStringSubmatch(found)
		code, name := parts[1], parts[3]
		if seen[name] {
			t.Errorf("%s is drawn twice", name)
		}
		seen[name] = true
		picture, says := lastPicture(t, s, code)
		path := filepath.Join(folder, "gallery", name+".png")
		if *update {
			if err := os.WriteFile(path, picture, 0o644); err != nil {
				t.Fatal(err)
			}
		} else if kept, err := os.ReadFile(path); err != nil || len(kept) < 1000 {
			t.Errorf("%s: %d bytes, %v", path, len(kept), err)
		}
		return "```\n" + code + "```\n\n![" + says + "](gallery/" + name + ".png)\n"
	})
	if *update {
		if err := os.WriteFile(page, []byte(drawn), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if len(seen) < 15 {
		t.Errorf("the gallery has only %d pictures", len(seen))
	}
	was := strings.Split(string(content), "\n")
	for i, line := range strings.Split(drawn, "\n") {
		if line != was[i] {
			t.Errorf("line %d of the gallery is\n%s\nwant\n%s\n(go test ./kernel/session -run Gallery -update writes it)", i+1, was[i], line)
		}
	}
}

// The picture of the READMEs is what the code above it shows. -update draws it anew.
func TestReadmePicture(t *testing.T) {
	root := filepath.Join("..", "..")
	path := filepath.Join(root, "docs", "saddle.png")
	for _, name := range []string{"README.md", "README.zh.md"} {
		page, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile("(?s)\n```\n(.*?)```\n\n!\\[[^\n]*\\]\\(docs/saddle\\.png\\)").FindSubmatch(page)
		if found == nil {
			t.Fatalf("%s has no picture below its code", name)
		}
		drawn, _ := lastPicture(t, session.New(session.Options{}), string(found[1]))
		if *update {
			if err := os.WriteFile(path, drawn, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		kept, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(decoded(t, kept), decoded(t, drawn)) {
			t.Errorf("docs/saddle.png is not what the code of %s draws (go test ./kernel/session -run ReadmePicture -update writes it)", name)
		}
	}
}

func decoded(t *testing.T, data []byte) image.Image {
	t.Helper()
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// lastPicture runs a cell and takes the last picture that it shows, with its sentence.
func lastPicture(t *testing.T, s *session.Session, code string) (picture []byte, says string) {
	t.Helper()
	err := s.Execute(context.Background(), code, func(o session.Output) {
		if encoded, ok := o.Data["image/png"].(string); ok {
			picture, _ = base64.StdEncoding.DecodeString(encoded)
			says, _ = o.Data["text/plain"].(string)
		}
	})
	if err != nil {
		t.Errorf("%s\n%v", code, err)
	}
	if !strings.HasPrefix(string(picture), "\x89PNG") {
		t.Errorf("%s\nshows no picture", code)
	}
	return picture, strings.ReplaceAll(says, "\n", " ")
}
