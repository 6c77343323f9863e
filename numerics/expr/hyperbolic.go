package expr

// hyperbolicTangents puts tanh(x) in place of sinh(x)/cosh(x), whole powers too: the quotient overflows where the tangent
// does not, and its derivative is 1 less what is nearly 1, while the tangent's keeps its digits. ok is false where there
// is none.
func hyperbolicTangents(factors []*Node) (result []*Node, ok bool) {
	for i, f := range factors {
		sine, p := baseOf(f)
		if !isApplied(sine, Sinh) || p < 1 || !whole(p) {
			continue
		}
		for j, g := range factors {
			cosine, q := baseOf(g)
			if !isApplied(cosine, Cosh) || !same(cosine.args[0], sine.args[0]) || q > -1 || !whole(q) {
				continue
			}
			k := min(p, -q)
			for l, other := range factors {
				if l != i && l != j {
					result = append(result, other)
				}
			}
			for _, part := range []*Node{power2(Apply(Tanh, sine.args[0]), k), power2(sine, p-k), power2(cosine, q+k)} {
				if part.graph != nil {
					result = append(result, part)
				}
			}
			return result, true
		}
	}
	return nil, false
}
