package syntax

import (
	"fmt"
	"strings"
	"testing"
)

// shape writes a tree with every grouping shown: products and powers as (a*b), implicit products as (a b).
func shape(e Expr) string {
	switch e := e.(type) {
	case *Binary:
		op := e.Op
		switch {
		case e.Implicit:
			op = " "
		case e.Superscript:
			op = "↑"
		}
		return "(" + shape(e.Left) + op + shape(e.Right) + ")"
	case *Unary:
		return "(" + e.Op + " " + shape(e.Operand) + ")"
	case *Compare:
		out := shape(e.Operands[0])
		for i, op := range e.Ops {
			out += op + shape(e.Operands[i+1])
		}
		return "(" + out + ")"
	case *Range:
		return "(" + shape(e.Low) + ".." + shape(e.High) + ")"
	case *If:
		return "if(" + shape(e.Cond) + "," + shape(e.Then) + "," + shape(e.Else) + ")"
	case *Lambda:
		return "fn(" + names(e.Params) + ":" + shape(e.Body) + ")"
	case *Paren:
		return shape(e.Inner)
	case *Prime:
		return shape(e.Operand) + "'"
	case *Nabla:
		return fmt.Sprintf("∇%d{%s}", e.Order, shape(e.Operand))
	case *Call:
		return "call(" + shape(e.Callee) + shapes(e.Args) + ")"
	case *Index:
		return "at(" + shape(e.Operand) + ":" + Text(e) + ")"
	case *Field:
		return shape(e.Operand) + "." + e.Name.Text
	case *Norm:
		return "‖" + shape(e.Operand) + "‖"
	case *Name:
		return e.Text
	}
	return Text(e)
}

func shapes(args []Arg) string {
	out := ""
	for _, arg := range args {
		out += "," + shape(arg.Value)
	}
	return out
}

func only(t *testing.T, text string) Expr {
	t.Helper()
	cell, errors := parse(text)
	if len(errors) > 0 || len(cell.Statements) != 1 {
		t.Fatalf("%s: %v", text, errors)
	}
	s, ok := cell.Statements[0].(*ExpressionStatement)
	if !ok {
		t.Fatalf("%s is a %T", text, cell.Statements[0])
	}
	return s.Value
}

func TestShapes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// products without a sign
		{"2x", "(2 x)"},
		{"2 x y", "((2 x) y)"},
		{"2(x+1)", "(2 (x+1))"},
		{"(a)(b)", "(a b)"},
		{"v'H v", "((v' H) v)"},
		{"x² y", "((x↑2) y)"},
		{"x²y", "((x↑2) y)"},
		{"x₁x₂", "(x1 x2)"},
		{"a b/c", "((a b)/c)"},
		{"a/b*c", "((a/b)*c)"},
		{"η (x - y)", "(η (x-y))"},
		{"1/(2n) x", "((1/(2 n)) x)"},
		{"2 ‖v‖", "(2 ‖v‖)"},
		{"2√3 x", "((2 (√ 3)) x)"},
		{"(2^3)x", "((2^3) x)"},
		{"2^3 x", "((2^3) x)"},
		{"2^(3)x", "((2^3) x)"},
		{"√(x)y", "((√ x) y)"},
		{"½x", "(½ x)"},
		{"2e x", "((2 e) x)"},
		{"2e^x", "(2 (e^x))"},
		{"2e3", "2e3"},
		{"2e-3x", "(2e-3 x)"},
		{"f(x)(y)", "(call(f,x) y)"},
		{"2f(x)", "(2 call(f,x))"},
		// powers and signs
		{"-x^2", "(- (x^2))"},
		{"2^-1", "(2^(- 1))"},
		{"2^3^2", "(2^(3^2))"},
		{"-2²", "(- (2↑2))"},
		{"A⁻¹", "(A↑(- 1))"},
		{"xᵀ", "x'"},
		{"A^ᵀ", "A'"},
		{`A^\top B`, "(A' B)"},
		{"A⁻ᵀ", "(A↑(- 1))'"},
		{"(A B)ᵀ", "(A B)'"},
		{"2^√x", "(2^(√ x))"},
		{"√x[1]", "(√ at(x:x[1]))"},
		{"√f(x)", "(√ call(f,x))"},
		{"xⁿ", "(x↑n)"},
		{"- -x", "(- (- x))"},
		{"2 * -x", "(2*(- x))"},
		{"x .^ 2 .* y", "((x.^2).*y)"},
		{"2.*x", "(2.*x)"},
		{"H .+ 1", "(H.+1)"},
		{"a·b c", "((a·b) c)"},
		// calls, fields, primes
		{"x(y+1)", "call(x,(y+1))"},
		{"f'(2)", "call(f',2)"},
		{"f''(2)", "call(f'',2)"},
		{"f' (2)", "(f' 2)"},
		{"r[1].θ", "at(r:r[1]).θ"},
		{"r.last[2]", "at(r.last:r.last[2])"},
		{"x′y", "(x' y)"},
		{"x’", "x'"},
		{"sin²(x) y", "((call(sin,x)↑2) y)"},
		{"x²(y+1)", "((x↑2) (y+1))"},
		{"print(\"a\")", `call(print,"a")`},
		// ∇
		{"∇f(1, 2)", "call(∇1{f},1,2)"},
		{"∇²f(x)⁻¹ ∇f(x)", "((call(∇2{f},x)↑(- 1)) call(∇1{f},x))"},
		{"∇(f)(1)", "call(∇1{f},1)"},
		{"∇f", "∇1{f}"},
		{"∇ f", "∇1{f}"},
		{"∇^2 f", "∇2{f}"},
		{`\nabla f(1)`, "call(∇1{f},1)"},
		{"grad f", "∇1{f}"},
		{"grad f(1, 2)", "call(∇1{f},1,2)"},
		{"hess f(1)", "call(∇2{f},1)"},
		{"gradient f", "∇1{f}"},
		{"hessian f", "∇2{f}"},
		{"nabla f(1)", "call(∇1{f},1)"},
		{"gradient(f)(1)", "call(∇1{f},1)"},
		{"grad (f)(1)", "call(∇1{f},1)"},
		{"gradient(f, p)", "call(gradient,f,p)"},
		{"hess(f, p)", "call(hessian,f,p)"},
		{"v' grad", "(v' grad)"},
		{"help(gradient)", "call(help,gradient)"},
		{"∇f(p)' d", "(call(∇1{f},p)' d)"},
		// lower precedences
		{"0 < x < 1", "(0<x<1)"},
		{"not a and b or c", "(((not a)andb)orc)"},
		{"a ≤ b", "(a<=b)"},
		{"a ~~ b", "(a≈b)"},
		{"1..n+1", "(1..(n+1))"},
		{"-2..2", "((- 2)..2)"},
		{"0..2π", "(0..(2 π))"},
		{"1.5..2", "(1.5..2)"},
		{"if a then b else if c then d else e", "if(a,b,if(c,d,e))"},
		{"x -> y -> x + y", "fn(x:fn(y:(x+y)))"},
		{"(x, y) -> x y", "fn(x, y:(x y))"},
		{"() -> 1", "fn(:1)"},
		{"plot(φ -> φ^2, φ = 0..1)", "call(plot,fn(φ:(φ^2)),(0..1))"},
		{"x<-3", "(x<(- 3))"},
		// lists
		{"[1 2 3]", "[1, 2, 3]"},
		{"[-1 2; 3 4]", "[-1, 2; 3, 4]"},
		{"[1 - 1]", "[1 - 1]"},
		{"[1-1, 2x]", "[1 - 1, 2x]"},
		{"[(2 x), f(2 x)]", "[(2x), f(2x)]"},
		{"[10 i + j for i in 1..2 for j in 1..3]", "[10i + j for i in 1..2 for j in 1..3]"},
		{"[2 -i for i in 1..2]", "[2 - i for i in 1..2]"},
		{"[]", "[]"},
		{"[1; 2]", "[1; 2]"},
		{"[½ 1]", "[½, 1]"},
		{"(W = 1, b = [2, 3])", "(W = 1, b = [2, 3])"},
		{"‖x - ‖y‖ z‖", "‖(x-(‖y‖ z))‖"},
		{"‖(‖v‖ w)‖", "‖(‖v‖ w)‖"},
		{`\|v\|`, "‖v‖"},
	} {
		if got := shape(only(t, c.text)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestGradientAsAName(t *testing.T) {
	cell, errors := parse("grad = ∇f(p)\nx = v - η grad (1)\ny = grad x")
	if len(errors) > 0 {
		t.Fatal(errors)
	}
	body := cell.Statements[2].(*Assignment).Body
	if got := shape(body); got != "(grad x)" {
		t.Errorf("grad x is %s in a cell that defines grad", got)
	}
}

func TestStatements(t *testing.T) {
	for _, c := range []struct {
		text   string
		kinds  string
		hidden string
	}{
		{"f(x) = x; y = 2", "definition assignment", "yes no"},
		{"λ, V = eigen(A)", "assignment", "no"},
		{"check x ≈ 1", "check", "no"},
		{"check = 1", "assignment", "no"},
		{"check", "expression", "no"},
		{"start = 1; stop = 2; optimizer = 3", "assignment assignment assignment", "yes yes no"},
		{"optimiser gd(f, θ); θ = θ; end;", "optimizer", "yes"},
		{"x = 1\n\n\n# c\n ;y", "assignment expression", "no no"},
		{"q(x) = u\n  where u = x,\n  v = 2", "definition", "no"},
		{"y = if a\nthen b\nelse c", "assignment", "no"},
		{"y = (1 +\n2)\nz", "assignment expression", "no no"},
		{"a = b +\n  c", "assignment", "no"},
		{"-x\n-y", "expression expression", "no no"},
		{"u^2 where u = 2", "expression", "no"},
	} {
		cell, errors := parse(c.text)
		if len(errors) > 0 {
			t.Errorf("%s: %v", c.text, errors)
			continue
		}
		var kinds, hidden []string
		for _, s := range cell.Statements {
			kinds = append(kinds, kindOf(s))
			hidden = append(hidden, map[bool]string{true: "yes", false: "no"}[s.Hidden()])
		}
		if strings.Join(kinds, " ") != c.kinds || strings.Join(hidden, " ") != c.hidden {
			t.Errorf("%s is %v, hidden %v", c.text, kinds, hidden)
		}
	}
}

func kindOf(s Statement) string {
	switch s.(type) {
	case *FunctionDefinition:
		return "definition"
	case *Assignment:
		return "assignment"
	case *Check:
		return "check"
	case *OptimizerDefinition:
		return "optimizer"
	}
	return "expression"
}

func TestSpansAreThoseOfTheOriginal(t *testing.T) {
	text := "ｙ ＝ ﬁ（１，２）＋ 𝛽"
	cell, errors := parse(text)
	if len(errors) > 0 {
		t.Fatal(errors)
	}
	var read []string
	Walk(cell.Statements[0], func(n Node) bool {
		read = append(read, text[n.Span().Start:n.Span().End])
		return true
	})
	want := "ｙ ＝ ﬁ（１，２）＋ 𝛽|ﬁ（１，２）＋ 𝛽|ﬁ（１，２）|ﬁ|１|２|𝛽"
	if got := strings.Join(read, "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestGoesOnAfterAMistake(t *testing.T) {
	cell, errors := parse("a = 1\nb = 1/2 x\nc = 3; d = (4]; e = 5\noptimizer gd(f, θ)\n  θ = 2 3\n  θ = θ\nend\ng = 7")
	var kept []string
	for _, s := range cell.Statements {
		kept = append(kept, Text(s))
	}
	if got := strings.Join(kept, "; "); got != "a = 1; c = 3; e = 5; g = 7" || len(errors) != 3 {
		t.Errorf("kept %s with %d errors", got, len(errors))
	}
}
