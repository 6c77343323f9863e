package source

// letters tell in each language what letters stand for throughout the course, and where one stands for something else.
var letters = map[string]string{
	"en": `## Letters

| letter | throughout the course | elsewhere |
|---|---|---|
| $\theta$, $p$ | the point where an optimizer stands; a fixed point | lesson 8: $p \pm q\,\mathrm i$, a complex root |
| $x$, $y$; $w_1, w_2$ | coordinates; weights of a network | $y$ in lesson 8: the distance from the saddle point; $x$, $y$ with data: input and output |
| $f$, $L$, $N$ | a function; a loss; the loss of a network | $n$: a number of variables or of rows; in exercises functions have other letters too |
| $g$, $H$ | the gradient $\nabla f$ and the Hessian $\nabla^2 f$ at the point | |
| $d$, $u$ | a step; a direction of length one | $u$ in lessons 9 and 11: weights, a small vector; $d$ in lesson 11: an entry of a random matrix |
| $h$, $s$, $t$ | a length along a direction | $s$ in lesson 6: what damping adds, in 10: a sum of squares, in 11: an entry of a random matrix, in 12: the size of the start; $t$ in lessons 9 and 10: the number of the step, in 12: the target; $h$ in lesson 6: a function |
| $\lambda$, $v$ | an eigenvalue of $H$ and its eigenvector of length one | $v$ in lesson 8: the speed, in 10: the mean square of the gradient, in 9 and 12: weights, in 11: any direction; $\lambda$ in lesson 10: the weight decay |
| $t_i$ | the part of a vector along the eigenvector $v_i$ | |
| $\kappa$ | the condition number $\lambda_{\max}/\lambda_{\min}$ | |
| $\eta$, $\beta$ | the learning rate; what momentum keeps of the speed | $\beta_1$, $\beta_2$ in lesson 10 |
| $q$ | the quadratic model | lessons 7 and 9: a function with a saddle point |
| $\rho$ | how fast the Hessian changes at most (lessons 3, 6 and 7) | lesson 10: what RMSProp keeps |
| $\mu$ | $-\lambda$ of a falling direction (lessons 7 and 8) | lesson 6: the damping |
| $\varepsilon$, $\delta$ | small bounds | $\varepsilon$ in lesson 9: the noise |
| $\sigma$ | the standard deviation of the noise | |
`,
	"zh": `## 记号

| 记号 | 全课程通用的含义 | 个别课中的其他含义 |
|---|---|---|
| $\theta$、$p$ | 优化器当前所在的点；固定的一点 | 第 8 课：$p \pm q\,\mathrm i$ 是复根 |
| $x$、$y$；$w_1$、$w_2$ | 坐标；网络的权重 | 第 8 课：$y$ 是到鞍点的距离；涉及数据时，$x$、$y$ 是输入和输出 |
| $f$、$L$、$N$ | 函数；损失；网络的损失 | $n$：变量或数据的个数；练习里的函数也用别的字母 |
| $g$、$H$ | 该点的梯度 $\nabla f$ 和海森矩阵 $\nabla^2 f$ | |
| $d$、$u$ | 一步的位移；单位方向 | 第 9、11 课：$u$ 是权重、很短的向量；第 11 课：$d$ 是随机矩阵的元素 |
| $h$、$s$、$t$ | 沿某个方向走的长度 | $s$：第 6 课是阻尼所加的数，第 10 课是平方和，第 11 课是随机矩阵的元素，第 12 课是起点的大小；$t$：第 9、10 课是步数，第 12 课是目标值；第 6 课：$h$ 是函数 |
| $\lambda$、$v$ | $H$ 的特征值和对应的单位特征向量 | $v$：第 8 课是速度，第 10 课是梯度平方的平均，第 9、12 课是权重，第 11 课是任意方向；第 10 课：$\lambda$ 是权重衰减 |
| $t_i$ | 向量沿特征向量 $v_i$ 的分量 | |
| $\kappa$ | 条件数 $\lambda_{\max}/\lambda_{\min}$ | |
| $\eta$、$\beta$ | 学习率；动量法保留速度的比例 | 第 10 课：$\beta_1$、$\beta_2$ |
| $q$ | 二次模型 | 第 7、9 课：有鞍点的函数 |
| $\rho$ | 第 3、6、7 课：海森矩阵变化快慢的上界 | 第 10 课：RMSProp 保留的比例 |
| $\mu$ | 第 7、8 课：下降方向的 $-\lambda$ | 第 6 课：阻尼 |
| $\varepsilon$、$\delta$ | 很小的界 | 第 9 课：$\varepsilon$ 是噪声 |
| $\sigma$ | 噪声的标准差 | |
`,
}
