package elementary

import "math"

// List is a function as operations, one after the other. The numbers A, B and C of a step are those of steps before it.
type List struct {
	Steps   []Step
	Result  int // the step that is the value
	Outside int // the step that tells where the value is not the function's, -1: nowhere
}

// Step is one operation.
type Step struct {
	Op      Op
	A, B, C int
	Bits    uint64 // a constant
}

// Op is what a step does. It gives a number, the 64 bits of one, or a truth.
type Op uint8

// The operations.
const (
	Input    Op = iota // number: the argument A
	Constant           // number: with the Bits
	Add                // number: A + B
	Sub                // number: A - B
	Mul                // number: A · B, rounded
	Div                // number: A / B
	Abs                // number: |A|
	Less               // truth: A < B
	Choose             // number: B where the truth A holds, else C
	Least              // number: B where B < A, else A
	Greatest           // number: B where A < B, else A
	BitsOf             // bits: those of the number A
	NumberOf           // number: with the bits A
	BitAnd             // bits: A and the constant Bits
	BitOr              // bits: A or the constant Bits
	BitXor             // bits: A xor the bits B
	BitOrOf            // bits: A or the bits B
	BitAdd             // bits: A plus the constant Bits
	BitSub             // bits: A minus the bits B
	ShiftL             // bits: A · 2^Bits
	ShiftR             // bits: A / 2^Bits, without a sign
	Odd                // truth: the last of the bits A is 1
)

// Operands is how many of A, B and C are steps.
func (o Op) Operands() int {
	switch o {
	case Input, Constant:
		return 0
	case Abs, BitsOf, NumberOf, BitAnd, BitOr, BitAdd, ShiftL, ShiftR, Odd:
		return 1
	case Choose:
		return 3
	}
	return 2
}

// The kinds of what a step gives, so that Go's compiler sees what is mixed up.
type (
	number int
	bits   int
	truth  int
)

const none = -1

// writer is a list under construction. What is there already is not computed again.
type writer struct {
	steps   []Step
	known   map[Step]int
	outside truth
}

func (l *writer) append(s Step) int {
	if k, ok := l.known[s]; ok {
		return k
	}
	l.steps = append(l.steps, s)
	l.known[s] = len(l.steps) - 1
	return len(l.steps) - 1
}

func (l *writer) constant(x float64) number {
	return number(l.append(Step{Op: Constant, Bits: math.Float64bits(x)}))
}

func (l *writer) pair(op Op, a, b number) number {
	return number(l.append(Step{Op: op, A: int(a), B: int(b)}))
}

func (l *writer) add(a, b number) number { return l.pair(Add, a, b) }
func (l *writer) sub(a, b number) number { return l.pair(Sub, a, b) }
func (l *writer) mul(a, b number) number { return l.pair(Mul, a, b) }
func (l *writer) div(a, b number) number { return l.pair(Div, a, b) }

// times is a multiplied by a constant.
func (l *writer) times(a number, c float64) number { return l.mul(a, l.constant(c)) }

// plus is a constant added to a.
func (l *writer) plus(a number, c float64) number { return l.add(a, l.constant(c)) }

func (l *writer) abs(a number) number { return number(l.append(Step{Op: Abs, A: int(a)})) }

func (l *writer) less(a, b number) truth { return truth(l.pair(Less, a, b)) }

func (l *writer) below(a number, c float64) truth { return l.less(a, l.constant(c)) }
func (l *writer) above(a number, c float64) truth { return l.less(l.constant(c), a) }

func (l *writer) choose(condition truth, a, b number) number {
	return number(l.append(Step{Op: Choose, A: int(condition), B: int(a), C: int(b)}))
}

func (l *writer) bitsOf(a number) bits   { return bits(l.append(Step{Op: BitsOf, A: int(a)})) }
func (l *writer) numberOf(a bits) number { return number(l.append(Step{Op: NumberOf, A: int(a)})) }

// change is an operation on bits with a constant.
func (l *writer) change(op Op, a bits, c uint64) bits {
	return bits(l.append(Step{Op: op, A: int(a), Bits: c}))
}

func (l *writer) mix(op Op, a, b bits) bits {
	return bits(l.append(Step{Op: op, A: int(a), B: int(b)}))
}

func (l *writer) odd(a bits) truth { return truth(l.append(Step{Op: Odd, A: int(a)})) }

// sum is a + b without loss, in two numbers (D. E. Knuth, The Art of Computer Programming 2, 4.2.2).
func (l *writer) sum(a, b number) (high, low number) {
	high = l.add(a, b)
	c := l.sub(high, a)
	return high, l.add(l.sub(a, l.sub(high, c)), l.sub(b, c))
}

// quickSum is a + b without loss where |a| ≥ |b|, or a is 0.
func (l *writer) quickSum(a, b number) (high, low number) {
	high = l.add(a, b)
	return high, l.sub(b, l.sub(high, a))
}

// polynomial is c[0] + c[1] x + … by halves, which do not wait for each other (G. Estrin, 1960).
func (l *writer) polynomial(x number, c ...float64) number {
	terms := make([]number, len(c))
	for k := range c {
		terms[k] = l.constant(c[k])
	}
	for power := x; len(terms) > 1; power = l.mul(power, power) {
		for k := 0; k < len(terms); k += 2 {
			if terms[k/2] = terms[k]; k+1 < len(terms) {
				terms[k/2] = l.add(terms[k], l.mul(power, terms[k+1]))
			}
		}
		terms = terms[:(len(terms)+1)/2]
	}
	return terms[0]
}

// finish is the list of what the result needs.
func (l *writer) finish(result number) *List {
	needed := make([]bool, len(l.steps))
	needed[result] = true
	if l.outside != none {
		needed[l.outside] = true
	}
	for k := len(l.steps) - 1; k >= 0; k-- {
		if s := l.steps[k]; needed[k] {
			for _, operand := range []int{s.A, s.B, s.C}[:s.Op.Operands()] {
				needed[operand] = true
			}
		}
	}
	list := &List{Outside: none}
	at := make([]int, len(l.steps))
	for k, s := range l.steps {
		if !needed[k] && s.Op != Input {
			continue
		}
		at[k] = len(list.Steps)
		for i, operand := range []*int{&s.A, &s.B, &s.C} {
			if i < s.Op.Operands() {
				*operand = at[*operand]
			}
		}
		list.Steps = append(list.Steps, s)
	}
	list.Result = at[result]
	if l.outside != none {
		list.Outside = at[l.outside]
	}
	return list
}
