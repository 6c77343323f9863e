package reason

// constrainedTexts are the reasons of searches for solutions, and of searches and minima under constraints.
var constrainedTexts = map[string]Text{
	"solve.count": {"there are {1} equations for {2} unknowns: as many are needed",
		"有 {1} 个方程、{2} 个未知数：两者个数必须相同"},
	"solve.size": {"a search in {1} unknowns is out of reach: up to {2} can be searched",
		"{1} 个未知数的搜索无法完成：最多可搜索 {2} 个"},
	"constrained.many": {"{1} constraints are more than the {2} {2|variable|variables}",
		"{1} 个约束多于 {2} 个变量"},
	"extremes.size": {"the region has {1} faces, edges and corners: up to {2} can be searched",
		"区域的面、棱、角共有 {1} 个：最多可搜索 {2} 个"},
	"constrained.size": {"a search in {1} variables under {2} {2|constraint|constraints} is out of reach",
		"{1} 个变量、{2} 个约束的搜索无法完成"},
}
