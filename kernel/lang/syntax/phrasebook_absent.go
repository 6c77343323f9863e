package syntax

import (
	"strings"
	"sync"
)

// absent are words of other languages of which this one has no counterpart, by what is there instead: a name that is spelled nearly
// so would be something else, and none is suggested.
var absent = map[string]string{
	"absent.integral":     "integrate integral Integrate NIntegrate quad dblquad trapz cumtrapz antiderivative primitive 积分 定积分 不定积分",
	"absent.limit":        "lim Limit limsup liminf 极限",
	"absent.roots":        "root fsolve fzero nsolve Solve NSolve FindRoot findroot solveset bisect brentq",
	"absent.equation":     "dsolve DSolve NDSolve ode45 ode23 odeint solve_ivp ode pde 微分方程",
	"absent.latex":        "latex tex LaTeX TeX TeXForm pretty pprint mathjax to_latex",
	"absent.exit":         "exit quit Exit Quit bye logout restart 退出",
	"absent.clear":        "clear Clear ClearAll clearvars reset unset 清除 清空",
	"absent.defined":      "who whos dir locals globals",
	"absent.files":        "open read write fopen fread fwrite pwd ls",
	"absent.input":        "input raw_input readline scanf prompt 输入",
	"absent.clock":        "tic toc timeit sleep",
	"absent.type":         "typeof isinstance dtype astype is_number isnumeric isreal",
	"absent.finite":       "isnan isinf isfinite isna",
	"absent.fit":          "polyfit polyval curve_fit fit regress regression LinearRegression interp interp1d interpolate spline 拟合 回归",
	"absent.number":       "gcd lcm prime isprime primes factorint divisors fibonacci divmod rem",
	"absent.choose":       "choose nchoosek binomial comb nCr binom permutations combinations 组合数",
	"absent.fourier":      "fft ifft dft conv convolve Laplace laplace fourier",
	"absent.probability":  "pdf cdf normpdf normcdf ppf pvalue ttest chi2 anova",
	"absent.sets":         "unique union intersect setdiff ismember set dict tuple",
	"absent.rational":     "Rational Fraction frac rat as_integer_ratio nsimplify",
	"absent.factor":       "factor apart together cancel collect trigsimp ratsimp powsimp radsimp FullSimplify Simplify Expand Factor 因式分解 化简",
	"absent.substitution": "evalf vpa ReplaceAll",
	"absent.network":      "Sequential Module nn keras torch tensorflow dataloader",
	"absent.tape":         "GradientTape tape requires_grad no_grad zero_grad autograd backward Variable detach",
	"absent.assume":       "assume assumptions Assumptions assuming",
	"absent.parts":        "axes subplot subplots colorbar colormap cmap gca gcf set_xlim set_ylim xlim ylim zlim hold drawnow",
}

// absentKeys are the words of absent with their keys.
var absentKeys = sync.OnceValue(func() map[string]string {
	keys := map[string]string{}
	for key, words := range absent {
		for word := range strings.FieldsSeq(words) {
			keys[word] = key
		}
	}
	return keys
})
