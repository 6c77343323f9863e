package terminal

import (
	"encoding/base64"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Pictures shows the pictures of cells: data as outputs hold it, a PNG in base64 or the text of an SVG, by its ending.
type Pictures interface {
	Show(out io.Writer, ending, data string) error
}

// PicturesOf chooses how pictures are shown by what the environment says of the terminal: inside it, by the protocol of
// kitty or that of iTerm, else as files in a folder.
func PicturesOf(getenv func(string) string, folder string) Pictures {
	files := &files{folder: folder}
	switch program := getenv("TERM_PROGRAM"); {
	case getenv("TMUX") != "" || getenv("STY") != "": // they pass no pictures on
		return files
	case getenv("KITTY_WINDOW_ID") != "" || getenv("TERM") == "xterm-kitty" || program == "ghostty":
		return inside{kitty, files}
	case program == "iTerm.app" || program == "WezTerm":
		return inside{iTerm, files}
	}
	return files
}

// inside shows a PNG in the terminal; what is none becomes a file.
type inside struct {
	write  func(out io.Writer, data string) error
	others Pictures
}

// Show implements Pictures.
func (p inside) Show(out io.Writer, ending, data string) error {
	if ending != ".png" {
		return p.others.Show(out, ending, data)
	}
	return p.write(out, data)
}

// kitty writes a PNG by the graphics protocol of kitty: base64 in pieces of at most 4096 bytes
// (https://sw.kovidgoyal.net/kitty/graphics-protocol/, "The graphics escape code").
func kitty(out io.Writer, data string) error {
	const most = 4096
	control := "a=T,f=100,"
	for {
		piece, more := data, 0
		if len(data) > most {
			piece, more = data[:most], 1
		}
		if _, err := fmt.Fprintf(out, "\x1b_G%sm=%d;%s\x1b\\", control, more, piece); err != nil {
			return err
		}
		if data = data[len(piece):]; more == 0 {
			_, err := fmt.Fprintln(out)
			return err
		}
		control = ""
	}
}

// iTerm writes a PNG by the inline images protocol of iTerm2 (https://iterm2.com/documentation-images.html).
func iTerm(out io.Writer, data string) error {
	_, err := fmt.Fprintf(out, "\x1b]1337;File=inline=1;size=%d:%s\a\n", base64.StdEncoding.DecodedLen(len(data)), data)
	return err
}

// files writes pictures into a folder, numbered, and says where they are. The folder is made with the first.
type files struct {
	folder string
	count  int
}

// Show implements Pictures.
func (f *files) Show(out io.Writer, ending, data string) error {
	content := []byte(data)
	if ending == ".png" {
		decoded, err := base64.StdEncoding.DecodeString(data)
		if err != nil {
			return err
		}
		content = decoded
	}
	if err := os.MkdirAll(f.folder, 0o700); err != nil {
		return err
	}
	f.count++
	path := filepath.Join(f.folder, fmt.Sprintf("%d%s", f.count, ending))
	if err := os.WriteFile(path, content, 0o600); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out, "→ "+path)
	return err
}
