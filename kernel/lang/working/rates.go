package working

import (
	"math"

	"saddle/kernel/lang/value"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
)

// Rates is how the learning rates that a Hessian allows come about.
func Rates(r value.Rates, hessian *value.Formula) value.Working {
	w := &paper{}
	w.formula(hessian)
	if r.Hessian != nil {
		name := value.Side{sign("A")}
		if r.Function != nil {
			p := Place{Function: r.Function, Arguments: r.Arguments}
			name = append(value.Side{sign("H = ")}, p.at(2)...)
		}
		w.equation(name, number(r.Hessian))
	}
	low, high := w.ends(r)
	if r.Limit > 0 && !math.IsInf(r.Limit, 1) {
		w.equation(value.Side{written("2/λmax", `\frac{2}{\lambda_{\max}}`)}, over(value.Side{sign("2")}, value.Side{factor(high)}), number(r.Number("limit")))
	}
	if isFinite(r.Best) {
		sum := value.Side{factor(low), sign(" + "), factor(high)}
		w.equation(value.Side{written("2/(λmin + λmax)", `\frac{2}{\lambda_{\min} + \lambda_{\max}}`)}, over(value.Side{sign("2")}, sum), number(r.Number("best")))
	}
	if isFinite(r.Kappa) {
		w.kappa(r, low, high)
	}
	if isFinite(r.Momentum) {
		w.momentum(r)
	}
	w.say("working.therefore", value.SaidInBoth(r.Reason))
	return w.Working
}

// momentum writes β = ((√κ - 1)/(√κ + 1))², the best of heavy ball.
func (w *paper) momentum(r value.Rates) {
	kappa := r.Number("kappa")
	root := value.Side{written("√", `\sqrt{`), {Node: kappa, Binds: value.Divisor}, written("", "}")}
	less, more := append(clone(root), sign(" - 1")), append(clone(root), sign(" + 1"))
	inside := append(append(value.Side{written("(", `\left(`)}, over(less, more)...), written(")^2", `\right)^{2}`))
	w.equation(value.Side{written("β", `\beta`)}, inside, number(r.Number("momentum")))
}

// ends writes the eigenvalues, and gives the smallest and the largest.
func (w *paper) ends(r value.Rates) (low, high *expr.Node) {
	n := len(r.Eigenvalues)
	if n == 0 {
		return nil, nil
	}
	all := expr.Array(expr.Vector(n), r.Eigenvalues)
	low, high = expr.Const(r.Eigenvalues[0]), expr.Const(r.Eigenvalues[n-1])
	if forms := r.Known.Eigenvalues; len(forms) == n {
		all = expr.WithForms(all, func() ([]exact.Form, bool) { return forms, true })
		low, high = exactly(forms[0]), exactly(forms[n-1])
	}
	w.equation(value.Side{lambda}, number(all))
	return low, high
}

// kappa writes the condition number.
func (w *paper) kappa(r value.Rates, low, high *expr.Node) {
	if clean(low) > 0 {
		w.equation(value.Side{written("κ = λmax/λmin", `\kappa = \frac{\lambda_{\max}}{\lambda_{\min}}`)}, over(value.Side{factor(high)}, value.Side{factor(low)}), number(r.Number("kappa")))
		return
	}
	w.equation(value.Side{written("κ = max|λ|/min|λ|", `\kappa = \frac{\max |\lambda|}{\min |\lambda|}`)}, number(r.Number("kappa")))
}

// over is a quotient.
func over(above, below value.Side) value.Side {
	open, shut, under := "(", ")", ")/("
	if len(above) == 1 {
		open, under = "", "/("
	}
	if len(below) == 1 {
		shut = ""
		under = under[:len(under)-1]
	}
	if len(above) == 1 && above[0].Node != nil {
		dividend := above[0]
		dividend.Binds = value.Dividend
		above = value.Side{dividend}
	}
	if len(below) == 1 {
		divisor := below[0]
		divisor.Binds = value.Divisor
		below = value.Side{divisor}
	}
	side := append(value.Side{written(open, `\frac{`)}, above...)
	side = append(side, written(under, `}{`))
	side = append(side, below...)
	return append(side, written(shut, `}`))
}

func clone(s value.Side) value.Side { return append(value.Side(nil), s...) }
