package library

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

func saving() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "save", Signature: "save(figure, \"name.png\", dpi = 192, width = 640)", Topic: "Pictures", Least: 2, Most: 2, Settings: []string{"dpi", "width", "height"}, Command: true, Run: saveFigure,
			Meaning: reason.Both("writes a figure to a file beside the notebook: .png, .svg, .pdf or .eps, a moving one also as .gif", "把图存成笔记本所在文件夹里的文件：.png、.svg、.pdf 或 .eps，动画还可用 .gif"), Example: "figure = plot(x -> x^2)"},
	}
}

func saveFigure(c *eval.Call) value.Value {
	figure := figureIn(c, 0)
	name := text(c, c.Positional[1])
	if c.Notebook().IsNested() {
		c.Fail("FileError", c.Site, "file.effects", c.Entry.Name)
	}
	mayOpen(c, name, c.Positional[1].Span)
	if ending := strings.ToLower(path.Ext(name)); !slices.Contains(eval.SavedForms, ending) {
		panic(message.New("FileError", "file.form", name).At(c.Source(), c.Positional[1].Span).
			Advise("file.form-advice", eval.SavedForms))
	}
	sized := *figure
	sized.Settings.Width = wholeSetting(c, "width", 100, sized.Settings.Width)
	sized.Settings.Height = wholeSetting(c, "height", 100, sized.Settings.Height)
	if c.Notebook().Output().Save == nil {
		c.Fail("FileError", c.Positional[1].Span, "file.none")
	}
	if err := c.Notebook().Output().Save(eval.Saving{Figure: &sized, Name: path.Clean(name), DPI: wholeSetting(c, "dpi", 20, 0)}); err != nil {
		notSaved(c, name, err)
	}
	if c.Notebook().Output().Print != nil {
		c.Notebook().Output().Print(message.Say("file.saved", path.Clean(name)).In(c.Notebook().Locale()) + "\n")
	}
	return nil
}

// figureIn is a positional argument that must be a figure, or something that has one.
func figureIn(c *eval.Call, i int) *value.Figure {
	if figure, ok := c.Positional[i].Value.(*value.Figure); ok {
		return figure
	}
	figure := &value.Figure{}
	draw(c, figure, c.Positional[i])
	return figure
}

func notSaved(c *eval.Call, name string, err error) {
	if c.Context().Err() != nil {
		c.Interrupted()
	}
	panic(notWritten(name, err).At(c.Source(), c.Positional[1].Span))
}

// notWritten says why a file cannot be written, and what to write instead.
func notWritten(name string, err error) *message.Error {
	for _, known := range whyNotWritten {
		if errors.Is(err, known.err) {
			return message.New("FileError", known.key, name).Advise(known.advice)
		}
	}
	var refused *fs.PathError
	if errors.As(err, &refused) {
		err = refused.Err
	}
	return message.New("FileError", "file.unwritable", name, err.Error())
}

// whyNotWritten are the failures that have a sentence and an advice of their own.
var whyNotWritten = []struct {
	err         error
	key, advice string
}{
	{eval.ErrOutside, "file.outside", "file.outside-save"},
	{eval.ErrNotPlain, "file.special", "file.another"},
	{eval.ErrReadOnly, "file.read-only", "file.another"},
	{eval.ErrNotPicture, "file.not-picture", "file.another"},
	{fs.ErrPermission, "file.forbidden", "file.another-folder"},
	{syscall.ENAMETOOLONG, "file.long", "file.shorter"},
	{syscall.ENOSPC, "file.full", "file.full-advice"},
	{syscall.EDQUOT, "file.full", "file.full-advice"},
	{syscall.EROFS, "file.forbidden", "file.another-folder"},
	{syscall.ENOTDIR, "file.no-folder", "file.another"},
	{fs.ErrNotExist, "file.gone", "file.gone-advice"},
}
