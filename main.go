// Command saddle is a Jupyter kernel for the mathematics of optimisation, and
// what belongs to it: it talks at a terminal, installs itself in Jupyter, runs
// notebooks without Jupyter, and evaluates cells from a file.
//
//	saddle
//	saddle install
//	saddle run lesson.ipynb -o lesson.html
//	echo '2 + 3' | saddle eval
//
// This package holds flags and wiring only: a file cmd_*.go a command.
package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"saddle/kernel/session"
	"saddle/numerics/reason"
)

// What the process ends with.
const (
	exitFailed = 1 // a cell failed, or a file could not be read or written
	exitUsage  = 2 // the command line is wrong
)

func main() {
	os.Exit(execute(os.Args[1:]))
}

// execute runs one command line and returns the exit code.
func execute(arguments []string) int {
	speakAsAsked(arguments)
	root, locale := newRoot(), session.EnvironmentLocale()
	if locale == reason.Chinese {
		speakChinese(root)
	}
	root.SetArgs(arguments)
	err := root.Execute()
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errShown):
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintf(os.Stderr, "saddle: %s\n", shown(err, locale))
		return exitUsage
	}
	fmt.Fprintf(os.Stderr, "saddle: %s\n", shown(err, locale))
	return exitFailed
}

// errShown ends a command whose failure has been shown already.
var errShown = errors.New("failed, as shown")

// usageError is a command line that cannot be meant.
type usageError struct{ error }

var saddleLong = reason.Both(`Saddle is a Jupyter kernel for the mathematics of optimisation: functions, their
gradients and Hessians, critical points, and the paths of optimizers, in the
notation of a lecture. On a terminal, without a command, it is a dialogue.`, `Saddle 是用于优化数学的 Jupyter 内核：函数、梯度与海森矩阵、临界点、优化器的轨迹，
都按课堂上的记法书写。在终端里不写命令时，进入对话。`)

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:               "saddle",
		Short:             told(reason.Both("A Jupyter kernel for the mathematics of optimisation", "用于优化数学的 Jupyter 内核")),
		Long:              told(saddleLong),
		Args:              noSuchCommand,
		PersistentPreRunE: func(cmd *cobra.Command, arguments []string) error { return noneEmpty(cmd, arguments) },
		SilenceErrors:     true,
		SilenceUsage:      true,
		Version:           version(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if isDialogue() {
				return converse()
			}
			return cmd.Help()
		},
	}
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())}
	})
	root.CompletionOptions.HiddenDefaultCmd = true
	root.PersistentFlags().Var(new(tongue), "lang", told(reason.Both("speak `LANGUAGE`, en or zh; else that of the environment", "使用的语言 `LANGUAGE`：en 或 zh；不写则按环境变量")))
	root.AddCommand(newKernel(), newInstall(), newUninstall(), newRun(), newEval(), newLessons(), newLab(), newDoctor(), newDocs(), newVersion())
	root.InitDefaultHelpCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "help" {
			cmd.Args = helpOfCommand
		}
	}
	return root
}

// noSuchCommand refuses words after saddle that are no command.
func noSuchCommand(cmd *cobra.Command, arguments []string) error {
	if len(arguments) == 0 {
		return nil
	}
	err := fmt.Errorf("there is no command %s; see saddle --help", arguments[0])
	if near := cmd.SuggestionsFor(arguments[0]); len(near) > 0 {
		err = fmt.Errorf("there is no command %s; did you mean %s?", arguments[0], strings.Join(near, " or "))
	}
	return usageError{err}
}

// noneEmpty refuses flags and arguments that are given and empty, as a variable that is not set makes them.
func noneEmpty(cmd *cobra.Command, arguments []string) error {
	if cmd.Name() == kernelCommand { // which gets more from Jupyter than is meant for it
		return nil
	}
	if dash := cmd.ArgsLenAtDash(); dash >= 0 { // what stands behind is for another program
		arguments = arguments[:dash]
	}
	if slices.Contains(arguments, "") {
		return usageError{fmt.Errorf("an argument is empty: %s", cmd.UseLine())}
	}
	for _, name := range []string{"output", "pictures", "prefix", "name", "language"} {
		if flag := cmd.Flags().Lookup(name); flag != nil && flag.Changed && flag.Value.String() == "" {
			return usageError{fmt.Errorf("--%s is empty: write a name after it, or leave it out", name)}
		}
	}
	return nil
}

// helpOfCommand refuses to help with what is no command.
func helpOfCommand(cmd *cobra.Command, arguments []string) error {
	if found, _, err := cmd.Root().Find(arguments); err != nil || found == cmd.Root() {
		return noSuchCommand(cmd.Root(), arguments)
	}
	return nil
}

// coloured reports whether what goes to a file may have colours: on a terminal, unless NO_COLOR is set.
func coloured(to *os.File) bool {
	return term.IsTerminal(int(to.Fd())) && os.Getenv("NO_COLOR") == ""
}

// atLeast accepts one argument, and more.
func atLeast(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, arguments []string) error {
		if len(arguments) == 0 {
			return usageError{fmt.Errorf("%s is missing: %s", name, cmd.UseLine())}
		}
		return nil
	}
}

// exactly accepts as many arguments as there are names.
func exactly(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, arguments []string) error {
		switch {
		case len(arguments) < len(names):
			return usageError{fmt.Errorf("%s is missing: %s", names[len(arguments)], cmd.UseLine())}
		case len(arguments) > len(names):
			return usageError{fmt.Errorf("%s is too much: %s", arguments[len(names)], cmd.UseLine())}
		}
		return nil
	}
}
