package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"saddle/kernel/session"
	"saddle/numerics/reason"
)

// speakAsAsked puts the language of --lang into the environment, from where the whole program takes it, and the kernels
// that it starts. What names no language is refused where the flags are read.
func speakAsAsked(arguments []string) {
	for i, argument := range arguments {
		name, given := strings.CutPrefix(argument, "--lang=")
		if argument == "--lang" && i+1 < len(arguments) {
			name, given = arguments[i+1], true
		}
		if argument == "--" {
			return
		}
		if given {
			os.Setenv(session.LanguageVariable, name)
		}
	}
}

// tongue is the value of --lang.
type tongue string

func (t *tongue) String() string { return string(*t) }
func (t *tongue) Type() string   { return "string" }

func (t *tongue) Set(name string) error {
	if name != "en" && !strings.HasPrefix(name, "en_") && !strings.HasPrefix(name, "zh") {
		return errors.New("write en or zh")
	}
	*t = tongue(name)
	return nil
}

// say prints a line in the language of the program.
func say(out io.Writer, text reason.Text) { fmt.Fprintln(out, told(text)) }

// told is what a command or a flag says of itself, in the language of the program.
func told(text reason.Text) string { return text.In(session.EnvironmentLocale()) }

// speakChinese puts into Chinese what cobra says of a command and those below it.
func speakChinese(cmd *cobra.Command) {
	cmd.InitDefaultHelpFlag()
	cmd.InitDefaultVersionFlag()
	cmd.InitDefaultHelpCmd()
	cmd.DisableFlagsInUseLine = true // cobra would add [flags]
	if !cmd.HasParent() {
		cmd.SetUsageTemplate(chineseUsage)
	}
	if cmd.Name() == "help" {
		cmd.Short, cmd.Long = "显示一个命令的说明", "显示一个命令的说明：saddle help 命令。"
	}
	if flag := cmd.Flags().Lookup("help"); flag != nil {
		flag.Usage = "显示 " + cmd.Name() + " 的说明"
	}
	if flag := cmd.Flags().Lookup("version"); flag != nil {
		flag.Usage = "显示版本"
	}
	for _, below := range cmd.Commands() {
		speakChinese(below)
	}
}

// shown is an error of a command as it is written in a language.
func shown(err error, locale reason.Locale) string {
	text := err.Error()
	if locale != reason.Chinese {
		return text
	}
	for _, row := range faults {
		if row.look().MatchString(text) {
			text = row.look().ReplaceAllString(text, row.chinese)
			break
		}
	}
	for _, row := range systemFaults {
		if errors.Is(err, row.kind) {
			text = row.look().ReplaceAllString(text, "${1}${2}："+row.chinese)
		}
	}
	return text
}

// systemFaults are what the operating system says of files.
var systemFaults = []struct {
	kind    error
	look    func() *regexp.Regexp
	chinese string
}{
	{fs.ErrNotExist, saidOf(`no such file or directory|file does not exist|The system cannot find[^；]*`), "没有这个文件或文件夹"},
	{fs.ErrPermission, saidOf(`permission denied|operation not permitted|Access is denied\.`), "没有权限"},
	{syscall.ENOTDIR, saidOf(`not a directory`), "路径中有一部分不是文件夹"},
	{syscall.EISDIR, saidOf(`is a directory`), "这是文件夹"},
	{syscall.EROFS, saidOf(`read-only file system`), "文件系统只读"},
	{syscall.ENOSPC, saidOf(`no space left on device`), "磁盘已满"},
	{syscall.ENAMETOOLONG, saidOf(`file name too long`), "名字太长"},
}

// saidOf is the pattern of what the system says of a file, behind its name, $2, and what was to be done with it.
func saidOf(words string) func() *regexp.Regexp {
	const calls = `open|openat|stat|lstat|mkdir|mkdirat|read|write|rename|remove|unlinkat|chmod|fsync|chdir`
	return patternOf(`^(.*?)(?:(?:` + calls + `) )?([^：]+?): (?:` + words + `)`)
}

// chineseUsage is cobra's template of a command's help.
const chineseUsage = `用法：{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [命令]{{end}}{{if .HasExample}}

例：
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

命令：{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

“{{.CommandPath}} [命令] --help” 显示一个命令的说明。{{end}}
`
