//go:build !js

package main

import "regexp"

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
