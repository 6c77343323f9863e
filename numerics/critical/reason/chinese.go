package reason

// Chinese holds the same texts in Chinese.
var Chinese = map[string]string{
	"critical.matrix.minimum":  "所有特征值都为正（λ = {1}）：作为 ∇f = 0 处的 Hessian 矩阵，它给出局部极小值",
	"critical.matrix.maximum":  "所有特征值都为负（λ = {1}）：作为 ∇f = 0 处的 Hessian 矩阵，它给出局部极大值",
	"critical.matrix.saddle":   "特征值有正有负（λ = {1}）：作为 ∇f = 0 处的 Hessian 矩阵，它给出鞍点，沿 {2} 下降，沿 {3} 上升",
	"critical.matrix.singular": "有一个特征值为零，其余的不变号（λ = {1}）：沿 {2} 要由 f 的更高阶导数决定，矩阵本身不知道",

	"critical.minimum":  "∇f = 0，且 Hessian 矩阵的所有特征值都为正（λ = {1}）：f 沿每个方向都上升",
	"critical.maximum":  "∇f = 0，且 Hessian 矩阵的所有特征值都为负（λ = {1}）：f 沿每个方向都下降",
	"critical.saddle":   "∇f = 0，且 Hessian 矩阵的特征值有正有负（λ = {1}）：f 沿 {2} 下降，沿 {3} 上升",
	"critical.singular": "∇f = 0，但 Hessian 矩阵奇异，特征值不变号（λ = {1}）：沿 {2} 二阶项不能决定",

	"critical.higher.minimum":     "∇f = 0，Hessian 矩阵奇异（λ = {1}）；由不超过 {2} 阶的项决定：f 沿每个方向都上升",
	"critical.higher.maximum":     "∇f = 0，Hessian 矩阵奇异（λ = {1}）；由不超过 {2} 阶的项决定：f 沿每个方向都下降",
	"critical.higher.saddle":      "∇f = 0，Hessian 矩阵奇异（λ = {1}）；由不超过 {2} 阶的项决定：f 沿 {3} 下降，沿 {4} 上升",
	"critical.higher.saddle.bent": "∇f = 0，Hessian 矩阵奇异（λ = {1}）；由不超过 {2} 阶的项决定：f 沿一条从方向 {3} 出发的曲线下降（沿该直线并不下降），沿 {4} 上升",
	"critical.higher.ridge.bent":  "∇f = 0，Hessian 矩阵奇异（λ = {1}）；由不超过 {2} 阶的项决定：f 沿 {3} 下降，沿一条从方向 {4} 出发的曲线上升（沿该直线并不上升）",
	"critical.higher.both.bent":   "∇f = 0，Hessian 矩阵奇异（λ = {1}）；由不超过 {2} 阶的项决定：f 沿一条从方向 {3} 出发的曲线下降，沿另一条从方向 {4} 出发的曲线上升，沿直线则不然",
	"critical.higher.open":        "∇f = 0，Hessian 矩阵奇异（λ = {1}）；不超过 {2} 阶的项也不能决定",
	"critical.zero.minimum":       "∇f = 0，Hessian 矩阵为零；由不超过 {1} 阶的项决定：f 沿每个方向都上升",
	"critical.zero.maximum":       "∇f = 0，Hessian 矩阵为零；由不超过 {1} 阶的项决定：f 沿每个方向都下降",
	"critical.zero.saddle":        "∇f = 0，Hessian 矩阵为零；由不超过 {1} 阶的项决定：f 沿 {2} 下降，沿 {3} 上升",
	"critical.flat.minimum":       "在经过该点、沿方向 {2} 的整条曲线或曲面上 ∇f = 0 且 f 不变，沿其他方向 f 上升（λ = {1}）：是局部极小值，但不是严格的",
	"critical.flat.maximum":       "在经过该点、沿方向 {2} 的整条曲线或曲面上 ∇f = 0 且 f 不变，沿其他方向 f 下降（λ = {1}）：是局部极大值，但不是严格的",
	"critical.flat.constant":      "f 在该点附近是常数：既是局部极小值又是局部极大值，都不是严格的",

	"critical.slope":        "∇f = {1} 不为零：f 沿 {2} 下降",
	"critical.slope.nearby": "∇f = {1} 不为零：f 沿 {2} 下降；牛顿法找到的最近的临界点是 {3}，类型：{4}",
	"critical.undefined":    "f 在 {1} 处没有有限的值",
	"critical.jump":         "f 在 {1} 处跳跃",
	"critical.corner":       "f 在 {1} 处有尖角：梯度在一侧为 {2}，在另一侧为 {3}",
	"critical.steep":        "∇f 在 {1} 处没有有限的值",
	"critical.secondorder":  "在 {1} 处 ∇f = 0，但 Hessian 矩阵没有有限的值，二阶项不能决定",

	"critical.pieces.minimum": "∇f = 0；Hessian 矩阵虽在 {1} 处跳跃，但在每一侧都正定：f 沿每个方向都上升",
	"critical.pieces.maximum": "∇f = 0；Hessian 矩阵虽在 {1} 处跳跃，但在每一侧都负定：f 沿每个方向都下降",
	"critical.pieces.saddle":  "∇f = 0，Hessian 矩阵在 {1} 处跳跃：f 沿 {2} 下降，沿 {3} 上升",
	"critical.pieces.open":    "∇f = 0，Hessian 矩阵在 {1} 处跳跃：各侧的曲率不能决定",

	"critical.large.minimum": "∇f = 0；就 Lanczos 方法所见，Hessian 矩阵的所有特征值都为正，从 {1} 到 {2}：f 沿每个方向都上升",
	"critical.large.maximum": "∇f = 0；就 Lanczos 方法所见，Hessian 矩阵的所有特征值都为负，从 {1} 到 {2}：f 沿每个方向都下降",
	"critical.large.saddle":  "∇f = 0，Hessian 矩阵的特征值有正有负，从 {1} 到 {2}：f 沿最小特征值的特征向量下降，沿最大特征值的特征向量上升",
	"critical.large.open":    "∇f = 0，但 Hessian 矩阵的特征值从 {1} 到 {2}，有一端与零分不开：二阶项不能决定",

	"critical.rate.convex":     "Hessian 矩阵的特征值在 {1} 与 {2} 之间：梯度下降要求 η 小于 {3}",
	"critical.rate.indefinite": "Hessian 矩阵的特征值有正有负，从 {1} 到 {2}：η 小于 {3} 时，梯度下降沿正的方向收敛，沿负的方向离开",
	"critical.rate.singular":   "Hessian 矩阵有一个特征值为零，最大的是 {1}：梯度下降要求 η 小于 {2}，没有最好的学习率",
	"critical.rate.concave":    "Hessian 矩阵没有正的特征值（最大的是 {1}）：学习率再大也不发散，但也没有一个通向极小值",

	"critical.region.continuum":  "其中有整条曲线或曲面的临界点，例如经过 {1}",
	"critical.region.degenerate": "其中有退化的临界点 {1}：附近有没有别的临界点，不能判断",
	"critical.region.edge":       "f 在那里有尖角或跳跃，或不是处处有定义",
	"critical.region.jump":       "f 在那里有跳跃：那里可能是极小值或极大值，但没有梯度可以说明",
	"critical.region.large":      "要更多的盒子才能判断",
	"critical.region.stopped":    "搜索被中断",
	"critical.region.open":       "那里的梯度太小，与零分不开",

	"descent.used":           "走完了全部 {1} 步",
	"descent.converged":      "{1} 步后 ‖∇f‖ = {2}，不超过 tol = {3}",
	"descent.stopped":        "{1} 步后规则自己的条件使它停止",
	"descent.diverged.f":     "第 {1} 步到达的点上 f 没有有限的值",
	"descent.diverged.point": "第 {1} 步到达的点不是有限的",
	"descent.stalled":        "第 {1} 步之后不再移动，那里 ‖∇f‖ = {2}",
	"descent.interrupted":    "{1} 步后被中断",

	"minimize.minimum":     "离开 {1} 个鞍点之后，到达局部极小值",
	"minimize.saddles":     "离开 {1} 个鞍点之后，仍在鞍点上",
	"minimize.stuck":       "这是一个鞍点，沿其负曲率方向没有一步能下降",
	"minimize.undecided":   "‖∇f‖ = {1}，二阶导数不能决定这是不是极小值",
	"minimize.unbounded":   "f 无止境地下降：{1} 步后没有有限的值",
	"minimize.interrupted": "{1} 步后被中断",
}
