package notebook

import (
	"encoding/base64"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// pictureTypes holds the media types of pictures that a page may carry, by the
// ending of their files.
var pictureTypes = map[string]string{
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".svg": "image/svg+xml",
}

// largestPicture bounds a file that is taken into a page.
const largestPicture = 20 << 20

// pictureData returns the picture that source names as a data URI: data already,
// an attachment of the cell, or a file in the notebook's folder. It is "" for all else.
func (w *cleaner) pictureData(source string) string {
	switch {
	case strings.HasPrefix(source, "data:"):
		return knownData(source)
	case strings.HasPrefix(source, "attachment:"):
		return w.attachmentData(strings.TrimPrefix(source, "attachment:"))
	}
	return w.fileData(source)
}

func knownData(source string) string {
	for _, mime := range pictureTypes {
		if strings.HasPrefix(source, "data:"+mime+";") || strings.HasPrefix(source, "data:"+mime+",") {
			return source
		}
	}
	return ""
}

func (w *cleaner) attachmentData(name string) string {
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	if w.cell == nil {
		return ""
	}
	mime, data := w.cell.attachment(name)
	return dataURI(mime, data)
}

// fileData reads a picture below the notebook's folder; a path that leaves the
// folder, by dots or by a link, is not read.
func (w *cleaner) fileData(source string) string {
	u, err := url.Parse(source)
	mime := ""
	if err == nil {
		mime = pictureTypes[strings.ToLower(filepath.Ext(u.Path))]
	}
	if w.options.Dir == "" || mime == "" || u.Scheme != "" || u.Host != "" {
		return ""
	}
	data, ok := readPicture(w.options.Dir, filepath.FromSlash(u.Path))
	if !ok {
		return ""
	}
	return dataURI(mime, base64.StdEncoding.EncodeToString(data))
}

// readPicture reads a plain file inside dir that is not too large.
func readPicture(dir, path string) (data []byte, ok bool) {
	folder, err := os.OpenRoot(dir)
	if err != nil {
		return nil, false
	}
	defer folder.Close()
	if info, err := folder.Stat(path); err != nil || !info.Mode().IsRegular() || info.Size() > largestPicture {
		return nil, false
	}
	data, err = folder.ReadFile(path)
	return data, err == nil
}

// dataURI returns base64 text as a URI, without the line ends that Jupyter puts;
// "" if this is no picture.
func dataURI(mime, data string) string {
	data = strings.Join(strings.Fields(data), "")
	if _, err := base64.StdEncoding.DecodeString(data); err != nil || knownData("data:"+mime+";") == "" {
		return ""
	}
	return "data:" + mime + ";base64," + data
}

// row is the width in CSS pixels above which a picture is taken for several side by side, which a narrow page does not shrink
// to its own width.
const row = 700

// image returns an img element; width and height are in CSS pixels, "" leaves the picture its own.
func image(uri, alt, width, height string) string {
	var b strings.Builder
	b.WriteString("<img")
	if pixels, err := strconv.Atoi(width); err == nil && pixels > row {
		b.WriteString(` class="row"`)
	}
	b.WriteString(` src="` + html.EscapeString(uri) + `" alt="` + html.EscapeString(alt) + `"`)
	for _, size := range [][2]string{{"width", width}, {"height", height}} {
		if size[1] != "" {
			b.WriteString(" " + size[0] + `="` + html.EscapeString(size[1]) + `"`)
		}
	}
	b.WriteString(">")
	return b.String()
}
