package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"saddle/kernel/handbook"
	"saddle/kernel/kernelspec"
	"saddle/kernel/language"
	"saddle/kernel/server"
	"saddle/kernel/session"
	"saddle/kernel/startup"
	"saddle/kernel/transport"
	"saddle/kernel/wire"
	"saddle/numerics/reason"
)

var kernelLong = reason.Both(`Kernel serves the front end that wrote the connection file. Jupyter starts it; there
is no need to do so by hand. Further arguments and flags, which Jupyter adds from its own
command line (jupyter run --kernel saddle FILE), are passed over.`, `供 Jupyter 启动，不必手工运行。Jupyter 自己的命令行附加的其余参数和选项会被忽略。`)

// kernelCommand is the name of the command that Jupyter starts.
const kernelCommand = "kernel"

func newKernel() *cobra.Command {
	var forgetful bool
	cmd := &cobra.Command{
		Use:                kernelCommand + " CONNECTION_FILE [ARGUMENT]…",
		Short:              told(reason.Both("Serve a Jupyter front end", "为 Jupyter 前端提供内核")),
		Long:               told(kernelLong),
		Args:               atLeast("CONNECTION_FILE"),
		FParseErrWhitelist: cobra.FParseErrWhitelist{UnknownFlags: true},
		RunE:               func(_ *cobra.Command, arguments []string) error { return serveFile(arguments[0], !forgetful) },
	}
	cmd.Flags().BoolVar(&forgetful, "no-history", false, told(reason.Both("leave the cells out of the history of all sessions", "不把单元格记入历史")))
	return cmd
}

// serveFile serves the front end that wrote the connection file, and warns of what is weak in it.
func serveFile(file string, remember bool) error {
	connection, err := wire.ReadConnection(file)
	if err != nil {
		return err
	}
	for _, warning := range connection.Warnings(file) {
		fmt.Fprintln(os.Stderr, "saddle: "+shown(errors.New(warning), session.EnvironmentLocale()))
	}
	return serve(connection, remember)
}

// serve binds the connection's sockets and answers until it is told to end.
func serve(connection wire.Connection, remember bool) error {
	logger := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	go func() { keepWithin(session.MemoryRoom()) }() // beside the first answer, which a front end waits for
	own := wire.NewSession("kernel")
	t, err := transport.Listen(connection, transport.Options{Logger: logger, Session: own})
	if err != nil {
		return err
	}
	defer t.Close()
	if err := t.Register(context.Background()); err != nil {
		return err
	}
	options := server.Options{Log: logger, Session: own, Began: startup.Began()}
	if remember {
		options.HistoryFolder = historyFolder()
	}
	return server.Serve(context.Background(), t, newLanguage(logger), options)
}

// newLanguage is Saddle in a fresh notebook; a mistake of its own goes to the logger.
func newLanguage(logger *slog.Logger) server.Language {
	faults := func(panicked any, stack []byte) {
		logger.Error("a mistake in Saddle", "panic", panicked, "stack", string(stack))
	}
	notebook := session.New(session.Options{Folder: ".", Locale: session.EnvironmentLocale(), Faults: faults})
	return language.New(notebook, language.Options{
		Version: release,
		Links:   helpLinks(os.Getenv(kernelspec.NameVariable), notebook.Locale()),
		Lexer:   os.Getenv("SADDLE_LEXER"), // set by the launcher of the Python package, which has one
	})
}

// helpLinks are the entries of the help menu: pages of the kernelspec, as Jupyter's
// server serves them; JupyterHub says where below its own address that server is.
func helpLinks(spec string, locale reason.Locale) []server.Link {
	if !kernelspec.IsName(spec) {
		return nil
	}
	base := os.Getenv("JUPYTERHUB_SERVICE_PREFIX")
	if base == "" {
		base = "/"
	}
	var links []server.Link
	for _, entry := range handbook.Entries() {
		url := path.Join(base, "kernelspecs", spec, kernelspec.PagesFolder, entry.FileIn(locale))
		links = append(links, server.Link{Text: entry.Title.In(locale), URL: url})
	}
	return links
}

// keepWithin has the collector work harder before memory runs out: of the machine,
// or of the container, which would end the kernel without a word. 0 is unknown.
// The number of processors is seen to by Go.
func keepWithin(room uint64) {
	if room > 0 && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(int64(room / 10 * 9))
	}
}

// historyFolder returns where the cells of all sessions are kept, "" where a user
// has no such place. A relative XDG_DATA_HOME is ignored, as its specification asks.
func historyFolder() string {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "saddle", "sessions")
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		dir, err := os.UserConfigDir()
		if err != nil {
			return ""
		}
		return filepath.Join(dir, "saddle", "sessions")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(home, ".local", "share", "saddle", "sessions")
}
