package eval

import (
	"math"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// defined refuses a known result that is no finite number though what it was made from is: log(-1), 1/0, overflow.
// Infinity may go into a formula and come out of it, but what has no value, such as ∞ - ∞, is refused.
func (e *evaluation) defined(s *scope, span syntax.Span, op string, result *expr.Node, inputs ...*expr.Node) {
	if failure := undefined(op, result, inputs...); failure != nil {
		panic(failure.At(s.source, span))
	}
}

// undefined is the error of a result that defined refuses, nil where there is none.
func undefined(op string, result *expr.Node, inputs ...*expr.Node) *message.Error {
	if !result.IsConst() || result.IsTruth() || value.AllFinite(result.Data()) {
		return nil
	}
	infinite := false
	for _, in := range inputs {
		if !in.IsConst() || !in.IsTruth() && anyNaN(in.Data()) {
			return nil
		}
		infinite = infinite || !in.IsTruth() && !value.AllFinite(in.Data())
	}
	if infinite && !anyNaN(result.Data()) {
		return nil
	}
	return domainFailure(op, result, inputs)
}

// domainFailure says which law was broken.
func domainFailure(op string, result *expr.Node, inputs []*expr.Node) *message.Error {
	switch {
	case (op == "/" || op == "./") && hasZero(inputs[1].Data()):
		return message.New("DomainError", "domain.zero").Advise("domain.zero-advice")
	case op == "mod" && hasZero(inputs[1].Data()):
		return message.New("DomainError", "domain.mod").Advise("domain.zero-advice")
	case op == "^" && inputs[0].Shape().Rank == 2, op == "inv", op == "solve":
		return message.New("DomainError", "domain.singular").Advise("domain.singular-advice")
	case op == "^" || op == ".^":
		return powerFailure(result, inputs[0], inputs[1])
	case len(inputs) == 1 && inputs[0].Shape() == result.Shape():
		return functionFailure(op, result.Data(), inputs[0].Data())
	case anyNaN(result.Data()):
		return message.New("DomainError", "domain.undefined", op)
	}
	return overflow()
}

// lacksValue reports whether a failure is one where there is no value, not one whose value only leaves the range of numbers.
func lacksValue(failure *message.Error) bool {
	switch failure.Text.Key {
	case "domain.zero", "domain.zero-power", "domain.mod", "domain.singular", "domain.root", "domain.function":
		return true
	case "domain.infinite":
		return failure.Advice.Key != "domain.overflow-advice"
	}
	return false
}

func overflow() *message.Error {
	return message.New("DomainError", "domain.overflow").Advise("domain.overflow-advice")
}

// powerFailure says what is wrong with a power: 0 to a negative number, a negative number to a fraction, or its size.
func powerFailure(result, base, exponent *expr.Node) *message.Error {
	switch {
	case hasZero(base.Data()) && hasNegative(exponent.Data()):
		return message.New("DomainError", "domain.zero-power").Advise("domain.zero-advice")
	case anyNaN(result.Data()) && hasNegative(base.Data()):
		return message.New("DomainError", "domain.root").Advise("domain.root-advice")
	case anyNaN(result.Data()):
		return message.New("DomainError", "domain.undefined", "^")
	}
	return overflow()
}

// functionFailure names the first entry at which a function has no value.
func functionFailure(name string, results, inputs []float64) *message.Error {
	for k, y := range results {
		switch {
		case math.IsNaN(y) && !math.IsNaN(inputs[k]):
			return message.New("DomainError", "domain.function", called(name, inputs[k])).Advise(domainAdvice(name))
		case math.IsInf(y, 0) && (name == "log" || name == "log10"):
			return message.New("DomainError", "domain.infinite", called(name, inputs[k])).Advise(domainAdvice(name))
		case math.IsInf(y, 0):
			return message.New("DomainError", "domain.infinite", called(name, inputs[k])).Advise("domain.overflow-advice")
		}
	}
	return message.New("DomainError", "domain.undefined", name)
}

// domainAdvice is the key of the sentence that says where a function is defined.
func domainAdvice(name string) string {
	switch name {
	case "log", "log10", "sqrt", "asin", "acos":
		return "domain." + name
	case "Γ", "digamma", "trigamma", "tetragamma", "pentagamma":
		return "domain.Γ"
	}
	return "domain.finite"
}

// called is a function of a number as it is written: log(-1), √(-1).
func called(name string, x float64) message.Phrase {
	if name == "sqrt" {
		name = "√"
	}
	return message.Say("domain.called", name, value.Format(0).Number(x))
}

func anyNaN(xs []float64) bool {
	for _, x := range xs {
		if math.IsNaN(x) {
			return true
		}
	}
	return false
}

func hasZero(xs []float64) bool {
	for _, x := range xs {
		if x == 0 {
			return true
		}
	}
	return false
}

func hasNegative(xs []float64) bool {
	for _, x := range xs {
		if x < 0 {
			return true
		}
	}
	return false
}
