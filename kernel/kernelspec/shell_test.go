package kernelspec

import (
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestShellAmong takes the nearest shell, past what is none.
func TestShellAmong(t *testing.T) {
	for programs, want := range map[string]Shell{
		"jupyter.exe cmd.exe WindowsTerminal.exe": Cmd,
		"python.exe pwsh.exe explorer.exe":        PowerShell,
		"powershell.exe cmd.exe explorer.exe":     PowerShell,
		"cmd.exe powershell.exe":                  Cmd,
		"CMD.EXE":                                 Cmd,
		"bash.exe mintty.exe explorer.exe":        POSIX,
		"explorer.exe":                            PowerShell,
		"":                                        PowerShell,
		"commander.exe cmdlet.exe python3.exe bash-server.exe": PowerShell,
	} {
		if is := shellAmong(strings.Fields(programs)); is != want {
			t.Errorf("%q: %v, not %v", programs, is, want)
		}
	}
}

// TestShellWords writes commands for shells that are not on every machine, by the rules of their makers.
func TestShellWords(t *testing.T) {
	windows := `C:\Program Files\Python 3\python.exe`
	for _, c := range []struct {
		shell               Shell
		path, word, program string
	}{
		{Cmd, `C:\Python\python.exe`, `C:\Python\python.exe`, `C:\Python\python.exe`},
		{Cmd, windows, `"` + windows + `"`, `"` + windows + `"`},
		{Cmd, `C:\R&D\x.exe`, `"C:\R&D\x.exe"`, `"C:\R&D\x.exe"`},
		{PowerShell, `C:\Python\python.exe`, `C:\Python\python.exe`, `C:\Python\python.exe`},
		{PowerShell, `C:\Users\张三\python.exe`, `C:\Users\张三\python.exe`, `C:\Users\张三\python.exe`},
		{PowerShell, windows, `'` + windows + `'`, `& '` + windows + `'`},
		{PowerShell, `C:\$x\O'Neil\x.exe`, `'C:\$x\O''Neil\x.exe'`, `& 'C:\$x\O''Neil\x.exe'`},
		{PowerShell, `C:\a,b\x.exe`, `'C:\a,b\x.exe'`, `& 'C:\a,b\x.exe'`},
		{POSIX, "/usr/bin/python3", "/usr/bin/python3", "/usr/bin/python3"},
		{POSIX, "/a b/python3", "'/a b/python3'", "'/a b/python3'"},
	} {
		if word, program := c.shell.Word(c.path), c.shell.Program(c.path); word != c.word || program != c.program {
			t.Errorf("%v, %s: %s and %s, not %s and %s", c.shell, c.path, word, program, c.word, c.program)
		}
	}
	poor := Python{Path: windows, Shell: PowerShell, NoPip: true}
	if got, want := poor.Install("x"), "& '"+windows+"' -m ensurepip; if ($?) { & '"+windows+"' -m pip install x }"; got != want {
		t.Errorf("%s, not %s", got, want)
	}
}

// TestShellsTakeWords hands programs with every sign in their path to the shells that this machine has, which must start
// them with such a word behind.
func TestShellsTakeWords(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("programs are shell scripts here")
	}
	signs := "a b&c'd$e;f(g)h`i^j%k#l~m{n},o[p]!q=r@s+t-u"
	path := put(t, filepath.Join(t.TempDir(), signs, "x"), "#!/bin/sh\nprintf %s. \"$1\"\n", 0o755)
	for name, shell := range map[string]Shell{"sh": POSIX, "bash": POSIX, "zsh": POSIX, "pwsh": PowerShell} {
		if _, err := exec.LookPath(name); err != nil && name != "sh" {
			continue
		}
		command := shell.Then(shell.Program(path)+" "+shell.Word(signs), shell.Program(path)+" "+shell.Word("again"))
		out, err := exec.Command(name, "-c", command).CombinedOutput()
		if want := signs + ".again."; err != nil || string(out) != want {
			t.Errorf("%s: %s gave %q, not %q, %v", name, command, out, want, err)
		}
	}
}
