package eval

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

func saving() []*Builtin {
	return []*Builtin{
		{Name: "save", Signature: "save(figure, \"name.png\", dpi = 192, width = 640)", Topic: "Pictures", least: 2, most: 2, settings: []string{"dpi", "width", "height"}, command: true, run: saveFigure,
			Meaning: reason.Both("writes a figure to a file beside the notebook: .png, .svg, .pdf or .eps, a moving one also as .gif", "把图写到笔记旁的文件：.png、.svg、.pdf 或 .eps，动画还可用 .gif"), Example: "figure = plot(x -> x^2)"},
	}
}

func saveFigure(c *builtinCall) value.Value {
	figure := c.figureIn(0)
	name := c.word(1)
	if c.IsNested() {
		c.Fail("FileError", c.site, "file.effects", c.entry.Name)
	}
	c.mayOpen(name, c.positional[1].span)
	if ending := strings.ToLower(path.Ext(name)); !slices.Contains(SavedForms, ending) {
		panic(message.New("FileError", "file.form", name).At(c.Source(), c.positional[1].span).
			Advise("file.form-advice", strings.Join(SavedForms, ", ")))
	}
	sized := *figure
	sized.Settings.Width = c.wholeSetting("width", 100, sized.Settings.Width)
	sized.Settings.Height = c.wholeSetting("height", 100, sized.Settings.Height)
	if c.Output().Save == nil {
		c.Fail("FileError", c.positional[1].span, "file.none")
	}
	if err := c.Output().Save(Saving{Figure: &sized, Name: path.Clean(name), DPI: c.wholeSetting("dpi", 20, 0)}); err != nil {
		c.notSaved(name, err)
	}
	c.Note("file.saved", path.Clean(name))
	return nil
}

// figureIn is a positional argument that must be a figure, or something that has one.
func (c *builtinCall) figureIn(i int) *value.Figure {
	if figure, ok := c.positional[i].value.(*value.Figure); ok {
		return figure
	}
	figure := &value.Figure{}
	c.draw(figure, c.positional[i])
	return figure
}

func (c *builtinCall) notSaved(name string, err error) {
	if c.Context().Err() != nil {
		c.Interrupted()
	}
	panic(notWritten(name, err).At(c.Source(), c.positional[1].span))
}

// notWritten says why a file cannot be written, and what to write instead.
func notWritten(name string, err error) *message.Error {
	for _, known := range []struct {
		err         error
		key, advice string
	}{
		{ErrOutside, "file.outside", "file.outside-save"},
		{ErrNotPlain, "file.special", "file.another"},
		{ErrReadOnly, "file.read-only", "file.another"},
		{ErrNotPicture, "file.not-picture", "file.another"},
		{fs.ErrPermission, "file.forbidden", "file.another-folder"},
		{syscall.ENAMETOOLONG, "file.long", "file.shorter"},
		{syscall.ENOSPC, "file.full", "file.full-advice"},
	} {
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
