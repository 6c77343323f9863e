package main

import (
	"regexp"
	"sync"
)

// faults are what is wrong with a command line, with $1, $2 for what it names.
var faults = []struct {
	look    func() *regexp.Regexp
	chinese string
}{
	{patternOf(`^there is no command (.+); see saddle --help$`), "没有命令 $1；用法见 saddle --help"},
	{patternOf(`^there is no command (.+); did you mean (.+)\?$`), "没有命令 $1；是否想写 $2？"},
	{patternOf(`^(\S+) is missing: (.+)$`), "缺少 $1：$2"},
	{patternOf(`^(.+) is too much: (.+)$`), "多了 $1：$2"},
	{patternOf(`^unknown flag: (\S+); see (.+) --help$`), "没有选项 $1；用法见 $2 --help"},
	{patternOf(`^unknown shorthand flag: '.+' in (.+); see (.+) --help$`), "没有选项 $1；用法见 $2 --help"},
	{patternOf(`^flag needs an argument: (?:'.+' in )?(.+); see (.+) --help$`), "选项 $1 缺少值；用法见 $2 --help"},
	{patternOf(`^an argument is empty: (.+)$`), "有一个参数是空的：$1"},
	{patternOf(`^--language (.+): the course is there in en and zh$`), "--language $1：课程只有 en 和 zh"},
	{patternOf(`^(.+) is a notebook; saddle run NOTEBOOK runs it$`), "$1 是笔记本；请用 saddle run NOTEBOOK 运行"},
	{patternOf(`^--(\S+) is empty: write a name after it, or leave it out$`), "--$1 后面是空的：请写上名字，或去掉这个选项"},
	{patternOf(`^-p (.*): write a name and its value, as in -p "η = 0.05"$`), `-p $1：请写名字和值，例如 -p "η = 0.05"`},
	{patternOf(`^-o (.+): the name must end in \.ipynb, for a notebook, or \.html, for a page, or be a folder$`), "-o $1：名字要以 .ipynb（笔记本）或 .html（网页）结尾，或是文件夹"},
	{patternOf(`^-o (.+): several notebooks go into a folder, as in -o pages$`), "-o $1：几个笔记本要写进一个文件夹，例如 -o pages"},
	{patternOf(`^-o (.+): the name must end in \.html, \.ipynb, \.png or \.svg$`), "-o $1：名字要以 .html、.ipynb、.png 或 .svg 结尾"},
	{patternOf(`^--watch needs a file$`), "--watch 需要一个文件"},
	{patternOf(`^--no-pictures leaves nothing to write$`), "加上 --no-pictures 就没有图片可写了"},
	{patternOf(`^(.+) is not written: no cell shows a picture of that kind$`), "没有写出 $1：没有单元格显示这种图片"},
	{patternOf(`^(.+): more than (\d+) MB, which are no cells$`), "$1：超过 $2 MB，不是单元格"},
	{patternOf(`^--name (.+): a kernelspec's name is made of letters, digits, points, - and _$`), "--name $1：名字只能由字母、数字、点、- 和 _ 组成"},
	{patternOf(`^--user, --sys-prefix and --prefix exclude each other; give one$`), "--user、--sys-prefix 和 --prefix 只能选一个"},
	{patternOf(`^there is no kernelspec in (.+); jupyter kernelspec list shows where it is$`), "$1 里没有内核说明；jupyter kernelspec list 会列出它在哪里"},
	{patternOf(`^(.+) is a notebook in (.+); Saddle runs its own language only$`), "$1 是 $2 的笔记本；Saddle 只能运行自己的笔记本"},
	{patternOf(`^(.+): the file is empty$`), "$1：文件是空的"},
	{patternOf(`^(.+): line (\d+): not JSON: .*$`), "$1：第 $2 行不是 JSON"},
	{patternOf(`^cannot write (.+): there is no folder (.+)$`), "无法写入 $1：没有文件夹 $2"},
	{patternOf(`^cannot write (.+): it is a folder$`), "无法写入 $1：它是文件夹"},
	{patternOf(`^cannot write (.+): it is read-only$`), "无法写入 $1：它是只读文件"},
	{patternOf(`^cannot write (.+)$`), "无法写入 $1"},
	{patternOf(`^there is no (jupyter(?: lab)?) on the path; install it with  (.+)  or run a notebook without it:  (.+)$`), "路径中找不到 $1；安装请运行 `$2`，或不用它直接运行笔记本（$3）"},
	{patternOf(`^there is no kernel for browsers here: make site builds it beside the program, and (.+) names a folder that has it$`), "这里没有浏览器用的内核：用 make site 在程序旁边生成，或用 $1 指定已有的文件夹"},
	{patternOf(`^--live writes pages with a kernel beside them: name their folder, as in (.+)$`), "--live 把内核放在网页旁边：请写出文件夹，例如 $1"},
	{patternOf(`^--browser needs no folder: the browser keeps what is done$`), "--browser 不需要文件夹：所做的内容保存在浏览器里"},
	{patternOf(`^jupyter lab: (.+); saddle doctor looks for what is missing$`), "jupyter lab：$1；用 saddle doctor 查找所缺的组件"},
	{patternOf(`^invalid argument "(.*)" for "--lang" flag: write en or zh; see (.+) --help$`), "--lang $1：请写 en 或 zh；用法见 $2 --help"},
	{patternOf(`^the kernelspec in (.+) is for (.*), not for Saddle; it stays$`), "$1 里的内核说明属于 $2，不是 Saddle 的；未删除"},
	{patternOf(`^no pictures can be written: (.+)$`), "无法写出图片：$1"},
	{patternOf(`^(.+); try --user, or --prefix with a folder of yours$`), "$1；请用 --user，或用 --prefix 指定自己的文件夹"},
	{patternOf(`^(.+); give --prefix DIR, or set JUPYTER_DATA_DIR$`), "$1；请写 --prefix DIR，或设置 JUPYTER_DATA_DIR"},
	{patternOf(`^(.+); name a folder with -o$`), "$1；请用 -o 指定文件夹"},
	{patternOf(`^connection file (.+): not a JSON object.*$`), "连接文件 $1：不是 JSON 对象"},
	{patternOf(`^connection file (.+): missing: (.+) \(0 lets the kernel choose\)$`), "连接文件 $1：缺少 $2（写 0 则由内核选择）"},
	{patternOf(`^connection file (.+): (\S+) must be a whole number, not .+$`), "连接文件 $1：$2 应为整数"},
	{patternOf(`^connection file (.+): (\S+) must be a string, not .+$`), "连接文件 $1：$2 应为字符串"},
	{patternOf(`^connection file (.+): (\S+) is (-?\d+), not between 0 and 65535$`), "连接文件 $1：$2 是 $3，应在 0 与 65535 之间"},
	{patternOf(`^connection file (.+): (\S+) and (\S+) are both (\d+)$`), "连接文件 $1：$2 与 $3 都是 $4"},
	{patternOf(`^connection file (.+): (transport|signature_scheme) (".*") is not known; known are (.+)$`), "连接文件 $1：不认识 $2 $3；可用的有 $4"},
	{patternOf(`^connection file: (.+) has more than (\d+) bytes$`), "连接文件 $1 超过 $2 字节"},
	{patternOf(`^connection file: (.+)$`), "连接文件：$1"},
	{patternOf(`^cannot bind the (\S+) channel: (?:listen )?(.+): bind: address already in use$`), "无法监听 $1 通道：$2 已被占用"},
	{patternOf(`^cannot bind the (\S+) channel: (.+)$`), "无法监听 $1 通道：$2"},
	{patternOf(`^the key is empty and the kernel listens on (.+): anybody .*$`), "密钥为空，而内核监听 $1：网络上任何人都能在这里运行代码。请给内核密钥，或只监听 127.0.0.1"},
	{patternOf(`^the key is empty, so messages are not signed: .*$`), "密钥为空，消息没有签名：本机上任何人都能在这里运行代码。请给内核密钥"},
	{patternOf(`^others can read the key in (.+), or change it: (.+)$`), "其他用户能读取或改动 $1 里的密钥：$2"},
}

// patternOf is a pattern that is made when it is first needed: a kernel needs none of them.
func patternOf(look string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(look) })
}
