package kernelspec

import (
	"regexp"
	"strings"
	"sync"
)

// Shell is a kind of command line. A command that is shown is written for the one that it will be typed into: where a path
// has spaces each wants it written otherwise.
type Shell int

const (
	POSIX      Shell = iota // sh and its kin, Git's on Windows too
	Cmd                     // Windows' cmd.exe
	PowerShell              // Windows' own, 5.1, and its successor
)

// shells are the programs that are one, by their names without .exe.
var shells = map[string]Shell{"cmd": Cmd, "powershell": PowerShell, "pwsh": PowerShell, "bash": POSIX, "sh": POSIX, "zsh": POSIX, "fish": POSIX}

// ShellHere is the one that this program was started from.
var ShellHere = sync.OnceValue(shellHere)

// shellAmong is the nearest shell among the programs that have started this one, the nearest first. Windows' own terminal
// opens PowerShell where nothing else is said.
func shellAmong(programs []string) Shell {
	for _, program := range programs {
		if shell, ok := shells[strings.TrimSuffix(strings.ToLower(program), ".exe")]; ok {
			return shell
		}
	}
	return PowerShell
}

// plain are words that mean themselves in each shell; the Windows ones end paths with a backslash.
var plain = sync.OnceValue(func() map[Shell]*regexp.Regexp {
	return map[Shell]*regexp.Regexp{
		POSIX:      regexp.MustCompile(`^[\pL\pN_./:@%+-]+$`),
		Cmd:        regexp.MustCompile(`^[\pL\pN_./:@+~\\-]+$`),
		PowerShell: regexp.MustCompile(`^[\pL\pN_./:+~\\-]+$`),
	}
})

// Word is a path as the shell takes it for one word.
func (s Shell) Word(path string) string {
	switch {
	case plain()[s].MatchString(path):
		return path
	case s == Cmd:
		return `"` + path + `"`
	case s == PowerShell:
		return "'" + strings.ReplaceAll(path, "'", "''") + "'"
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

// Program is a path as the first word of a command. To PowerShell a word in quotes is a text, which & runs.
func (s Shell) Program(path string) string {
	word := s.Word(path)
	if s == PowerShell && word != path {
		return "& " + word
	}
	return word
}

// Then is one command and, if it succeeds, another. PowerShell 5.1 has no &&.
func (s Shell) Then(first, second string) string {
	if s == PowerShell {
		return first + "; if ($?) { " + second + " }"
	}
	return first + " && " + second
}
