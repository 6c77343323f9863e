// Package docs carries what a reader looks things up in, so that an installed saddle can show it: the reference and the
// gallery, as Markdown, with the gallery's pictures. It makes no page.
//
//	text, err := fs.ReadFile(docs.Files(), "reference.md")
package docs

import (
	"embed"
	"io/fs"
)

//go:embed reference.md reference.zh.md gallery.md gallery/*.png
var files embed.FS

// Files holds reference.md, reference.zh.md in Chinese, and gallery.md, and in gallery the pictures that gallery.md names.
func Files() fs.FS { return files }
