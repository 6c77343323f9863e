package main

import (
	"regexp"

	"saddle/numerics/reason"
)

// faults are what is wrong with a command line, with $1, $2 for what it names.
var faults = []struct {
	look    *regexp.Regexp
	chinese string
}{
	{regexp.MustCompile(`^there is no command (.+); see saddle --help$`), "没有命令 $1；用法见 saddle --help"},
	{regexp.MustCompile(`^there is no command (.+); did you mean (.+)\?$`), "没有命令 $1；是否想写 $2？"},
	{regexp.MustCompile(`^(\S+) is missing: (.+)$`), "缺少 $1：$2"},
	{regexp.MustCompile(`^(.+) is too much: (.+)$`), "多了 $1：$2"},
	{regexp.MustCompile(`^unknown flag: (\S+); see (.+) --help$`), "没有选项 $1；用法见 $2 --help"},
	{regexp.MustCompile(`^unknown shorthand flag: (.+); see (.+) --help$`), "没有选项 $1；用法见 $2 --help"},
	{regexp.MustCompile(`^flag needs an argument: (.+); see (.+) --help$`), "选项 $1 缺少值；用法见 $2 --help"},
	{regexp.MustCompile(`^--(\S+) is empty: write a name after it, or leave it out$`), "--$1 后面是空的：请写上名字，或去掉这个选项"},
	{regexp.MustCompile(`^-p (.*): write a name and its value, as in -p "η = 0.05"$`), `-p $1：请写名字和值，例如 -p "η = 0.05"`},
	{regexp.MustCompile(`^-o (.+): the name must end in \.ipynb, for a notebook, or \.html, for a page, or be a folder$`), "-o $1：名字要以 .ipynb（笔记本）或 .html（网页）结尾，或是文件夹"},
	{regexp.MustCompile(`^-o (.+): several notebooks go into a folder, as in -o pages$`), "-o $1：几个笔记本要写进一个文件夹，例如 -o pages"},
	{regexp.MustCompile(`^-o (.+): the name must end in \.html, \.ipynb, \.png or \.svg$`), "-o $1：名字要以 .html、.ipynb、.png 或 .svg 结尾"},
	{regexp.MustCompile(`^--watch needs a file$`), "--watch 需要一个文件"},
	{regexp.MustCompile(`^--no-pictures leaves nothing to write$`), "加上 --no-pictures 就没有图片可写了"},
	{regexp.MustCompile(`^(.+) is not written: no cell shows a picture of that kind$`), "没有写出 $1：没有单元格显示这种图片"},
	{regexp.MustCompile(`^(.+): more than (\d+) MB, which are no cells$`), "$1：超过 $2 MB，不是单元格"},
	{regexp.MustCompile(`^--name (.+): a kernelspec's name is made of letters, digits, points, - and _$`), "--name $1：名字只能由字母、数字、点、- 和 _ 组成"},
	{regexp.MustCompile(`^--user, --sys-prefix and --prefix exclude each other; give one$`), "--user、--sys-prefix 和 --prefix 只能选一个"},
	{regexp.MustCompile(`^there is no kernelspec in (.+); jupyter kernelspec list shows where it is$`), "$1 里没有内核说明；jupyter kernelspec list 会列出它在哪里"},
	{regexp.MustCompile(`^(.+) is a notebook in (.+); Saddle runs its own language only$`), "$1 是 $2 的笔记本；Saddle 只能运行自己的笔记本"},
	{regexp.MustCompile(`^(.+): the file is empty$`), "$1：文件是空的"},
	{regexp.MustCompile(`^(.+): line (\d+): not JSON: .*$`), "$1：第 $2 行不是 JSON"},
	{regexp.MustCompile(`^cannot write (.+): there is no folder (.+)$`), "无法写入 $1：没有文件夹 $2"},
	{regexp.MustCompile(`^cannot write (.+): it is a folder$`), "无法写入 $1：它是文件夹"},
	{regexp.MustCompile(`^cannot write (.+): it is read-only$`), "无法写入 $1：它是只读文件"},
	{regexp.MustCompile(`^there is no (jupyter(?: lab)?) on the path; install it with  (.+)  or run a notebook without it:  (.+)$`), "路径中找不到 $1；安装请运行 `$2`，或不用它直接运行笔记本（$3）"},
	{regexp.MustCompile(`^there is no kernel for browsers here: make site builds it beside the program, and (.+) names a folder that has it$`), "这里没有浏览器用的内核：用 make site 在程序旁边生成，或用 $1 指定已有的文件夹"},
	{regexp.MustCompile(`^--live writes pages with a kernel beside them: name their folder, as in (.+)$`), "--live 把内核放在网页旁边：请写出文件夹，例如 $1"},
	{regexp.MustCompile(`^--browser needs no folder: the browser keeps what is done$`), "--browser 不需要文件夹：所做的内容保存在浏览器里"},
	{regexp.MustCompile(`^jupyter lab: (.+); saddle doctor looks for what is missing$`), "jupyter lab：$1；用 saddle doctor 查找所缺的组件"},
	{regexp.MustCompile(`^invalid argument "(.*)" for "--lang" flag: write en or zh; see (.+) --help$`), "--lang $1：请写 en 或 zh；用法见 $2 --help"},
	{regexp.MustCompile(`^the kernelspec in (.+) is for (.*), not for Saddle; it stays$`), "$1 里的内核说明属于 $2，不是 Saddle 的；未删除"},
	{regexp.MustCompile(`^no pictures can be written: (.+)$`), "无法写出图片：$1"},
	{regexp.MustCompile(`^(.+); try --user, or --prefix with a folder of yours$`), "$1；请用 --user，或用 --prefix 指定自己的文件夹"},
	{regexp.MustCompile(`^(.+); give --prefix DIR, or set JUPYTER_DATA_DIR$`), "$1；请写 --prefix DIR，或设置 JUPYTER_DATA_DIR"},
	{regexp.MustCompile(`^(.+); name a folder with -o$`), "$1；请用 -o 指定文件夹"},
	{regexp.MustCompile(`^the key is empty and the kernel listens on (.+): anybody .*$`), "密钥为空，而内核监听 $1：网络上任何人都能在这里运行代码。请给内核密钥，或只监听 127.0.0.1"},
	{regexp.MustCompile(`^the key is empty, so messages are not signed: .*$`), "密钥为空，消息没有签名：本机上任何人都能在这里运行代码。请给内核密钥"},
	{regexp.MustCompile(`^others can read the key in (.+), or change it: (.+)$`), "其他用户能读取或改动 $1 里的密钥：$2"},
}

// commandTexts are what the commands and their flags say of themselves.
var commandTexts = []reason.Text{
	reason.Both("A Jupyter kernel for the mathematics of optimisation", "用于优化数学的 Jupyter 内核"),
	reason.Both(`Saddle is a Jupyter kernel for the mathematics of optimisation: functions, their
gradients and Hessians, critical points, and the paths of optimizers, in the
notation of a lecture. On a terminal, without a command, it is a dialogue.`, `Saddle 是用于优化数学的 Jupyter 内核：函数、梯度与海森矩阵、临界点、优化器的轨迹，
都按课堂上的记法书写。在终端里不写命令时，进入对话。`),
	reason.Both("speak `LANGUAGE`, en or zh; else that of the environment", "使用的语言 `LANGUAGE`：en 或 zh；不写则按环境变量"),
	reason.Both("Help about any command", "显示一个命令的说明"),
	reason.Both("Help provides help for any command in the application.\nSimply type saddle help [path to command] for full details.", "显示一个命令的说明：saddle help 命令。"),
	reason.Both("Run cells from a file", "运行文件里的单元格"),
	reason.Both(`Eval runs cells without Jupyter, all in one session, and prints what a terminal
would show. A line %% begins a new cell. Without a file, or with -, the cells come
from standard input.

With --json it prints one JSON object a line for each output, as notebooks store
them. With -o it also writes a page, a notebook, or the last picture, by the ending
of the name. With --watch it runs the file again whenever it changes, until Ctrl-C.
The first cell that fails ends it with exit code 1.`, `不用 Jupyter，在同一个会话里依次运行各单元格，并输出终端里会显示的内容。
单独一行 %% 表示新的单元格。不写文件名或写 - 时，从标准输入读取。

加上 --json 时，每个输出写成一行 JSON，格式与笔记本相同。加上 -o 时，
按名字的结尾另外写出网页、笔记本或最后一幅图。加上 --watch 时，文件一改动就重新运行，
直到按 Ctrl-C。第一个出错的单元格使程序以退出码 1 结束。`),
	reason.Both("print outputs as JSON, one a line", "把输出写成 JSON，每行一个"),
	reason.Both("draw no pictures, only say what they show", "不画图，只说明图的内容"),
	reason.Both("write `OUT`.html, .ipynb, .png or .svg", "写出 `OUT`.html、.ipynb、.png 或 .svg"),
	reason.Both("run the file again whenever it changes", "文件一改动就重新运行"),
	reason.Both("Run notebooks without Jupyter", "不用 Jupyter 运行笔记本"),
	reason.Both(`Run executes the cells of a notebook in a kernel of its own, as Jupyter does, and
writes what it is asked for: the executed notebook, a page that can be read
offline, or the pictures as files. Without -o it only runs.

The first cell that fails ends the run, with its error and exit code 1; what had
run until then is written all the same. A cell with the tag raises-exception may
fail, one with the tag skip-execution is not run.

Of several notebooks each runs in a kernel of its own; -o then names a folder, for
pages. With -p a value is set behind the cell that has the tag parameters, or before
all cells where none has.

With --live the pages in the folder -o have cells that can be edited and run in the
browser, by a kernel in WebAssembly that is laid beside them; any web server serves them.`, `像 Jupyter 一样，在专用的内核里运行笔记本的各单元格，并写出所要的结果：
运行后的笔记本、可离线阅读的网页，或图片文件。不写 -o 时只运行。

第一个出错的单元格使运行结束，显示错误，退出码为 1；此前的结果照样写出。
带标签 raises-exception 的单元格可以出错，带标签 skip-execution 的不运行。

几个笔记本各用一个内核运行，这时 -o 后面是存放网页的文件夹。-p 在带标签 parameters
的单元格之后赋值；没有这种单元格时，在全部单元格之前赋值。

写 --live 时，-o 文件夹里的网页可以在浏览器中修改并运行单元格：WebAssembly 版的内核
放在网页旁边，任何网页服务器都能提供。`),
	reason.Both("write `OUT`.ipynb, the executed notebook, or OUT.html, a page", "写出 `OUT`.ipynb（运行后的笔记本）或 OUT.html（网页）"),
	reason.Both("write the pictures as files into `DIR`", "把图片写到文件夹 `DIR`"),
	reason.Both("set a value, as in -p `\"η = 0.05\"`; may be repeated", "赋值，例如 -p `\"η = 0.05\"`；可以写多次"),
	reason.Both("make pages whose cells can be edited and run", "生成可以修改并运行单元格的网页"),
	reason.Both("serve the site with the kernel in the browser instead", "改为提供在浏览器里运行内核的网站"),
	reason.Both("go on after a cell that fails", "单元格出错后继续运行"),
	reason.Both("Make Jupyter know Saddle", "把 Saddle 安装到 Jupyter"),
	reason.Both(`Install writes a kernelspec, so that JupyterLab, Notebook and VS Code offer Saddle.
It holds the absolute path of this program; after moving the program, install again.`, `写出内核说明（kernelspec），使 JupyterLab、Notebook 和 VS Code 列出 Saddle。
其中记有本程序的绝对路径；移动程序后请重新安装。`),
	reason.Both("for the current user (the default)", "为当前用户安装（默认）"),
	reason.Both("into the active virtual or conda environment, else python's prefix", "装到当前的虚拟环境或 conda 环境，否则装到 python 的前缀"),
	reason.Both("into `DIR`/share/jupyter/kernels", "装到 `DIR`/share/jupyter/kernels"),
	reason.Both("`NAME` of the kernelspec", "内核说明的名字 `NAME`"),
	reason.Both("Make Jupyter forget Saddle", "从 Jupyter 中卸载 Saddle"),
	reason.Both("Uninstall removes the kernelspec that install wrote with the same flags.", "删除用同样的选项安装时写出的内核说明。"),
	reason.Both("Print the version", "显示版本"),
	reason.Both("Serve a Jupyter front end", "为 Jupyter 前端提供内核"),
	reason.Both(`Kernel serves the front end that wrote the connection file. Jupyter starts it; there
is no need to do so by hand. Further arguments and flags, which Jupyter adds from its own
command line (jupyter run --kernel saddle FILE), are passed over.`, `供 Jupyter 启动，不必手工运行。Jupyter 自己的命令行附加的其余参数和选项会被忽略。`),
	reason.Both("leave the cells out of the history of all sessions", "不把单元格记入历史"),
	reason.Both("Write the reference, the gallery and the course as pages", "把参考手册、图库和课程写成网页"),
	reason.Both(`Docs writes pages that can be read offline: the reference, the gallery and the course
with its pictures. Without -o they go beside what programs keep for a user.`, `写出可离线阅读的网页：参考手册、图库和带图的课程。不写 -o 时，写到用户的数据文件夹。`),
	reason.Both("write them into `DIR`", "写到文件夹 `DIR`"),
	reason.Both("Find out why Jupyter does not offer Saddle, and what mends it", "查明 Jupyter 为何没有列出 Saddle，以及怎样修复"),
	reason.Both(`Doctor looks for Jupyter, for the kernelspecs that it would take, whether they start this
program, and for what shows sliders; for each thing that is missing it writes the one
command that mends it. The exit code is 1 where something is.`, `检查 Jupyter、它会采用的内核说明、它们能否启动本程序，以及显示滑块所需的组件；
每缺一样，就写出修复它的一条命令。有缺少时退出码为 1。`),
	reason.Both("Open the course in JupyterLab", "在 JupyterLab 里打开课程"),
	reason.Both(`Lab copies the course into a folder, saddle-lessons unless another is named, and opens
JupyterLab there. Lessons that have been worked on stay as they are. The kernel is this
program, whether it has been installed or not. What stands behind -- goes to jupyter lab.

With --browser no Jupyter is needed: this program serves the site in which JupyterLab, the
course and the kernel run in the browser, to this machine only, until it is interrupted.`, `把课程复制到一个文件夹（默认 saddle-lessons），并在那里打开 JupyterLab。
已经改动过的课不会被覆盖。内核就是本程序，不论是否已安装。-- 之后的内容交给 jupyter lab。

写 --browser 时不需要 Jupyter：本程序只向本机提供一个网站，JupyterLab、课程和内核都在浏览器里
运行，直到被中断。`),
	reason.Both("List the course, or copy it into a folder", "列出课程，或复制到文件夹"),
	reason.Both(`Lessons lists the notebooks of the course. With a folder it copies them there, without
outputs, with the data that they load. A lesson that is there already and differs is
somebody's work: it stays as it is, unless --force is given.`, `列出课程的笔记本。写上文件夹时，把它们连同所用的数据复制过去，不带输出。
已经存在且内容不同的课视为有人做过：除非写 --force，否则保持不变。`),
	reason.Both("of one `LANGUAGE` only: en or zh", "只要一种语言 `LANGUAGE` 的：en 或 zh"),
	reason.Both("write over lessons that have been worked on", "覆盖已经改动过的课"),
}
